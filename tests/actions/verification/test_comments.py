"""Comments, answers and whom a review names, changed by SQL: each is found (decision 126)."""

import pytest
from django.db import connection

from series.actions.editorial.assignments import hand_over
from series.actions.editorial.comments import add_comment, answer_comment, settle_comment
from series.actions.verification.verify import Verification
from series.models import Review
from tests.helpers import making, people

pytestmark = pytest.mark.django_db
WORDS = "技术改造"


def comment(row, text, *, quote=WORDS):
    place = {"revision": making.newest(row), "block": 0, "quote": quote}
    return add_comment(row, text=text, by=people.first(), **place)


@pytest.fixture(scope="module")
def keys(module_transaction):
    """{name: key} of an open, an answered, a done and a waived comment, and what is beside them."""
    row, other = making.article("submitted"), making.article("submitted", headline="另一篇")
    making.change(row, body="<p>前一段。</p><p>交流技术改造的做法。</p>")
    making.change(row, body="<p>市工商联交流技术改造的做法。</p><p>后一段。</p>")
    making.bring_to(row, "submitted")
    made = {name: comment(row, f"{name}？") for name in ("open", "answered", "done", "waived")}
    answer_comment(made["answered"], text="企业自述", by=people.editor())
    settle_comment(made["done"], by=people.first())
    settle_comment(made["waived"], by=people.first(), waived_because="不必改")
    hand_over(
        other,
        revision=making.newest(other),
        to=people.other_first(),
        by=people.first(),
        opinion="请看",
    )
    keys = {name: each.pk for name, each in made.items()}
    keys |= {"row": row.pk, "other": other.pk, "second": people.second().pk}
    keys |= {"revision": row.revisions.get(number=2).pk, "theirs": making.newest(other).pk}
    keys |= {"reply": made["answered"].replies.get().pk, "review": Review.objects.get().pk}
    return keys


def sql(text, keys):
    with connection.cursor() as cursor:
        cursor.execute(text.format(**keys))


def faults():
    return [fault.what for fault in Verification().faults()]


def test_the_untouched_comments_have_no_fault(keys):
    found = Verification()
    assert [fault.what for fault in found.faults()] == []
    assert found.counts["批注"] == 4


MADE, STATE, REPLY = "所批的地方或批注人", "的办理情况", "的答复与审计"
WHOM = "转给谁、代谁签"
CHANGED = [
    ("comment SET text = '很好' WHERE id = {open}", MADE),
    ("comment SET quote = '市工商联' WHERE id = {open}", MADE),
    ("comment SET block = 1 WHERE id = {open}", MADE),
    ("comment SET level = 3 WHERE id = {open}", MADE),
    ("comment SET author_id = {second} WHERE id = {open}", MADE),
    ("comment SET revision_id = {revision} WHERE id = {open}", MADE),
    ("comment SET created_at = '2020-01-01 00:00:00+00:00' WHERE id = {open}", "的时间"),
    ("comment SET number = 9 WHERE id = {open}", "没有审计记录，是伪造的"),
    ("comment SET entry_id = {other} WHERE id = {done}", "没有审计记录"),
    ("comment SET state = 'answered' WHERE id = {open}", STATE),
    ("comment SET state = 'open' WHERE id = {answered}", STATE),
    (
        "comment SET state = 'open', settled_by_id = NULL, settled_at = NULL WHERE id = {done}",
        STATE,
    ),
    (
        "comment SET state = 'done', settled_by_id = author_id, settled_at = created_at"
        " WHERE id = {open}",
        STATE,
    ),
    ("comment SET settled_by_id = {second} WHERE id = {done}", STATE),
    ("comment SET reason = '写错' WHERE id = {waived}", STATE),
    ("commentreply SET text = '不知道' WHERE id = {reply}", REPLY),
    ("commentreply SET author_id = {second} WHERE id = {reply}", REPLY),
    ("commentreply SET comment_id = {open} WHERE id = {reply}", REPLY),
    ("review SET handed_to_id = {second} WHERE id = {review}", WHOM),
]


@pytest.mark.parametrize(("change", "sentence"), CHANGED)
def test_a_comment_that_was_changed(keys, change, sentence):
    sql(f"UPDATE series_{change}", keys)
    found = faults()
    assert any(sentence in fault for fault in found), found


ADDED = [
    (
        "comment",
        "number + 20, {second}, text, entry_id, revision_id, block, quote, level, created_at, state,"
        " reason",
        "number, author_id, text, entry_id, revision_id, block, quote, level, created_at, state,"
        " reason",
        "没有审计记录，是伪造的",
    ),
    ("commentreply", *["comment_id, author_id, text, created_at"] * 2, REPLY),
]


@pytest.mark.parametrize(("table", "values", "columns", "sentence"), ADDED)
def test_a_comment_that_was_added(keys, table, values, columns, sentence):
    row = "{open}" if table == "comment" else "{reply}"
    into = f"INSERT INTO series_{table} ({columns})"
    sql(f"{into} SELECT {values} FROM series_{table} WHERE id = {row}", keys)
    assert [sentence in fault for fault in faults()] == [True]


DELETED = [
    ("comment", "open", "所记的批注在稿件中没有，被删或被移走"),
    ("commentreply", "reply", REPLY),
]


@pytest.mark.parametrize(("table", "name", "sentence"), DELETED)
def test_a_comment_that_was_deleted(keys, table, name, sentence):
    sql(f"DELETE FROM series_{table} WHERE id = {{{name}}}", keys)
    assert [sentence in fault for fault in faults()] == [True]
