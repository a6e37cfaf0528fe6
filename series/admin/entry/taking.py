"""Proposals for one field.
Answers to the open form's script, and a page to take them on without.

What is taken on the page is added to the field and saved as a revision, like any other save
(decision 97).
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import path, reverse

from series.actions.editorial.content import full_content
from series.actions.editorial.revisions import save_revision
from series.actions.editorial.working_copies import copy_of
from series.actions.errors import EditorialError, StaleError
from series.admin.base import parse_positive_int
from series.models import ENTRY_KINDS, Kind

from . import change_page
from .json_calls import Refusals, answer_json, get_writable_entry

UNSAVED = "您在这篇稿件里还有没有保存的改动，请先在稿件页保存或放弃，再来采用"
NONE_CHOSEN = "还没有勾选，请先勾选要采用的，或按“全部采用”"
STALE = "稿件刚被他人改动，请按新的文字重新挑选"


@dataclass(frozen=True)
class FieldProposal:
    """One proposal, and how it is shown.
    The `line` that is stored, and the text's words around it."""

    line: str
    shown: str
    quote: str = ""


@dataclass(frozen=True)
class ProposedField:
    """What is proposed for one field.
    Its key, address and title, and how proposals are found.

    `find(entry)` gives those for the last saved text, `propose(request, entry, words)` the JSON
    for the words of an open form."""

    key: str
    address: str
    title: str
    noun: str
    most: int
    find: Callable[[object], list[FieldProposal]]
    propose: Callable[[object, object, dict], dict]
    refusals: Refusals


def proposal_urls(model_admin, proposals: ProposedField):
    """Return the paths of one field's proposals, new entry and saved one.

    None for a kind that leaves the field out."""
    if proposals.key in ENTRY_KINDS[model_admin.kind].leaves_out:
        return []
    name, wrap = f"series_{Kind(model_admin.kind).value}", model_admin.admin_site.admin_view
    address = proposals.address

    def view(request, object_id=None):
        return answer_proposals(model_admin, request, object_id, proposals=proposals)

    return [
        path(f"{address}/", wrap(view), name=f"{name}_{address}_new"),
        path(f"<path:object_id>/{address}/", wrap(view), name=f"{name}_{address}"),
    ]


def answer_proposals(model_admin, request, object_id, *, proposals: ProposedField):
    """Answer a form's script with JSON.
    An entry's page and what is sent from it with a page."""
    if object_id and request.content_type != "application/json":
        return proposals_page(model_admin, request, object_id, proposals=proposals)
    return answer_json(
        model_admin,
        request,
        proposals.propose,
        refusals=proposals.refusals,
        object_id=object_id,
    )


def proposals_page(model_admin, request, object_id, *, proposals: ProposedField):
    """Show the proposals for the last saved text of an entry.
    Take those that were sent."""
    entry = get_writable_entry(model_admin, request, object_id)
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "POST"])
    offers = proposals.find(entry)
    if request.method == "POST":
        try:
            taken = _take(request, entry, proposals, offers)
        except EditorialError as error:
            messages.error(request, STALE if isinstance(error, StaleError) else str(error))
        else:
            messages.success(request, f"已采用 {taken} 个{proposals.noun}，存为{entry.newest}")
            return redirect(reverse(f"admin:series_{entry.kind}_change", args=[entry.pk]))
    context = {
        "title": proposals.title,
        "noun": proposals.noun,
        "offers": offers,
        "entry_title": change_page.title_of(entry),
    }
    return change_page.simple_page(model_admin, request, entry, "admin/entry_offers.html", context)


def _take(request, entry, proposals, offers):
    """Save the chosen offers as a revision; return how many. Raises EditorialError."""
    if copy_of(request.user, kind=entry.kind, entry=entry):
        raise EditorialError(UNSAVED)
    wanted = request.POST.getlist("take")
    chosen = [offer.line for offer in offers if "_all" in request.POST or offer.line in wanted]
    if not chosen:
        raise EditorialError(NONE_CHOSEN)
    content = full_content(entry.kind, entry.newest.content)
    held = list(content[proposals.key])
    if len(held) + len(chosen) > proposals.most:
        room = max(0, proposals.most - len(held))
        raise EditorialError(
            f"{proposals.noun}最多 {proposals.most} 个，还能采用 {room} 个，请少选几个"
        )
    entry.newest = save_revision(
        entry,
        {**content, proposals.key: held + chosen},
        by=request.user,
        base=parse_positive_int(request.POST.get("base", "")) or 0,
        note=f"采用建议的{proposals.noun}",
    )
    return len(chosen)
