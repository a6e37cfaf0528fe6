"""A second run of `manage.py mirror`: what changed is asked for, what did not is left."""

import copy
import re
from datetime import datetime, timedelta
from itertools import chain
from urllib.parse import quote

import pytest
import time_machine
from django.db import connection
from django.template import engines
from django.test import Client
from django.utils import timezone

from series.actions.counters import views
from series.actions.site.navigation import add_link
from series.management.mirror.folder import file_of
from series.models import Entry, NavigationArea
from tests.commands.mirror.mirroring import bytes_of, differences, mirror, pages_of, times_of
from tests.helpers import making, people
from tests.helpers.reading import archived

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow(reason="writes a small site as files twice for each kind of change"),
]
NOON = datetime(2026, 12, 4, 12, tzinfo=timezone.get_default_timezone())
MARK = "后来才有的字样"
# Headlines of texts that have nothing in common, a month each.
UNLIKE = "天地玄黄 宇宙洪荒 日月盈昃 辰宿列张 寒来暑往 秋收冬藏 闰余成岁".split()
TEMPLATE = "series/article.html"


@pytest.fixture
def template(settings, tmp_path):
    """A template of the site that the test may change."""
    own = tmp_path / "templates" / TEMPLATE
    own.parent.mkdir(parents=True)
    own.write_text((settings.BASE_DIR / "templates" / TEMPLATE).read_text(encoding="utf-8"))
    changed = copy.deepcopy(settings.TEMPLATES)
    changed[0]["DIRS"] = [tmp_path / "templates", *changed[0]["DIRS"]]
    settings.TEMPLATES = changed
    return own


@pytest.fixture
def row():
    making.article("public", headline="座谈会在园区举行", tags=["会议"])
    return making.article("public", headline="走访三家企业", tags=["会议"])


def asked(told):
    return int(re.search(r"问了 (\d+) 个", told)[1])


def write_behind(row, headline):
    """Change a text behind the back of the numbers: only what is asked for shows it."""
    connection.ensure_connection()
    sql = f"UPDATE series_entry SET headline = '{headline}' WHERE id = {row.pk}"
    connection.connection.execute(sql)


def shown(folder, address):
    return (folder / "public" / pages_of(folder)[address][0]).read_text(encoding="utf-8")


def change_text(row, settings, template):
    making.republish(row, headline=MARK)


def change_owner(row, settings, template):
    settings.SITE = {**settings.SITE, "owner": MARK}


def change_navigation(row, settings, template):
    add_link(NavigationArea.HEADER, label=MARK, to="/feeds/", by=people.chief())


def change_template(row, settings, template):
    before, end, after = template.read_text(encoding="utf-8").rpartition("{% endblock %}")
    template.write_text(f"{before}{MARK}{end}{after}", encoding="utf-8")
    for loader in engines["django"].engine.template_loaders:
        loader.reset()


@pytest.mark.parametrize("change", [change_text, change_owner, change_navigation, change_template])
def test_a_change_reaches_the_page_of_a_text(folder, settings, template, row, change):
    page = row.get_absolute_url()
    with time_machine.travel(NOON, tick=False):
        mirror(folder)
        assert MARK not in shown(folder, page)  # control
        change(row, settings, template)
        mirror(folder)
        assert MARK in shown(folder, page)
        assert differences(folder, {}) == []


def test_what_nothing_changed_is_not_asked_for(folder, row):
    page = row.get_absolute_url()
    with time_machine.travel(NOON, tick=False):
        first = asked(mirror(folder))
        write_behind(row, MARK)
        assert asked(mirror(folder)) < first
        assert MARK not in shown(folder, page)
        assert MARK in Client().get(page).content.decode()  # control: the site would say it


def test_a_publication_leaves_the_pages_of_older_texts(folder):
    rows = [
        archived(headline=words, body=f"<p>{words}。</p>", dateline=f"2023-0{month}-01")
        for month, words in enumerate(UNLIKE, start=1)
    ]
    pages = [row.get_absolute_url() for row in rows]
    with time_machine.travel(NOON, tick=False):
        mirror(folder)
        archived(headline="云腾致雨", body="<p>露结为霜。</p>", dateline="2023-09-01")
        first = times_of(folder)
        mirror(folder)
        now = times_of(folder)
        assert [each for each in pages if first[file_of(each)] != now[file_of(each)]] == []
        assert differences(folder, {}) == []
        archived(headline="金生丽水", body="<p>玉出昆冈。</p>", dateline="2023-06-15")
        mirror(folder)
        assert "金生丽水" in shown(folder, pages[6])  # control
        assert differences(folder, {}) == []


