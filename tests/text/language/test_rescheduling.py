from datetime import date

import pytest

from series.text.language.rescheduling import former_day, has_no_new_day


@pytest.mark.parametrize(
    ("note", "start", "day"),
    [
        ("原定2月22日", date(2024, 3, 1), date(2024, 2, 22)),
        ("原定于2023年12月30日举行", date(2024, 1, 5), date(2023, 12, 30)),
        ("原定12月30日", date(2024, 1, 5), date(2023, 12, 30)),
        ("原定1月3日", date(2023, 12, 30), date(2024, 1, 3)),
        ("原定2月30日", date(2024, 3, 1), None),
        ("因故改期", date(2024, 3, 1), None),
        ("", date(2024, 3, 1), None),
    ],
)
def test_the_former_day_is_read_from_the_note(note, start, day):
    assert former_day(note, start=start) == day


@pytest.mark.parametrize(
    ("note", "open_"),
    [("时间另行通知", True), ("择期举行", True), ("时间待定", True), ("原定2月22日", False)],
)
def test_a_note_may_say_that_there_is_no_new_day(note, open_):
    assert has_no_new_day(note) is open_
