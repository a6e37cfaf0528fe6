"""The pane beside a text, used without script."""

import pytest

from series.actions.editorial.tasks import task_of
from series.models import CannedOpinion, Review
from tests.helpers import making, people
from tests.helpers.forms import visible_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(db):
    return making.article("submitted")


def step(client, row, name, **data):
    url = f"/desk/series/article/{row.pk}/{name}/"
    return visible_text(client.post(url, {"revision": "1", **data}, follow=True))


def canned(decision, text):
    return CannedOpinion.objects.create(decision=decision, text=text).pk


def test_a_canned_opinion_stands_where_nothing_was_typed(as_person, first, row):
    key = canned("return", "请补出处")
    assert "已退回修改" in step(as_person(first), row, "return", canned=key, words=" ")
    assert Review.objects.get().opinion == "请补出处"


def test_what_was_typed_goes_before_it(as_person, first, row):
    step(as_person(first), row, "return", canned=canned("return", "请补出处"), words="改标题")
    assert Review.objects.get().opinion == "改标题"


def test_a_canned_opinion_of_another_decision_is_refused(as_person, first, row):
    told = step(as_person(first), row, "sign", canned=canned("return", "请补出处"))
    assert "所选常用意见用于“退回修改”，与所按的按钮不符，请重选" in told
    assert "所选常用意见已被删除" in step(as_person(first), row, "sign", canned="999")
    assert not Review.objects.exists()


def test_claim_handover_and_due_date_by_the_buttons(as_person, first, row):
    client, other = as_person(first), people.other_first()
    assert "的初审由您办理" in step(client, row, "claim")
    assert "请先选好转交给谁" in step(client, row, "handover", words="我出差")
    kept = client.get(f"/desk/series/article/{row.pk}/change/")
    assert "钱初" in visible_text(kept)
    told = step(client, row, "due", due_at="明天")
    assert "无法识别，请写成 2026-11-30 18:00" in told, told
    assert "期限改为 2126-01-02 18:00" in step(client, row, "due", due_at="2126-01-02T18:00")
    assert "已转交给钱初" in step(client, row, "handover", words="我出差", to=other.pk)
    assert task_of(row).holder == other
    assert "已放回" in step(as_person(other), row, "release")


@pytest.mark.parametrize("name", ["claim", "release", "due", "sign", "return", "handover"])
def test_a_stale_page_does_nothing(as_person, first, row, name):
    making.change(row, summary="新的摘要")
    making.bring_to(row, "submitted")
    told = step(as_person(first), row, name, words="x", to=people.other_first().pk)
    assert "已有更新的版本，请刷新后" in told
    assert not Review.objects.exists()
    assert task_of(row).holder is None


def test_a_long_note_is_refused_and_kept(as_person, editor):
    row = making.article()
    told = step(as_person(editor), row, "submit", words="长" * 201)
    assert "送审说明超过 200 字" in told
    assert "长" * 201 in told