def later_pages(folder, row):
    """The addresses of the second page and of the last one: of a topic and of a column."""
    lists = [f"/tags/{quote('会议')}/", f"/columns/{row.column_id}/"]
    pages = [
        sorted(each for each in pages_of(folder) if each.startswith(f"{path}?before="))
        for path in lists
    ]
    assert [len(each) for each in pages] == [2, 2]
    return [each[1] for each in pages], [each[0] for each in pages]


def test_a_publication_leaves_the_later_pages_of_its_lists(folder):
    """63 texts, ten a month: pages of 23 and 20, and of the 20 of February and March."""
    rows = [text_of(f"第{n}篇", f"2023-{2 + n // 10:02}-{1 + n % 10:02}") for n in range(63)]
    with time_machine.travel(NOON, tick=False):
        mirror(folder)
        for row in (rows[30], rows[2]):
            write_behind(row, MARK)
        text_of("云腾致雨", "2026-12-04")
        mirror(folder)
        assert "云腾致雨" in shown(folder, f"/columns/{rows[0].column_id}/")
        for each in chain(*later_pages(folder, rows[0])):
            assert MARK not in shown(folder, each)  # it was not asked for
            assert MARK in Client().get(each).content.decode()  # control: the site would say it
        for row in (rows[30], rows[2]):
            write_behind(row, row.headline)
        text_of("露结为霜", "2023-04-20")
        text_of("金生丽水", "2022-12-01")
        mirror(folder)
        second, last = later_pages(folder, rows[0])
        assert ["露结为霜" in shown(folder, each) for each in second] == [True, True]
        assert ["金生丽水" in shown(folder, each) for each in last] == [True, True]
        assert differences(folder, {}) == []


def text_of(headline, day):
    return archived(headline=headline, body="<p>寒来暑往。</p>", tags=["会议"], dateline=day)


def test_a_withdrawal_reaches_all_pages(folder, row):
    page = row.get_absolute_url()

    def leading():
        files = bytes_of(folder)
        return [
            each for each, (file, _) in pages_of(folder).items() if page.encode() in files[file]
        ]

    with time_machine.travel(NOON, tick=False):
        mirror(folder)
        assert len(leading()) > 5  # control: lists, feeds and texts beside it
        making.take_off(Entry.objects.get(pk=row.pk))
        mirror(folder)
        assert leading() == []
        assert pages_of(folder)[page][1] == 410
        assert differences(folder, {}) == []


def test_views_are_told_by_the_next_whole_run(folder, row):
    page = row.get_absolute_url()
    with time_machine.travel(NOON, tick=False):
        mirror(folder)
        before = shown(folder, page)
        views.count_view(row.pk, step=731)
        views.write_views()
        mirror(folder, quick=True)
        assert shown(folder, page) == before
        mirror(folder)
        assert "<dd>731</dd>" in shown(folder, page)
        assert "<dd>731</dd>" not in before  # control
        assert differences(folder, {}) == []


def test_a_file_that_lost_its_bytes_is_written_again(folder, row):
    with time_machine.travel(NOON, tick=False):
        mirror(folder)
        file = folder / "public" / pages_of(folder)[row.get_absolute_url()][0]
        file.write_bytes(b"")
        assert "重写 1 个" in mirror(folder)
        assert differences(folder, {}) == []


def test_the_clock_reaches_a_text_beside_an_event(folder, row):
    """The state of an event changes within a day, without a write."""
    starts, ends = NOON + timedelta(hours=1), NOON + timedelta(hours=2)
    with time_machine.travel(NOON, tick=False) as now:
        event = making.event("public", starts_at=starts.isoformat(), ends_at=ends.isoformat())
        mirror(folder)
        beside = shown(folder, row.get_absolute_url())
        assert event.get_absolute_url() in beside
        assert "即将举行" in beside  # control
        now.shift(timedelta(hours=3))
        mirror(folder)
        beside = shown(folder, row.get_absolute_url())
        assert ("即将举行" in beside, "已结束" in beside) == (False, True)


def test_the_clock_reaches_the_navigation_of_every_page(folder, row):
    with time_machine.travel(NOON, tick=False) as now:
        starts = NOON + timedelta(hours=1)
        add_link(
            NavigationArea.HEADER, label=MARK, to="/feeds/", starts_at=starts, by=people.chief()
        )
        mirror(folder)
        assert MARK not in shown(folder, row.get_absolute_url())
        now.shift(timedelta(hours=2))
        mirror(folder)
        assert MARK in shown(folder, row.get_absolute_url())
