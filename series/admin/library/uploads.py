"""Base of admin pages that add rows by upload; actions store the files."""

from django import forms
from django.contrib import messages
from django.contrib.admin import helpers
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from series.actions.errors import EditorialError
from series.actions.media.attachments import MAX_BYTES
from series.admin.base import DeskAdmin


class FileForm(forms.Form):
    """A form with a file; subclasses add the fields about it."""

    upload = forms.FileField(
        label="文件",
        allow_empty_file=True,
        widget=forms.ClearableFileInput,
        error_messages={"required": "请选择要上传的文件"},
    )

    def clean_upload(self):
        """Refuse a file that is too large before it is read into memory."""
        upload = self.cleaned_data["upload"]
        if upload.size > MAX_BYTES:
            limit = MAX_BYTES // 1024 // 1024
            raise forms.ValidationError(f"文件超过 {limit} MB，请压缩或分开上传")
        return upload


class UploadAdmin(DeskAdmin):
    """Admin of rows that are added by upload; a stored file never changes."""

    add_verb = "create"
    change_verb = "edit"
    delete_verb = None
    upload_form = FileForm

    def store(self, fields, *, by):
        """Store the upload of a form's cleaned data and return its row.

        Raises EditorialError."""
        raise NotImplementedError

    def stored_message(self, row, fields):
        """Return the message for the user after an upload."""
        return f"{self.opts.verbose_name}“{row}”已存入"

    def add_view(self, request, form_url="", extra_context=None):
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = self.upload_form(request.POST or None, request.FILES or None, label_suffix="")
        if request.method == "POST" and form.is_valid():
            try:
                row = self.store(form.cleaned_data, by=request.user)
            except EditorialError as error:
                form.add_error("upload", str(error))
            else:
                messages.success(request, self.stored_message(row, form.cleaned_data))
                return redirect(self._page_of(row))
        return self._render_upload(request, form)

    def _page_of(self, row):
        return reverse(f"admin:series_{self.opts.model_name}_change", args=[row.pk])

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
