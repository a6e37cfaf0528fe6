"""The page of an entry's 稿签, and the check of its signatures on the spot."""

from django.template.response import TemplateResponse
from django.utils import timezone

from series.actions.progress.slips import slip_of
from series.actions.verification.verify import Verification

from .change_page import found

MOST_FAULTS = 5


def slip_page(model_admin, request, object_id):
    """Return one sheet, to read and to print; `?verify` recomputes its digests first."""
    entry = found(model_admin, request, object_id)
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "original": entry,
        "title": f"稿签 {entry.slip}".strip(),
        "slip": slip_of(entry),
        "now": timezone.now(),
    }
    if "verify" in request.GET:
        context |= {"verified": True, "faults": _faults(entry)}
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/entry_slip.html", context)


def _faults(entry):
    """Return what does not fit of this entry alone; the whole chain is for `verify_signatures`."""
    found = Verification().faults_of(entry)
    return [fault.what for fault, _ in zip(found, range(MOST_FAULTS), strict=False)]
