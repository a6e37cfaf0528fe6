"""导入 Word: a page that imports files as drafts, or one into an entry."""

from pathlib import PurePath

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from series.actions.editorial.working_copies import copy_of
from series.actions.errors import EditorialError
from series.actions.imports.refused_uploads import delete_upload, keep_upload, kept_upload
from series.actions.imports.word import import_into, import_new
from series.actions.imports.word_upload import ENDINGS, check_upload, read_upload
from series.models import Column, Entry, Kind
from series.roles import columns_of, may, seen_by
from series.text.markup.blocks import TextError

from . import change_page
from .usual_column import usual_column

MOST_FILES = 20
ONE_FILE = (
    "Word 或 WPS 文档（.docx、.doc、.wps、.rtf、.odt），也可以是 .html、.txt 或 .md；"
    "可以把文件拖到这里。"
)
FILES = f"{ONE_FILE}一次可以选多个，每个成为一篇草稿，各有回执。"
UNSAVED = "您在这篇稿件里还有没有保存的改动，请先在稿件页保存或放弃，再导入"


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; `clean` returns them as a list and says what is wrong with each."""

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data]
        cleaned, errors = [], []
        for file in filter(None, files) if any(files) else [None]:
            try:
                cleaned.append(self._checked(super().clean(file, initial)))
            except forms.ValidationError as error:
                errors.append(error)
        if len(cleaned) > MOST_FILES:
            errors.append(forms.ValidationError(f"一次最多导入 {MOST_FILES} 个文件，请分几次"))
        if errors:
            raise forms.ValidationError(errors)
        return [file for file in cleaned if file]

    def _checked(self, file):
        if file is None:
            return None
        try:
            check_upload(PurePath(file.name).suffix.lower(), size=file.size)
        except EditorialError as error:
            raise forms.ValidationError(f"“{file.name}”：{error}") from error
        return file


class WordForm(forms.Form):
    """The files to import and, for new drafts, their column."""

    upload = FilesField(
        label="文稿",
        allow_empty_file=True,
        widget=FilesInput(attrs={"accept": ",".join(ENDINGS)}),
        error_messages={"required": "请选择要导入的文件"},
    )
    kept = forms.CharField(required=False, widget=forms.MultipleHiddenInput)
    column = forms.ModelChoiceField(
        Column.objects.none(),
        label="专栏",
        required=False,
        empty_label="按文中写明的",
        help_text="文中没有写明专栏（标题前的【…】）时，放在这里所选的专栏。",
    )
    base = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, by, columns=None, entry=None, **kwargs):
        super().__init__(*args, **kwargs, label_suffix="")
        keys = self.data.getlist("kept") if self.is_bound else ()
        self.kept_files = [file for file in (kept_upload(key, by=by) for key in keys) if file]
        self.fields["upload"].required = not self.kept_files
        if entry:
            del self.fields["column"]
            self.fields["upload"].widget.allow_multiple_selected = False
            self.fields["upload"].help_text = ONE_FILE
            self.fields["base"].initial = entry.newest.number
            return
        self.fields["upload"].widget.attrs["multiple"] = True
        self.fields["upload"].help_text = FILES
        offered = Column.objects.all() if columns is None else Column.objects.filter(pk__in=columns)
        self.fields["column"].queryset = offered
        self.fields["column"].initial = usual_column(by, offered)

    def manuscripts(self):
        """Yield (name, bytes, key of the kept file) of each file to import."""
        for file in self.kept_files:
            yield file.name, file.data, file.key
        for upload in self.cleaned_data["upload"] or ():
            yield upload.name, upload.read(), ""


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
    """Show the form, and import the files that were sent."""
    entry = change_page.get_visible_entry(model_admin, request, object_id) if object_id else None
    if not may(request.user, "edit" if entry else "create", entry):
        raise PermissionDenied
    columns = columns_of(request.user, "create")
    given = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = WordForm(*given, by=request.user, columns=columns, entry=entry)
    saved = []
    if request.method == "POST" and form.is_valid():
        saved, refused = _import_all(model_admin, request, entry, form)
        form.kept_files = [file for file in refused if file]
        if saved and not form.errors:
            return redirect(_place_of(model_admin, saved))
    return _render(model_admin, request, entry, form, done=_done(model_admin, request, saved))


def _place_of(model_admin, saved):
    """Return the address that shows what was imported: the entry, or the list of several."""
    name = f"admin:series_{model_admin.kind}"
    if len(saved) == 1:
        return reverse(f"{name}_change", args=[saved[0].pk])
    keys = ",".join(str(entry.pk) for entry in saved)
    return f"{reverse(f'{name}_word_new')}?done={keys}"


def _done(model_admin, request, saved):
    """Return the entries that were imported now or are named by the address, if visible."""
    keys = [entry.pk for entry in saved]
    keys += [int(key) for key in request.GET.get("done", "").split(",") if key.isdecimal()]
    rows = Entry.objects.filter(kind=model_admin.kind, pk__in=keys[:MOST_FILES])
    return list(seen_by(request.user, rows).select_related("newest", "column").order_by("pk"))


def _import_all(model_admin, request, entry, form):
    """Import each file; return (entries, RefusedUploads). What was refused is a form error."""
    saved, refused = [], []
    for name, data, key in form.manuscripts():
        try:
            saved.append(_import(model_admin, request, entry, name, data, form.cleaned_data))
        except TextError as error:
            form.add_error("upload", f"“{name}”：{error}")
        except EditorialError as error:
            form.add_error("upload", f"“{name}”：{error}")
            refused.append(keep_upload(name, data, by=request.user))
        if key:
            delete_upload(key, by=request.user)
    return saved, refused


def _import(model_admin, request, entry, name, data, fields):
    """Import one file into the entry or a new one; return that entry."""
    if entry and copy_of(request.user, kind=model_admin.kind, entry=entry):
        raise EditorialError(UNSAVED)
    by = request.user
    reading, sha256 = read_upload(name, data)
    if entry:
        import_into(entry, reading, by=by, sha256=sha256, base=fields["base"] or 0)
        messages.success(request, f"已从“{name}”导入，存为{entry.newest}；原来的文字在历史版本里")
        return entry
    entry, _ = import_new(model_admin.kind, reading, by=by, sha256=sha256, column=fields["column"])
    messages.success(request, f"已从“{name}”导入，存为草稿")
    return entry


def _render(model_admin, request, entry, form, *, done):
    request.current_app = model_admin.admin_site.name
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "original": entry,
        "title": "导入 Word",
        "form": form,
        "done": done,
    }
    return TemplateResponse(request, "admin/word_import.html", context)
