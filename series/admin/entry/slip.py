"""稿签: the sheet of an entry's reviews, and a check of its signatures."""

from contextlib import closing
from itertools import islice

from django.template.response import TemplateResponse
from django.utils import timezone

from series.actions.editorial.page_facts import read_page_facts
from series.actions.progress.slips import slip_of
from series.actions.verification.verify import Verification

from .change_page import get_visible_entry

MOST_FAULTS = 5


def slip_page(model_admin, request, object_id):
    """Show the sheet, to read and print; `?verify` recomputes its digests."""
    entry = get_visible_entry(model_admin, request, object_id)
    # Before the facts are read: what is checked comes from the database.
    verified = {"verified": True, "faults": _faults(entry)} if "verify" in request.GET else {}
    read_page_facts(entry)
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "original": entry,
        "title": f"稿签 {entry.slip}".strip(),
        "slip": slip_of(entry),
        "now": timezone.now(),
        **verified,
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/entry_slip.html", context)


def _faults(entry):
    """Return the first faults of this entry; the command `verify_signatures` checks the chain."""
    with closing(Verification().faults_of(entry)) as faults:  # it holds a transaction
        return [fault.what for fault in islice(faults, MOST_FAULTS)]
