"""转载: a source on the list, or one more signature."""

from datetime import timedelta

import pytest
from django.utils import timezone

from series.actions.desk.checks import unlisted_sources
from series.actions.editorial.publication import publish
from series.actions.editorial.reviews import missing_levels, sign, submit
from series.actions.editorial.schedules import publish_due, schedule
from series.actions.editorial.tasks import task_of
from series.actions.errors import EditorialError
from series.forms.entry import EntryForm
from series.forms.reprint import LISTED, UNLISTED, UNSAID
from series.models import Level, Step, TrustedSource
from tests.helpers import making, people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("days_may_pass")]
FACTS = {
    "reprint": True,
    "original_title": "民营经济促进法施行",
    "original_source": "新华社",
    "original_url": "https://www.news.cn/politics/1.html",
    "original_at": "2025-05-20T09:30",
}


@pytest.fixture
def short(db):
    return making.column("简讯", levels=1)


def reprint(column, **facts):
    return making.article(column=column, **{**FACTS, **facts})


def steps(row):
    return [level.label for level in missing_levels(row, revision=making.newest(row))]


def trust(domain=""):
    return TrustedSource.objects.create(name="新华社", domain=domain)


def test_a_text_of_our_own_needs_no_extra_signature(short):
    assert steps(making.article(column=short)) == ["初审"]


@pytest.mark.parametrize("domain", ["", "news.cn", "www.news.cn"])
def test_a_listed_source_needs_none(short, domain):
    trust(domain)
    assert steps(reprint(short)) == ["初审"]


@pytest.mark.parametrize(
    ("domain", "facts"),
    [
        (None, {}),
        ("", {"original_source": "新华网"}),
        ("news.cn", {"original_url": "https://news.cn.example.com/1.html"}),
        ("news.cn", {"original_url": "https://fakenews.cn/1.html"}),
    ],
)
def test_an_unlisted_source_needs_one_more(short, domain, facts):
    if domain is not None:
        trust(domain)
    assert steps(reprint(short, **facts)) == ["初审", "加签"]


def test_the_extra_signature_is_another_persons(short):
    row, first = reprint(short), people.first()
    revision = making.newest(row)
    submit(row, revision=revision, by=people.editor())
    first.groups.add(people.second().groups.get())
    sign(row, revision=revision, by=first)
    assert task_of(row).step == Step.EXTRA
    with pytest.raises(EditorialError, match="还缺加签签字"):
        publish(row, revision=revision, by=people.chief())
    with pytest.raises(EditorialError, match="同一人不能签两级"):
        sign(row, revision=revision, by=first)
    with pytest.raises(EditorialError, match="须由复审或终审人员签字"):
        sign(row, revision=revision, by=people.other_first())
    assert sign(row, revision=revision, by=people.second()).level == Level.EXTRA
    assert publish(row, revision=revision, by=people.chief()).is_public


def test_a_source_struck_off_after_all_signed(short):
    source, row = trust(), reprint(short)
    revision = making.approve_fully(row)
    assert task_of(row).step == Step.PUBLISH
    source.delete()
    with pytest.raises(EditorialError, match="还缺加签签字"):
        publish(row, revision=revision, by=people.chief())
    later = making.change(row, summary="补的摘要")
    submit(row, revision=later, by=people.editor())
    sign(row, revision=later, by=people.first())
    assert task_of(row).step == Step.EXTRA
    sign(row, revision=later, by=people.chief())
    assert publish(row, revision=later, by=people.chief()).is_public


def test_striking_it_off_at_the_desk_brings_the_open_task_back(short, as_person, chief):
    source, row = trust(), reprint(short)
    making.approve_fully(row)
    url = f"/desk/series/trustedsource/{source.pk}/delete/"
    as_person(chief).post(url, {"post": "yes"})
    assert task_of(row).step == Step.EXTRA
    form = {"name": "新华社", "domain": "https://www.news.cn/", "note": ""}
    as_person(chief).post("/desk/series/trustedsource/add/", form)
    assert TrustedSource.objects.get().domain == "news.cn"
    assert task_of(row).step == Step.PUBLISH


def test_an_editor_cannot_put_a_source_on_the_list(as_person, editor):
    form = {"name": "自家小报", "domain": "", "note": ""}
    answer = as_person(editor).post("/desk/series/trustedsource/add/", form)
    assert (answer.status_code, TrustedSource.objects.count()) == (403, 0)


@pytest.mark.parametrize(
    "key", ["original_title", "original_source", "original_url", "original_at"]
)
def test_a_reprint_is_not_submitted_without_its_facts(short, key):
    row = reprint(short, **{key: ""})
    with pytest.raises(EditorialError, match="还缺原"):
        submit(row, revision=making.newest(row), by=people.editor())


def test_the_form_says_at_once_whether_the_source_is_listed(short):
    def visible_text(**facts):
        content = making.newest(reprint(short, **facts)).content
        return EntryForm(content=content, user=people.editor()).fields["original_source"].help_text

    assert visible_text() == UNLISTED
    assert visible_text(reprint=False) == UNSAID
    trust("news.cn")
    assert visible_text() == LISTED


def test_the_form_keeps_the_facts_and_a_saved_one_changes_nothing(as_person, editor, short):
    from tests.helpers.forms import posted
    from tests.helpers.forms import visible_text as words

    row, client = reprint(short), as_person(editor)
    url = f"/desk/series/article/{row.pk}/change/"
    page = client.get(url)
    assert UNLISTED in words(page)
    assert "内容没有变化" in words(client.post(url, posted(page), follow=True))
    wrong = posted(client.get(url), original_at="2023-02-30")
    assert "无法识别" in words(client.post(url, wrong))
    client.post(url, posted(client.get(url), original_at="2023-11-17"))
    assert making.newest(row).content["original_at"] == "2023-11-17"


def test_a_source_struck_off_before_the_moment_asks_for_the_extra_signature(short, chief):
    source, moment = trust(), timezone.now() + timedelta(hours=1)
    row = making.bring_to(reprint(short), "signed")
    schedule(row, revision=making.newest(row), at=moment, by=chief)
    assert task_of(row).step == Step.PUBLISH
    source.delete()
    assert "还缺加签" in publish_due(moment).failed[0]
    assert task_of(row).step == Step.EXTRA


def test_the_desk_checks_name_what_nobody_countersigned(short):
    countersigned, signed = reprint(short, headline="加签过的"), reprint(short, headline="没有的")
    for row in (countersigned, signed):
        making.bring_to(row, "signed")
    assert len(list(unlisted_sources())) == 2
    sign(countersigned, revision=making.newest(countersigned), by=people.chief())
    assert [found["headline"] for found in unlisted_sources()] == ["没有的"]
