"""稿签: one sheet that tells every step, and prints on one page."""

import pytest
from django.db import connection

from series.actions.editorial.reviews import return_for_changes, sign, submit
from series.actions.progress.slips import slip_of
from series.models import Entry
from tests.helpers import making, people
from tests.helpers.forms import visible_text

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def slip(client, row, query=""):
    return client.get(f"/desk/series/{row.kind}/{row.pk}/slip/{query}")


@pytest.fixture
def row(db):
    """A public text that was returned once."""
    draft = making.article("submitted", tags=["两个健康"], subtitle="工作展示")
    first = people.first()
    return_for_changes(draft, revision=making.newest(draft), by=first, opinion="数字请核对")
    making.change(draft, summary="新的摘要")
    submit(draft, revision=making.newest(draft), by=people.editor(), note="已核对")
    return making.bring_to(draft, "published")


def test_every_step_stands_on_it(as_person, first, row):
    told = visible_text(slip(as_person(first), row))
    digest = making.newest(row).digest
    for words in (
        "2026年第0001号" if row.slip.startswith("2026") else row.slip,
        "民营企业座谈会召开",
        "——工作展示",
        "两个健康",
        "退回 1 次。3 个签名所对应的文字相同（第2版）",
        "数字请核对",
        "已核对",
        f"SHA-256 {digest[:8]} {digest[8:16]}",
        f"{digest[:4]} {digest[4:8]} {digest[8:12]} {digest[12:16]}",
        "周初",
        "吴复",
        "郑终",
        "打印",
    ):
        assert words in told, words
    lines = row.audit.order_by("number")
    assert f"审计链第 {lines.first().number} 至 {lines.last().number} 条" in told


def test_it_is_checked_on_the_spot(as_person, first, row):
    client = as_person(first)
    assert "核验" in visible_text(slip(client, row))
    assert "核验相符" not in visible_text(slip(client, row))
    assert "核验相符" in visible_text(slip(client, row, "?verify"))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE series_entry SET headline = '换了的标题' WHERE id = %s", [row.pk])
    told = visible_text(slip(client, row, "?verify"))
    assert "核验不符" in told
    assert "公开内容的“标题”与所签版本不符" in told


def test_a_later_edit_leaves_the_signed_sheet_as_it_was(as_person, first, row):
    making.change(row, headline="还没送审的新题")
    told = visible_text(slip(as_person(first), row))
    assert "民营企业座谈会召开" in told
    assert "3 个签名所对应的文字相同（第2版）" in told


def test_a_reprint_tells_its_origin(as_person, first):
    origin = {
        "reprint": True,
        "original_title": "原来的题",
        "original_source": "新华社",
        "original_url": "https://www.news.cn/1.html",
        "original_at": "2025-05-20",
    }
    told = visible_text(slip(as_person(first), making.article("submitted", **origin)))
    assert "《原来的题》，新华社，2025-05-20" in told
    assert "加签" in told


@pytest.mark.parametrize("make", [making.article, making.event, making.initiative, making.flatpage])
def test_a_draft_has_one_without_a_number(as_person, first, make):
    told = visible_text(slip(as_person(first), make()))
    assert "尚未送审" in told
    assert "还没有签名" in told


def test_a_signature_over_other_words_is_not_counted(second):
    row = making.article("submitted")
    sign(row, revision=making.newest(row), by=people.first())
    return_for_changes(row, revision=making.newest(row), by=second, opinion="数字请核对")
    assert slip_of(Entry.objects.get(pk=row.pk)).signed == 1
    submit(row, revision=making.change(row, summary="改过"), by=people.editor())
    now = slip_of(Entry.objects.get(pk=row.pk))
    assert (now.signed, now.lacking) == (0, ["初审", "复审", "终审"])
