"""我来改，改后签: a reviewer changes a few words and signs them in one step (decision 118)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse

from series.actions.audit.refusals import refusals_recorded
from series.actions.editorial.amendments import AMENDABLE, amend_and_sign, amended_by, most_amended
from series.actions.editorial.opinions import forget_sent, typed_beside
from series.actions.editorial.reviews import obstacle
from series.actions.editorial.working_copies import (
    OpenForm,
    close_copy,
    copies_of,
    discard_copy,
)
from series.actions.errors import EditorialError
from series.actions.media.usage import check_files
from series.admin.base import check_length, parse_positive_int, typed_words
from series.forms.amendment import AMENDMENT_FIELDS, AmendmentForm
from series.forms.raw import query_dict_of, raw_fields, resume_form
from series.forms.rich_text import MARKUP, both_fields, markup_body
from series.models import Kind, Revision, WorkingCopy
from series.text.markup.blocks import TextError

from . import change_page
from .autosave import answer_keeping
from .comment_buttons import may_review
from .unsent import VERDICT

VERB = "改后签"
AMENDMENT = WorkingCopy.Purpose.AMENDMENT
MOST_COPIES = 12


def urls(model_admin):
    """Return the path of the page for one kind of entry."""
    name, wrap = f"series_{Kind(model_admin.kind).value}_amend", model_admin.admin_site.admin_view

    def page(view):
        return wrap(lambda request, **kwargs: view(model_admin, request, **kwargs))

    return [
        path("<path:object_id>/amend/", page(amend_page), name=name),
        path("<path:object_id>/amend/autosave/", page(autosave), name=f"{name}_autosave"),
        path("<path:object_id>/amend/discard/", page(discard), name=f"{name}_discard"),
    ]


def _reviewed_entry(model_admin, request, object_id):
    entry = change_page.get_visible_entry(model_admin, request, object_id)
    if not may_review(request.user, entry):
        raise PermissionDenied
    return entry


def autosave(model_admin, request, object_id):
    """Store what stands in the form of an amendment; nothing else changes (decision 123)."""
    entry = _reviewed_entry(model_admin, request, object_id)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        check_files(markup_body(request.POST), (), by=request.user)
    except (EditorialError, TextError) as error:
        return JsonResponse({"error": str(error)}, status=400)
    fields = {
        name: values
        for name, values in raw_fields(request.POST).items()
        if name in (*AMENDMENT_FIELDS, "words", "revision")
    }
    base = parse_positive_int(request.POST.get("revision", ""))
    return answer_keeping(request, entry, base=base, fields=fields, purpose=AMENDMENT)


def discard(model_admin, request, object_id):
    """Delete the working copy of an amendment and open the text as it is."""
    entry = _reviewed_entry(model_admin, request, object_id)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    key = request.POST.get("copy", "")
    discard_copy(request.user, kind=entry.kind, entry=entry, key=key, purpose=AMENDMENT)
    messages.success(request, f"自动保存的改动已放弃，下面是{entry.newest}")
    return redirect(reverse(f"admin:series_{entry.kind}_amend", args=[entry.pk]))


def amend_page(model_admin, request, object_id):
    """Show the words that a reviewer may change; a POST saves and signs them."""
    entry = _reviewed_entry(model_admin, request, object_id)
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "POST"])
    number = parse_positive_int(request.POST.get("revision", "")) or entry.newest.number
    revision = get_object_or_404(Revision, entry=entry.pk, number=number)
    data = request.POST if "headline" in request.POST else None
    copies, older = _typed(request, entry, revision) if data is None else ([], [])
    form = _form(entry, revision, data=data, copies=copies)
    if data is not None and form.is_valid() and _sign(request, entry, revision, form):
        return redirect(f"{_change_url(entry)}?decided")
    context = {
        "title": VERB,
        "entry_title": change_page.title_of(entry),
        "form": form,
        "revision": revision,
        "opinion": _opinion(request, entry, copies),
        "form_names": change_page.names_of_form(request, copies),
        "copy": copies[0] if copies else None,
        "other_copies": copies[1:],
        "older": [(copy, _all_words(copy)) for copy in older],
        "refused": data is not None,
        "obstacle": obstacle(entry, revision=revision, by=request.user),
        "left": most_amended(revision.content) - amended_by(entry, request.user.pk),
    }
    return change_page.simple_page(model_admin, request, entry, "admin/entry_amend.html", context)


def _typed(request, entry, revision):
    """Return (the copies typed over this revision, the one that `copy` names first; older ones)."""
    copies = copies_of(request.user, entry=entry, purpose=AMENDMENT)[:MOST_COPIES]
    key = request.GET.get("copy", "")
    ours = [copy for copy in copies if _revision_of(copy) == revision.number]
    older = [copy for copy in copies if copy not in ours]
    return sorted(ours, key=lambda copy: copy.key != key), older


def _revision_of(copy):
    return parse_positive_int("".join(copy.fields.get("revision", [])))


def _form(entry, revision, *, data, copies):
    options = {"kind": entry.kind, "content": revision.content}
    if copies:
        return resume_form(AmendmentForm, copies[0].fields, **options)
    return AmendmentForm(data, **options)


def _opinion(request, entry, copies):
    """Return the opinion typed here, else the one typed beside the text."""
    if copies:
        return "".join(copies[0].fields.get("words", []))
    if "words" in request.POST:
        return typed_words(request)
    return typed_beside(request.user, entry).words.get(VERDICT, "")


def _all_words(copy):
    """Return what was typed over an older revision as lines, to be copied by hand."""
    data = query_dict_of(copy.fields)
    lines = {name: data.get(name, "") for name in (*AMENDABLE, "words")} | both_fields(data)
    lines.pop(MARKUP, None)
    return "\n\n".join(filter(None, lines.values()))


def _sign(request, entry, revision, form):
    """Save and sign the amendment.

    Return whether that was done, else the form has the reason."""
    digest, words = revision.digest, typed_words(request)
    try:
        with refusals_recorded(VERB, by=request.user, entry=entry, digest=digest):
            check_length(words, step="sign")
            changes = form.changes()
            review = amend_and_sign(
                entry, changes, revision=revision, by=request.user, opinion=words
            )
    except (EditorialError, TextError) as error:
        form.add_error(None, str(error))
        return False
    names = OpenForm.of(request.POST)
    entry.refresh_from_db(fields=["newest"])
    close_copy(request.user, names, entry=entry, purpose=AMENDMENT)
    forget_sent(request.user, entry, names=(VERDICT,), words=words, form=names)
    messages.success(request, f"已存为{review.revision}，{review.get_level_display()}已签字通过")
    return True


def _change_url(entry):
    return reverse(f"admin:series_{entry.kind}_change", args=[entry.pk])
