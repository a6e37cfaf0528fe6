"""What the later pages of a list depend on: a publication leaves those that it does not come into."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import time_machine
from hypothesis import given
from hypothesis import strategies as st

from series.page_keys import end_keys, keys_of_entry, month_keys

LIST = "tag:7"
moments = st.datetimes(datetime(2021, 1, 1), datetime(2023, 12, 31), timezones=st.just(UTC))


def touched(moment, *, now):
    """The keys that a text of one moment touches, published or changed at another."""
    with time_machine.travel(now, tick=False):
        return keys_of_entry(
            SimpleNamespace(pk=1, column_id=2, series_id=None, published_at=moment), [7]
        )


@given(st.lists(moments, min_size=4, max_size=4))
def test_what_is_older_than_the_oldest_shown_touches_the_end(found):
    coming, oldest, newest, now = sorted(found)
    assert touched(coming, now=now) & {*end_keys(LIST, oldest, newest)}


@given(st.lists(moments, min_size=4, max_size=4))
def test_what_comes_between_touches_its_stretch(found):
    first, coming, last, now = sorted(found)
    for keys in (month_keys, end_keys):
        assert touched(coming, now=now) & {*keys(LIST, first, last)}


def test_what_is_published_a_month_after_a_stretch_leaves_it():
    first, last = datetime(2023, 5, 1, tzinfo=UTC), datetime(2023, 6, 30, tzinfo=UTC)
    now = last + timedelta(days=31)
    for keys in (month_keys, end_keys):
        assert not touched(now, now=now) & {*keys(LIST, first, last)}
    earlier = now - timedelta(days=31)
    assert touched(earlier, now=now) & {*end_keys(LIST, first, last)}  # control
