"""Hostile words in a calendar file: whatever stands in a headline, the file stays one calendar."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from series.models import Event
from tests.helpers import making
from tests.helpers.ics import faults, parse

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
HOSTILE = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"], exclude_characters="\x00"),
        st.sampled_from('\r\n\t;,:\\"\x0b\x1b\x7f\x85\u2028\u202e\ufeff\ufffe𠮷𪚥👨‍👩‍👧常'),
    ),
    max_size=100,
)
PLAIN = st.text(st.characters(categories=["Lo", "Ll", "So"]), max_size=100)


@pytest.fixture
def public_event(column):
    return making.event("public")


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(HOSTILE, HOSTILE)
@example("\r\nEND:VEVENT\r\nBEGIN:VALARM", "a\\n;b,c\\\r\nX-EVIL:1\r\n")
@example("𠮷" * 60, "👨‍👩‍👧" * 20)
@example(";" * 100, "\\" * 100)
def test_no_words_break_a_file(client, public_event, one, other):
    Event.objects.filter(pk=public_event.pk).update(
        headline=one, summary=other, venue=one[:80], host=other, state_note=one, state="postponed"
    )
    answer = client.get(f"/events/{public_event.pk}.ics")
    file = parse(answer.content)
    assert len(file.events) == 1
    assert set(file.calendar.contents) == {
        *("version", "prodid", "calscale", "method", "vtimezone", "vevent")
    }
    assert "X-EVIL" not in {line.partition(":")[0] for line in file.lines}
    assert answer["Content-Disposition"].startswith("inline; filename")


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(PLAIN)
def test_words_come_back_as_they_were(client, public_event, words):
    Event.objects.filter(pk=public_event.pk).update(headline=f"甲{words},;\\乙", state="planned")
    assert (
        parse(client.get(f"/events/{public_event.pk}.ics").content).one().summary.value
        == f"甲{words},;\\乙"
    )


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (b"\r\nSTATUS", b"\nSTATUS", "a line end"),
        (b"SUMMARY:", b"SUMMARY:" + b"a" * 80, "octets"),
        (b"SUMMARY:", b"SUMMARY:a;b", "not escaped"),
        (b"SUMMARY:", b"SUMMARY:\\a", "an escape"),
        (b"SUMMARY:", b"SUMMARY:\x07", "a control"),
        ("常州".encode(), "常".encode()[:2] + b"\r\n " + "常".encode()[2:], "is cut"),
        (b"BEGIN:VTIMEZONE\r\nTZID:Asia", b"BEGIN:VTIMEZONE\r\nTZID:Asie", "no VTIMEZONE"),
        (b"UID:", b"X-UID:", "UID not once"),
    ],
)
def test_control_each_fault_of_a_file_is_seen(client, public_event, old, new, fault):
    content = client.get(f"/events/{public_event.pk}.ics").content
    assert faults(content) == []
    assert any(fault in found for found in faults(content.replace(old, new, 1)))
