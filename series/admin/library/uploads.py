"""Base of admin pages that add rows by upload; actions store the files."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from series.actions.errors import EditorialError
from series.actions.media.attachments import extension_of, limit_of
from series.actions.media.deletion import unused
from series.admin.base import DeskAdmin

from .deleting import delete_chosen, delete_page

MOST_FILES = 50


def check_size(upload):
    """Refuse a file that is too large before it is read into memory."""
    limit = limit_of(extension_of(upload.name)) // 1024 // 1024
    if upload.size > limit * 1024 * 1024:
        raise forms.ValidationError(f"文件超过 {limit} MB，请压缩或分开上传")


class FileForm(forms.Form):
    """A form with a file; subclasses add the fields about it."""

    upload = forms.FileField(
        label="文件",
        allow_empty_file=True,
        widget=forms.ClearableFileInput,
        error_messages={"required": "请选择要上传的文件"},
    )

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        check_size(upload)
        return upload


class SeveralFiles(forms.ClearableFileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True


class UploadsField(forms.FileField):
    """A field whose value is the list of its files."""

    widget = SeveralFiles

    def clean(self, data, initial=None):
        files = data if isinstance(data, (list, tuple)) else [data]
        return [super(UploadsField, self).clean(file, initial) for file in files or [None]]


class FilesForm(FileForm):
    """A form with several files.

    What else is filled in is for one file, or for all of them."""

    upload = UploadsField(
        label="文件",
        allow_empty_file=True,
        error_messages={"required": "请选择要上传的文件"},
        help_text=f"可以一次选几个，最多 {MOST_FILES} 个",
    )

    def clean_upload(self):
        files = self.cleaned_data["upload"]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(f"一次最多上传 {MOST_FILES} 个文件，请分几次")
        for file in files:
            check_size(file)
        return files


class UnusedFilter(admin.SimpleListFilter):
    """Filter for the files that no entry uses, also in an old version."""

    title = "使用"
    parameter_name = "unused"

    def lookups(self, request, model_admin):
        return [("1", "没有稿件使用")]

    def queryset(self, request, queryset):
        return unused(queryset) if self.value() == "1" else queryset


class UploadAdmin(DeskAdmin):
    """Admin of rows that are added by upload; a stored file never changes."""

    add_verb = "create"
    change_verb = "edit"
    delete_verb = "edit"
    upload_form = FilesForm

    def store(self, file, fields, *, by):
        """Store one upload of a form's cleaned data and return its row.

        Raises EditorialError."""
        raise NotImplementedError

    def stored_message(self, row, fields):
        """Return the message for the user after an upload."""
        return f"{self.opts.verbose_name}“{row}”已存入"

    def get_actions(self, request):
        """Return the deletion of the chosen rows, for those who may delete."""
        if not self.has_delete_permission(request):
            return {}
        return {"delete_chosen": (delete_chosen, "delete_chosen", "删除所选")}

    def delete_view(self, request, object_id, extra_context=None):
        return delete_page(self, request, object_id)

    def add_view(self, request, form_url="", extra_context=None):
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = self.upload_form(request.POST or None, request.FILES or None, label_suffix="")
        if request.method == "POST" and form.is_valid():
            rows = self._store_all(request, form)
            if rows:
                return redirect(self._page_of(rows))
        return self._render_upload(request, form)

    def _store_all(self, request, form):
        """Store each file and say so.

        What was refused stands in the form, or in a message."""
        rows, files = [], form.cleaned_data["upload"]
        for file in files:
            try:
                row = self.store(file, form.cleaned_data, by=request.user)
            except EditorialError as error:
                self._refuse(request, form, file, error)
            else:
                rows.append(row)
        if len(rows) > 1:
            messages.success(request, f"已存入 {len(rows)} 个{self.opts.verbose_name}")
        elif rows:
            messages.success(request, self.stored_message(rows[0], form.cleaned_data))
        return rows

    def _refuse(self, request, form, file, error):
        if len(form.cleaned_data.get("upload", ())) == 1:
            form.add_error("upload", str(error))
        else:
            messages.error(request, f"“{file.name}”没有存入：{error}")

    def _page_of(self, rows):
        name = f"admin:series_{self.opts.model_name}"
        if len(rows) > 1:
            return reverse(f"{name}_changelist")
        return reverse(f"{name}_change", args=[rows[0].pk])

    def _render_upload(self, request, form):
        fieldsets = [(None, {"fields": list(form.fields)})]
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"上传{self.opts.verbose_name}",
            "adminform": helpers.AdminForm(form, fieldsets, {}, model_admin=self),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/upload_form.html", context)
