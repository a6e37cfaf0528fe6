from django import forms
from django.contrib import admin
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html

from series.actions.media.attachments import ALLOWED, MAX_BYTES, store_attachment
from series.actions.media.usage import attachments_for
from series.models import Attachment

from .uploads import FileForm, UploadAdmin


class AttachmentForm(FileForm):
    """The form of an upload: file and title."""

    title = forms.CharField(
        label="名称",
        max_length=120,
        required=False,
        help_text="读者看到的名称，上传后不能再改；留空则用文件名",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limit = MAX_BYTES // 1024 // 1024
        self.fields["upload"].help_text = f"{ALLOWED}，不超过 {limit} MB"


@admin.register(Attachment)
class AttachmentAdmin(UploadAdmin):
    """Attachments; read-only once stored.

    Readers see the title, and signatures hold for what readers see."""

    change_verb = None
    upload_form = AttachmentForm
    list_display = ("title", "extension_name", "file_size", "created_at", "download")
    search_fields = ("title",)
    fields = ("title", "extension_name", "file_size", "created_at", "download")
    readonly_fields = ("extension_name", "file_size", "created_at", "download")

    def get_queryset(self, request):
        return super().get_queryset(request).filter(pk__in=attachments_for(request.user))

    def store(self, fields, *, by):
        upload = fields["upload"]
        return store_attachment(upload.read(), name=upload.name, title=fields["title"], by=by)

    @admin.display(description="格式", ordering="extension")
    def extension_name(self, attachment):
        return attachment.extension.upper()

    @admin.display(description="大小", ordering="size")
    def file_size(self, attachment):
        return filesizeformat(attachment.size)

    @admin.display(description="查看")
    def download(self, attachment):
        return format_html('<a href="{}">下载</a>', attachment.get_absolute_url())
