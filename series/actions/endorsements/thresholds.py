"""Promises that fall due: the day on which so many verified endorsements were there.

The call's signed lines say what the issuer owes at which number; the day is written here, once,
and is not taken back when somebody withdraws. Decision 132.
"""

from django.utils import timezone

from series.actions.audit.chain import record
from series.actions.notifying import notify, writers_of
from series.models import Endorsement, EndorsementState, Initiative, ThresholdReached
from series.text.markup.call_lines import split_threshold


def note_thresholds(initiative_id: int, *, by) -> list[ThresholdReached]:
    """Write the day of each promise whose number is reached, with an audit line.

    The caller holds the audit chain and the lock of the call's settings. Returns the new ones.
    """
    call = Initiative.objects.filter(pk=initiative_id).select_related("live").first()
    if call is None or not call.is_public or not call.thresholds:
        return []
    rows = Endorsement.objects.filter(initiative=initiative_id, state=EndorsementState.VERIFIED)
    verified, today = rows.count(), timezone.localdate()
    known = set(call.thresholds_reached.values_list("number", flat=True))
    due = [split_threshold(line) for line in call.thresholds]
    due = [each for each in due if each.number <= verified and each.number not in known]
    return [_reached(call, each, today, by=by) for each in due]


def _reached(call, threshold, today, *, by):
    row = ThresholdReached.objects.create(initiative=call, number=threshold.number, day=today)
    facts = {"goal": threshold.number, "promise": threshold.promise}
    record("达到联署承诺", by=by, entry=call, object=str(call), **facts)
    said = f"《{call}》联署满 {threshold.number}，承诺的“{threshold.promise}”请办理"
    notify(writers_of(call.live), said, entry=call)
    return row
