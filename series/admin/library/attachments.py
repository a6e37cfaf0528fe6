from django import forms
from django.contrib import admin
from django.template.defaultfilters import filesizeformat
from django.urls import path
from django.utils.html import format_html

from series.actions.media.attachments import (
    ALLOWED,
    MAX_BYTES,
    MEDIA,
    change_attachment,
    media_limit,
    signed_use,
    store_attachment,
)
from series.actions.media.usage import attachments_for, may_see_attachment
from series.forms.visible_text import LineField, LinesField
from series.models import Attachment

from . import attachment_dialog
from .uploads import FilesForm, UnusedFilter, UploadAdmin


class AttachmentForm(FilesForm):
    """The form of an upload: files, and the title of a single one."""

    title = forms.CharField(
        label="名称",
        max_length=120,
        required=False,
        help_text="读者看到的名称，送审前可以改；留空，或一次上传几个时，用文件名",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["upload"].help_text = f"{limits()}。{self.fields['upload'].help_text}"


class AttachmentChangeForm(forms.ModelForm):
    """The form of a stored attachment: its title, and the words of a recording."""

    title = LineField(
        label="名称",
        max_length=120,
        error_messages={"required": "请填写附件的名称"},
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    transcript = LinesField(
        label="文字稿",
        required=False,
        help_text="音频或视频里说的话，写给听不见的人；显示在播放器下面",
        widget=forms.Textarea(attrs={"rows": 8, "class": "vLargeTextField"}),
    )

    class Meta:
        model = Attachment
        fields = ("title", "transcript")


def limits():
    """Return which files can be attached, and how large."""
    megabytes = 1024 * 1024
    recordings = "、".join(sorted(MEDIA))
    return (
        f"{ALLOWED}，不超过 {MAX_BYTES // megabytes} MB；"
        f"{recordings} 不超过 {media_limit() // megabytes} MB"
    )


@admin.register(Attachment)
class AttachmentAdmin(UploadAdmin):
    """Attachments: renamed until a text with them is submitted, then read-only.

    Readers see the title, and signatures hold for what readers see."""

    upload_form = AttachmentForm
    form = AttachmentChangeForm
    list_display = ("title", "extension_name", "file_size", "created_at", "download")
    list_filter = (UnusedFilter,)
    search_fields = ("title",)
    readonly_fields = ("extension_name", "file_size", "created_at", "download")

    def get_urls(self):
        own = [
            path("drop/", self._guarded(attachment_dialog.upload), name="series_attachment_drop"),
            path("pick/", self._guarded(attachment_dialog.pick), name="series_attachment_pick"),
        ]
        return own + super().get_urls()

    def _guarded(self, view):
        return self.admin_site.admin_view(view)

    def get_fields(self, request, obj=None):
        recording = obj and obj.extension in MEDIA
        return ("title", *(("transcript",) if recording else ()), *self.readonly_fields)

    def get_queryset(self, request):
        return super().get_queryset(request).filter(pk__in=attachments_for(request.user))

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        if not allowed or obj is None:
            return allowed
        return may_see_attachment(request.user, obj) and signed_use(obj) is None

    def store(self, file, fields, *, by):
        title = fields["title"] if len(fields["upload"]) == 1 else ""
        return store_attachment(file.read(), name=file.name, title=title, by=by)

    def save_model(self, request, obj, form, change):
        obj.refresh_from_db(fields=["title", "transcript"])
        words = form.cleaned_data
        transcript = words.get("transcript", obj.transcript)
        change_attachment(obj, title=words["title"], transcript=transcript, by=request.user)

    def log_change(self, request, obj, message):
        """Write no second audit line: the action wrote one."""

    @admin.display(description="格式", ordering="extension")
    def extension_name(self, attachment):
        return attachment.extension.upper()

    @admin.display(description="大小", ordering="size")
    def file_size(self, attachment):
        return filesizeformat(attachment.size)

    @admin.display(description="查看")
    def download(self, attachment):
        return format_html('<a href="{}">下载</a>', attachment.get_absolute_url())
