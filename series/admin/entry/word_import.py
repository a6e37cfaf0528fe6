"""导入 Word: a page that imports a file as a draft or into an entry."""

from pathlib import PurePath

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from series.actions.editorial.working_copies import copy_of
from series.actions.errors import EditorialError
from series.actions.imports.word import import_into, import_new
from series.actions.imports.word_upload import ENDINGS, check_upload, read_upload
from series.models import Column, Kind
from series.roles import columns_of, may
from series.text.markup.blocks import TextError

from . import change_page

UNSAVED = "您在这篇稿件里还有没有保存的改动，请先在稿件页保存或放弃，再导入"


class WordForm(forms.Form):
    """The file to import and, for a new draft, its column."""

    upload = forms.FileField(
        label="文稿",
        allow_empty_file=True,
        help_text="Word 或 WPS 文档（.docx、.doc、.wps、.rtf、.odt），也可以是 .html、.txt 或 .md。",
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
        error_messages={"required": "请选择要导入的文件"},
    )
    column = forms.ModelChoiceField(
        Column.objects.none(),
        label="专栏",
        required=False,
        empty_label="按文中写明的",
        help_text="文中没有写明专栏（标题前的【…】）时，放在这里所选的专栏。",
    )
    base = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, columns=None, entry=None, **kwargs):
        super().__init__(*args, **kwargs, label_suffix="")
        if entry:
            del self.fields["column"]
            self.fields["base"].initial = entry.newest.number
            return
        offered = Column.objects.all() if columns is None else Column.objects.filter(pk__in=columns)
        self.fields["column"].queryset = offered

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        try:
            check_upload(PurePath(upload.name).suffix.lower(), size=upload.size)
        except EditorialError as error:
            raise forms.ValidationError(str(error)) from error
        return upload


def urls(model_admin):
    """Return the paths of the import for one kind: new draft, existing entry."""
    name, wrap = f"series_{Kind(model_admin.kind).value}", model_admin.admin_site.admin_view

    def view(request, **kwargs):
        return word_page(model_admin, request, **kwargs)

    return [
        path("word/", wrap(view), name=f"{name}_word_new"),
        path("<path:object_id>/word/", wrap(view), name=f"{name}_word"),
    ]


def word_page(model_admin, request, object_id=None):
    """Show the form, and import the file that was sent."""
    entry = change_page.get_visible_entry(model_admin, request, object_id) if object_id else None
    if not may(request.user, "edit" if entry else "create", entry):
        raise PermissionDenied
    columns = columns_of(request.user, "create")
    form = WordForm(request.POST or None, request.FILES or None, columns=columns, entry=entry)
    if request.method == "POST" and form.is_valid():
        try:
            saved = _import(model_admin, request, entry, form.cleaned_data)
        except (EditorialError, TextError) as error:
            form.add_error("upload", str(error))
        else:
            return redirect(reverse(f"admin:series_{model_admin.kind}_change", args=[saved.pk]))
    return _render(model_admin, request, entry, form)


def _import(model_admin, request, entry, fields):
    """Import the file into the entry or a new one; return that entry."""
    if entry and copy_of(request.user, kind=model_admin.kind, entry=entry):
        raise EditorialError(UNSAVED)
    upload, by = fields["upload"], request.user
    reading, sha256 = read_upload(upload.name, upload.read())
    if entry:
        import_into(entry, reading, by=by, sha256=sha256, base=fields["base"] or 0)
        messages.success(
            request, f"已从“{upload.name}”导入，存为{entry.newest}；原来的文字在历史版本里"
        )
        return entry
    entry, _ = import_new(model_admin.kind, reading, by=by, sha256=sha256, column=fields["column"])
    messages.success(request, f"已从“{upload.name}”导入，存为草稿")
    return entry


def _render(model_admin, request, entry, form):
    request.current_app = model_admin.admin_site.name
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "original": entry,
        "title": "导入 Word",
        "form": form,
    }
    return TemplateResponse(request, "admin/word_import.html", context)
