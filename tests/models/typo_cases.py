"""Rows of reports of wrong words that the database refuses, by the name of the constraint."""

from itertools import count

from django.utils import timezone

from series.actions.typo_reports import report_typo
from series.models import TypoReport
from tests.helpers import making, people

numbers = count(1)


def report(**fields):
    given = {"entry": making.article("public"), "remark": "错字", **fields}
    return report_typo(form_key=f"{next(numbers):032d}", **given)


def change(**fields):
    row = report()
    return lambda: TypoReport.objects.filter(pk=row.pk).update(**fields)


def kept():
    decided = {"decided_by": people.editor(), "decided_at": timezone.now()}
    return change(state="kept", **decided)


CASES = {
    "typo_report_state_known": [
        lambda: change(state="gone", decided_by=people.editor(), decided_at=timezone.now())
    ],
    "typo_report_is_somewhere": [lambda: change(entry=None)],
    "typo_report_kept_with_a_reason": [kept],
    "typo_report_decided_by_somebody": [
        lambda: change(state="changed"),
        lambda: change(decided_by=people.editor()),
    ],
}
