"""Rows of check-in that the database must refuse, by the name of the constraint."""

from django.utils import timezone

from series.models import CheckIn, CheckInLink
from tests.helpers import people
from tests.helpers.deeds.checking_in import came, event_today


def stored():
    return came(event_today(), "甲").check_ins.get()


def row_with(**fields):
    row = stored()
    return lambda: CheckIn.objects.filter(pk=row.pk).update(**fields)


def again(**fields):
    row = stored()
    row.pk = None
    for name, value in fields.items():
        setattr(row, name, value)
    return lambda: row.save(force_insert=True)


def link_kind():
    row = stored()
    return lambda: CheckInLink.objects.filter(pk=row.link_id).update(kind="door")


def twice_a_day():
    return again(key="another")


def key_twice():
    return again(day="2020-01-01")


def way():
    return row_with(way="phone")


def without_source():
    return row_with(link=None)


def two_sources():
    return row_with(by=people.editor())


def undone_by_nobody():
    return row_with(undone_at=timezone.now())


CASES = {
    "check_in_link_kind_known": [link_kind],
    "check_in_once_a_day": [twice_a_day],
    "check_in_key_once": [key_twice],
    "check_in_way_known": [way],
    "check_in_has_one_source": [without_source, two_sources],
    "check_in_undone_has_one_source": [undone_by_nobody],
}
