"""我来改，改后签: a reviewer changes a few words and signs them in one step (decision 118)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse

from series.actions.audit.refusals import refusals_recorded
from series.actions.editorial.amendments import amend_and_sign, amended_by, most_amended
from series.actions.editorial.reviews import obstacle
from series.actions.errors import EditorialError
from series.admin.base import check_length, parse_positive_int, typed_words
from series.forms.amendment import AmendmentForm
from series.models import Kind, Revision
from series.text.markup.blocks import TextError

from . import change_page
from .comment_buttons import may_review

VERB = "改后签"


def urls(model_admin):
    """Return the path of the page for one kind of entry."""
    view = model_admin.admin_site.admin_view(
        lambda request, **kwargs: amend_page(model_admin, request, **kwargs)
    )
    return [
        path("<path:object_id>/amend/", view, name=f"series_{Kind(model_admin.kind).value}_amend")
    ]


def amend_page(model_admin, request, object_id):
    """Show the words that a reviewer may change; a POST saves and signs them."""
    entry = change_page.get_visible_entry(model_admin, request, object_id)
    if not may_review(request.user, entry):
        raise PermissionDenied
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "POST"])
    number = parse_positive_int(request.POST.get("revision", "")) or entry.newest.number
    revision = get_object_or_404(Revision, entry=entry.pk, number=number)
    data = request.POST if "headline" in request.POST else None
    form = AmendmentForm(data, kind=entry.kind, content=revision.content)
    if data is not None and form.is_valid() and _sign(request, entry, revision, form):
        return redirect(f"{_change_url(entry)}?decided")
    context = {
        "title": VERB,
        "entry_title": change_page.title_of(entry),
        "form": form,
        "revision": revision,
        "opinion": typed_words(request),
        "obstacle": obstacle(entry, revision=revision, by=request.user),
        "left": most_amended(revision.content) - amended_by(entry, request.user.pk),
    }
    return change_page.simple_page(model_admin, request, entry, "admin/entry_amend.html", context)


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
    messages.success(request, f"已存为{review.revision}，{review.get_level_display()}已签字通过")
    return True


def _change_url(entry):
    return reverse(f"admin:series_{entry.kind}_change", args=[entry.pk])
