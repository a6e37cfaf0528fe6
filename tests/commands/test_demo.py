"""`manage.py demo`: a living site from nothing, and no change the second time."""

import io
from collections import Counter
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import TestCase
from django.utils import timezone

from chamber.models import Organization
from series.actions.imports import demonstration
from series.actions.progress.stages import stages_of
from series.models import (
    Appearance,
    Article,
    AuditLine,
    CheckIn,
    Column,
    EndorsementSettings,
    Entry,
    Event,
    Kind,
    Revision,
    Series,
    Speaker,
    Visibility,
)
from series.text.markup.stored_html import visible_text
from tests.helpers import making, people
from tests.helpers.import_help import everything_stored, run, write_text

pytestmark = pytest.mark.django_db
THAT_DAY = "2026-11-24T10:00:00+08:00"
SEED = sorted((Path(__file__).resolve().parents[3] / "shared" / "seed").glob("*.txt"))
DRAFTS = {
    "走出会议室的建言",
    "2027年常州“企业家日”活动开始征集建议",
    "停着的车也能帮电网的忙",
}


@pytest.fixture(autouse=True)
def that_day():
    """The demonstration's texts are dated; its counts are those of its own day."""
    with time_machine.travel(THAT_DAY):
        yield


def demo(*arguments):
    output = io.StringIO()
    call_command("demo", *arguments, stdout=output)
    return output.getvalue()


class TestTheSite(TestCase):
    """What a reader and the desk find after the first run; loaded once for all of these."""

    @classmethod
    def setUpTestData(cls):
        cls.editor = people.editor()
        with time_machine.travel(THAT_DAY):
            cls.said = demo("--commit")

    def test_it_makes_the_whole_site(self):
        assert self.said == (
            "已装入演示内容：组织 16 个、专栏 2 个、系列 5 个、嘉宾 16 位、文章 51 篇、倡议 2 篇、活动 21 场、"
            "单页 4 页，其中草稿 3 篇\n"
        )
        assert Column.objects.count() == 2
        assert Series.objects.count() == 5
        assert Organization.objects.count() == 16
        kinds = Counter(Entry.objects.published().values_list("kind", flat=True))
        assert kinds == {Kind.ARTICLE: 48, Kind.INITIATIVE: 2, Kind.EVENT: 21, Kind.FLATPAGE: 4}

    def test_the_public_registered_and_endorsed(self):
        full = Event.objects.get(import_key="demo:matchmaking-small-firms")
        assert [row.admitted_at is not None for row in full.registrations.order_by("pk")] == [
            *([True] * 6),
            *([False] * 2),
        ]
        held = Event.objects.get(import_key="demo:matchmaking-new-energy")
        came = CheckIn.objects.filter(registration__event=held.pk)
        assert {row.day for row in came} == {timezone.localdate(held.starts_at)}
        assert (came.count(), held.registrations.count()) == (7, 9)
        (call,) = EndorsementSettings.objects.all()
        assert (call.verified, call.waiting, call.named) == (18, 2, 18)

    def test_the_second_instalment_is_left_for_the_real_text(self):
        work = Series.objects.get(short_title="工作展示")
        numbers = (
            Entry.objects.filter(series=work).order_by("number").values_list("number", flat=True)
        )
        assert list(numbers) == [1, 3, 4]

    @pytest.mark.skipif(not SEED, reason="没有原文可供导入")
    def test_the_real_text_fills_the_gap(self):
        assert not run(SEED[0], "--commit").failed
        entry = Entry.objects.get(series__short_title="工作展示", number=2)
        assert entry.column == Column.objects.get(name="新时代 新常商 新力量")
        assert str(entry.source) == "市委统战部"
        assert (Column.objects.count(), Series.objects.count()) == (2, 5)
        assert Organization.objects.count() == 16

    def test_numbered_runs_are_complete(self):
        forum = Event.objects.filter(series__title="常商论坛").order_by("number")
        assert [event.headline for event in forum] == [
            "聚势新能 智创未来",
            "金融赋能 共赢发展",
            "聚焦专精特新 赋能常州智造",
            "护航民营企业“走出去”",
            "助力健康 共创美好",
            "企业数字化转型",
        ]
        visits = Event.objects.filter(series__title="走进标杆企业").order_by("number")
        assert [event.headline.split("：")[1] for event in visits] == [
            "东方润安集团",
            "永安行",
            "九洲投资集团",
        ]

    def test_forums_and_visits_have_speakers_and_a_report(self):
        held = Event.objects.filter(series__title__in=("常商论坛", "走进标杆企业"))
        assert held.count() == 9
        for event in held:
            assert Appearance.objects.filter(session__event=event).exists(), event
            assert Article.objects.published().filter(about_event=event).exists(), event
        visits = held.filter(form="visit").values_list("enterprise__name", flat=True)
        assert set(visits) == {"东方润安集团", "永安行", "九洲投资集团"}
        twice = Speaker.objects.get(name="唐一鸣").appearances.count()
        assert twice == 2

    def test_every_event_has_what_a_reader_needs(self):
        for event in Event.objects.all():
            assert event.starts_at, event
            assert event.venue, event
            assert event.host, event
            assert visible_text(event.body), event
            assert event.summary, event
        states = Counter(Event.objects.values_list("state", flat=True))
        assert states == {"planned": 19, "postponed": 1, "cancelled": 1}

    def test_every_public_text_carries_its_own_date_and_source(self):
        entry = Entry.objects.get(headline="二十年磨一枚密封圈")
        assert entry.published_at.isoformat() == "2025-03-07T01:30:00+00:00"
        assert entry.time_known
        assert str(entry.source) == "市工商联"
        assert not Entry.objects.filter(source=None).exists()
        coming = Entry.objects.listed().filter(published_at__gt=timezone.now())
        assert not coming.exists()  # single pages have the day of this run

    def test_unfinished_texts_lie_on_the_desk(self):
        drafts = Entry.objects.filter(visibility=Visibility.DRAFT).select_related(
            "column", "newest"
        )
        assert {draft.headline for draft in drafts} == DRAFTS
        stages = {draft.headline: stages_of([draft])[draft.pk].name for draft in drafts}
        assert stages["2027年常州“企业家日”活动开始征集建议"] == "待复审"
        assert Counter(stages.values()) == {"草稿": 2, "待复审": 1}

    def test_drafts_belong_to_the_desks_editor(self):
        revisions = Revision.objects.filter(entry__visibility=Visibility.DRAFT)
        assert {revision.created_by for revision in revisions} == {self.editor}

    def test_nobody_can_sign_in_as_the_demonstrations_reviewer(self):
        signer = demonstration.get_user_model().objects.get(username=demonstration.PLAYERS["初审"])
        assert not signer.has_usable_password()

    def test_every_publication_is_in_the_audit(self):
        lines = AuditLine.objects.filter(verb="归档导入发布", channel="demo")
        assert lines.count() == Entry.objects.published().count()

    def test_the_second_run_changes_nothing_and_says_so(self):
        before = everything_stored()
        assert demo("--commit") == "没有变化：演示内容已经装入\n"
        assert everything_stored() == before

    def test_what_an_editor_changed_stays_as_it_is(self):
        entry = Entry.objects.get(headline="商会活起来 链条强起来")
        making.change(entry, headline="商会活起来 产业强起来")
        before = everything_stored()
        assert demo("--commit") == "没有变化：演示内容已经装入\n"
        assert everything_stored() == before


