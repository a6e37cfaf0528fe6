"""Calendar files, read by other programs than the one that writes them."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from series import calendars
from series.actions.editorial.publication import publish, withdraw
from series.models import Event, Kind, Revision, Series
from tests.helpers import making, people
from tests.helpers.ics import parse
from tests.helpers.module_pages import column, site, work
from tests.helpers.reading import archived, flat, read

__all__ = ["column", "site", "work"]
pytestmark = pytest.mark.django_db
TODAY = "2026-11-24T09:00:00+08:00"


def file_of(client, row):
    answer = client.get(f"/events/{row.pk}.ics")
    assert answer.status_code == 200
    return parse(answer.content)


def test_an_event_says_what_its_page_says(client, site):
    event = site["event"]
    answer = client.get(f"/events/{event.pk}.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "inline; filename*=utf-8''" in answer["Content-Disposition"]
    assert answer["Content-Disposition"].endswith(".ics")
    file = parse(answer.content)
    item = file.one()
    assert item.summary.value == "常商论坛：聚势新能 智创未来"
    assert item.location.value == "常州大剧院"
    assert item.description.value.split("\n") == [
        *("", "议程", "09:30 产业的下一程（专家学者）", ""),
        f"详情：http://testserver{event.get_absolute_url()}",
    ]
    assert item.url.value == f"http://testserver{event.get_absolute_url()}"
    assert item.categories.value == ["论坛"]
    assert file.values("STATUS") == ["CONFIRMED"]
    assert file.values("METHOD") == ["PUBLISH"]
    assert file.values("X-WR-CALNAME") == []  # it is one event, not a calendar to keep


def test_times_are_those_of_shanghai(client, column):
    file = file_of(client, making.event("public"))
    assert "DTSTART;TZID=Asia/Shanghai:20261204T140000" in file.lines
    assert "DTEND;TZID=Asia/Shanghai:20261204T170000" in file.lines
    start = file.one().dtstart.value
    assert start.astimezone(UTC) == datetime(2026, 12, 4, 6, tzinfo=UTC)


def test_whole_days_end_on_the_day_after(client, column):
    row = making.event(
        "public",
        all_day=True,
        starts_at="2026-12-04T00:00:00+08:00",
        ends_at="2026-12-05T23:59:00+08:00",
    )
    file = file_of(client, row)
    assert "DTSTART;VALUE=DATE:20261204" in file.lines
    assert "DTEND;VALUE=DATE:20261206" in file.lines
    assert file.one().dtend.value == date(2026, 12, 6)


def test_what_takes_no_time_has_no_end(client, column):
    moment = "2026-12-04T14:00:00+08:00"
    file = file_of(client, making.event("public", starts_at=moment, ends_at=moment))
    assert file.values("DTEND") == []


@pytest.mark.parametrize(
    ("state", "status", "summary"),
    [
        ("planned", "CONFIRMED", "对接会"),
        ("postponed", "TENTATIVE", "改期：对接会"),
        ("cancelled", "CANCELLED", "已取消：对接会"),
    ],
)
def test_the_state_is_told_twice(client, column, state, status, summary):
    row = archived(Kind.EVENT, headline="对接会", state=state, state_note="原定11月12日")
    file = file_of(client, row)
    assert file.values("STATUS") == [status]
    assert file.one().summary.value == summary
    assert "：原定11月12日\n" in file.one().description.value
    assert file.values("TRANSP") == ["TRANSPARENT" if state == "cancelled" else "OPAQUE"]


def test_the_uid_stays_and_the_sequence_rises(client, column, settings):
    row = making.event("public", headline="原来的标题")
    seen = [file_of(client, row)]
    making.change(row, headline="尚未发布的标题")  # a draft changes nothing
    seen.append(file_of(client, row))
    settings.SITE = {**settings.SITE, "base_url": "https://example.cn"}
    making.republish(row, headline="新的标题")
    seen.append(file_of(client, row))
    withdraw(row, reason="内容有误", by=people.chief())
    assert client.get(f"/events/{row.pk}.ics").status_code == 410
    publish(row, revision=making.newest(row), by=people.chief())  # the same revision again
    seen.append(file_of(client, row))
    assert len({file.one().uid.value for file in seen}) == 1
    assert [file.one().sequence.value for file in seen] == ["0", "0", "1", "2"]
    times = [file.values("LAST-MODIFIED")[0] for file in seen]
    assert times == sorted(times)
    assert Revision.objects.filter(entry=row.pk).count() == 3


def test_two_events_have_two_uids(client, column):
    ids = {file_of(client, making.event("public")).one().uid.value for _ in range(3)}
    assert len(ids) == 3


def test_the_organizer_needs_an_address_and_be_the_owner(client, column, settings):
    own, other = making.event("public", host=""), making.event("public", host="金融服务专委会")
    assert file_of(client, own).values("ORGANIZER") == []
    settings.SITE = {**settings.SITE, "contact": "电话 0519-1234，a@example.cn", "owner": '市";联'}
    assert file_of(client, own).values("ORGANIZER") == ["mailto:a@example.cn"]
    assert file_of(client, other).values("ORGANIZER") == []


@pytest.mark.parametrize("state", ["draft", "signed"])
def test_what_is_not_public_has_no_file(client, column, state):
    assert client.get(f"/events/{making.event(state).pk}.ics").status_code == 404


@pytest.mark.parametrize("state", ["withdrawn", "expired"])
def test_what_was_public_is_gone_even_for_who_kept_it(client, column, state):
    row = making.event(state)
    for headers in (
        {},
        {"If-None-Match": "*"},
        {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"},
    ):
        answer = client.get(f"/events/{row.pk}.ics", headers=headers)
        assert answer.status_code == 410
        assert row.headline not in answer.text


@pytest.mark.parametrize("path", ["/events/{}.ics", "/series/{}.ics"])
def test_strange_keys_have_no_file(client, site, path):
    for key in (10**30, 999_999, 0):
        assert client.get(path.format(key)).status_code == 404
    article = site["article"]
    assert client.get(f"/events/{article.pk}.ics").status_code == 404
    assert client.post(f"/events/{site['event'].pk}.ics").status_code == 405


@time_machine.travel(TODAY, tick=False)
def test_all_events_and_the_festivals_five_years_ahead(client, site):
    file = parse(client.get("/calendar.ics").content)
    names = [item.summary.value for item in file.events]
    assert names.count("常州“企业家日”") == 6
    assert "常商论坛：聚势新能 智创未来" in names
    days = [item.dtstart.value for item in file.events if "农历" in item.categories.value]
    assert days == [
        *(date(2026, 2, 24), date(2027, 2, 13), date(2028, 2, 2), date(2029, 2, 20)),
        *(date(2030, 2, 10), date(2031, 1, 30)),
    ]
    assert file.values("X-WR-CALNAME") == ["新时代 新常商 新力量·活动"]
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT6H" in file.lines
    ids = file.values("UID")
    assert len(set(ids)) == len(ids)


def test_a_series_has_its_own_events_and_lunar_days_alone(client, site):
    making.event("public", headline="别处的活动", series=making.series("走进标杆企业"))
    forum = parse(client.get(f"/series/{site['forum'].pk}.ics").content)
    assert [item.summary.value for item in forum.events] == ["常商论坛：聚势新能 智创未来"]
    assert forum.values("X-WR-CALNAME") == ["常商论坛"]
    day = parse(client.get(f"/series/{site['festival'].pk}.ics").content)
    assert {item.summary.value for item in day.events} == {"常州“企业家日”"}
    both = parse(client.get("/calendar.ics").content)
    assert set(day.values("UID")) < set(both.values("UID"))


def test_a_series_without_events_is_an_empty_calendar(client, column):
    row = making.series("还没有活动的系列", in_column=column)
    archived(series=row.pk, number=1)
    assert parse(client.get(f"/series/{row.pk}.ics").content).events == []


def test_another_lunar_date_is_another_item(client, site):
    path, row = f"/series/{site['festival'].pk}.ics", site["festival"]
    before = set(parse(client.get(path).content).values("UID"))
    Series.objects.filter(pk=row.pk).update(title="新名称")
    assert set(parse(client.get(path).content).values("UID")) == before
    Series.objects.filter(pk=row.pk).update(lunar_day=9)
    assert not before & set(parse(client.get(path).content).values("UID"))


def test_only_the_newest_events_are_in_the_whole_calendar(client, column, monkeypatch):
    monkeypatch.setattr(calendars, "MOST_EVENTS", 2)
    for day in (5, 3, 4):
        times = {key: f"2027-12-0{day}T14:00:00+08:00" for key in ("starts_at", "ends_at")}
        making.event("public", headline=f"{day}日", **times)
    file = parse(client.get("/calendar.ics").content)
    found = [item.summary.value for item in file.events]
    assert [name for name in found if name in ("3日", "4日", "5日")] == ["4日", "5日"]


@pytest.mark.parametrize("path", ["/calendar.ics", "/series/{forum}.ics", "/events/{event}.ics"])
def test_the_same_content_is_not_sent_twice(client, site, path):
    place = path.format(forum=site["forum"].pk, event=site["event"].pk)
    with time_machine.travel(TODAY, tick=False):
        first = client.get(place)
    with time_machine.travel(TODAY) as clock:
        clock.shift(timedelta(days=2))
        again = client.get(place, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        making.republish(site["event"], summary="改过的摘要")
        changed = client.get(place, headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert "改过的摘要" in changed.text.replace("\r\n ", "")
    assert "no-cache" in changed["Cache-Control"]


def test_pages_offer_the_calendars(client, site, settings):
    settings.SITE = {**settings.SITE, "base_url": "https://example.cn"}
    event, forum, work = site["event"], site["forum"], site["series"]
    page = flat(read(client, event.get_absolute_url()))
    assert f'<link rel="alternate" type="text/calendar" title="{event.headline}"' in page
    assert f'href="/events/{event.pk}.ics" type="text/calendar">加入日历</a>' in page
    for path in ("/events/", "/feeds/"):
        page = flat(read(client, path))
        assert 'href="webcal://example.cn/calendar.ics">订阅活动日历</a>' in page
        assert 'type="text/calendar" title="新时代 新常商 新力量·活动" href="/calendar.ics"' in page
    page = read(client, forum.get_absolute_url())
    assert f'href="webcal://example.cn/series/{forum.pk}.ics"' in page
    assert f"/series/{work.pk}.ics" not in read(client, work.get_absolute_url())
    assert f"/series/{forum.pk}.ics" in read(client, "/feeds/")


def test_the_clock_of_the_machine_is_not_in_the_file(client, site):
    file = parse(client.get("/calendar.ics").content)
    event = Event.objects.get(pk=site["event"].pk)
    stamp = f"{event.updated_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    new_year = f"{timezone.localdate().year - 1}1231T160000Z"
    assert set(file.values("DTSTAMP")) == {stamp, new_year}