def test_without_commit_nothing_is_written():
    before = everything_stored()
    assert demo().startswith("试运行，未写入。加 --commit 将装入：组织 16 个")
    assert everything_stored() == before


@pytest.mark.slow(reason="7 s: loads it a second and a third time; the first run stays")
def test_on_an_earlier_day_nothing_is_published_ahead():
    with time_machine.travel("2024-01-01T10:00:00+08:00"):
        said = demo("--commit")
        assert "日期在今天之后，暂不装入：" in said
        assert not Entry.objects.listed().filter(published_at__year__gte=2024).exists()
    assert "文章" in demo("--commit")
    assert Entry.objects.count() == 78


def test_a_text_that_cannot_be_read_leaves_nothing_behind(tmp_path, monkeypatch):
    for name in ("site.toml", "events-past.toml", "events-coming.toml", "reports.toml"):
        text = (demonstration.FOLDER / name).read_text(encoding="utf-8")
        write_text(tmp_path, name, text)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "01-forum-new-energy.txt").write_bytes(b"")
    monkeypatch.setattr(demonstration, "FOLDER", tmp_path)
    before = everything_stored()
    with pytest.raises(
        CommandError, match=r"演示内容没有装入：01-forum-new-energy\.txt：文件是空的"
    ):
        demo("--commit")
    assert everything_stored() == before


@pytest.mark.slow(reason="4 s: loads it once more; the second run that changes nothing stays")
def test_it_joins_a_site_that_has_the_column_already():
    making.series("常商论坛", kind="forum")
    known = making.organization("常州市工商业联合会")
    demo("--commit")
    assert Column.objects.count() == 2
    assert Series.objects.filter(title="常商论坛").count() == 1
    assert Organization.objects.get(name="常州市工商业联合会") == known
