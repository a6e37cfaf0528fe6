"""改后签: small, signed at once, told to lower levels; three different people (decision 118)."""

import pytest
from django.db import models

from chamber.models import User
from series.actions.editorial.amendments import amend_and_sign, most_amended
from series.actions.editorial.publication import publish
from series.actions.editorial.reviews import (
    missing_levels,
    obstacle,
    return_for_changes,
    sign,
    submit,
)
from series.actions.editorial.tasks import task_of
from series.actions.errors import EditorialError
from series.actions.progress.stages import DONE, drafts_of, for_desk, stages_of, waiting_for
from series.actions.verification.verify import Verification
from series.models import AuditLine, Entry, Level, Notification, Revision
from tests.helpers import making, people

pytestmark = pytest.mark.django_db
LONG = "<p>" + "常州市工商联组织企业家走进园区，交流技术改造的做法。" * 8 + "</p>"


def in_review(column=None, *, signed=1):
    row = making.article("submitted", body=LONG, column=column or making.column())
    for person in (people.first(), people.second())[:signed]:
        sign(row, revision=making.newest(row), by=person)
    return row


@pytest.fixture
def easy(db):
    """A column that keeps the signatures of lower levels."""
    return making.column("简报", resign_after_amendment=False)


def amend(row, by, **changes):
    return amend_and_sign(row, changes, revision=making.newest(row), by=by)


def left(row):
    return missing_levels(row, revision=making.newest(row))


def why_not(row, by):
    return obstacle(Entry.objects.get(pk=row.pk), revision=making.newest(row), by=by)


def told(user):
    return list(Notification.objects.filter(user=user).values_list("text", flat=True))


def faults(row):
    return [fault.what for fault in Verification().faults_of(row)]


def finish(row, *others):
    for person in others:
        sign(row, revision=making.newest(row), by=person)
    publish(row, revision=making.newest(row), by=people.chief())


def test_the_reviewer_saves_a_version_and_signs_it(second):
    row = in_review()
    review = amend(row, second, headline="民营企业座谈会在常召开")
    revision = making.newest(row)
    assert (revision.number, revision.created_by, revision.amended_level) == (2, second, 2)
    assert (review.level, review.revision) == (2, revision)
    assert Entry.objects.get(pk=row.pk).headline == "民营企业座谈会在常召开"
    line = AuditLine.objects.get(verb="改后签")
    assert line.detail == {"level": 2, "changed": 2, "keeps": False}


def test_the_lower_level_signs_again_by_default(first, second, chief, editor):
    row = in_review()
    amend(row, second, headline="民营企业座谈会在常召开")
    assert left(row) == [Level.FIRST, Level.FINAL]
    assert str(task_of(row)) == "待初审"
    assert any("您的签字须按新版重签" in text for text in told(first))
    assert any("由吴复改后签（改 2 字，第2版），请知悉" in text for text in told(editor))
    finish(row, first, chief)
    assert faults(row) == []


def test_the_column_may_keep_the_lower_signatures(easy, first, second, chief):
    row = in_review(easy)
    amend(row, second, headline="民营企业座谈会在常召开")
    assert left(row) == [Level.FINAL]
    assert any(text.endswith("请知悉") for text in told(first))
    finish(row, chief)
    assert faults(row) == []


def test_two_levels_may_amend_one_after_the_other(easy, chief, second):
    row = in_review(easy)
    amend(row, second, headline="民营企业座谈会在常召开")
    amend(row, chief, subtitle="四十人发言")
    assert left(row) == []
    finish(row)
    assert faults(row) == []


def signed_in_a_list(rows, captured):
    """{key: the steps that a list shows as done} of these texts, in at most three queries."""
    entries = list(for_desk(Entry.objects.filter(pk__in=[row.pk for row in rows])))
    with captured(3):
        stages = stages_of(entries)
    return {
        key: [(step.name, step.person) for step in stage.teeth[1:] if step.state == DONE]
        for key, stage in stages.items()
    }


def test_a_list_counts_kept_signatures_without_a_query_a_row(
    easy, chief, second, django_assert_max_num_queries
):
    rows = [in_review(easy), in_review(easy), in_review(easy)]
    for number, row in enumerate(rows):
        amend(row, second, headline=f"民营企业座谈会在常召开{number}")
    amend(rows[0], chief, subtitle="四十人发言")
    shown = signed_in_a_list(rows, django_assert_max_num_queries)
    assert shown[rows[0].pk] == [("初审", "周初"), ("复审", str(second)), ("终审", str(chief))]
    assert shown[rows[1].pk] == shown[rows[2].pk] == [("初审", "周初"), ("复审", str(second))]


def test_a_signature_counts_in_a_list_though_the_amended_version_was_only_signed_before(
    easy, second, editor, django_assert_max_num_queries
):
    """Signed, changed and changed back: the version that was amended has no review of its own."""
    row = in_review(easy)
    for subtitle in ("暂定", ""):
        making.change(row, subtitle=subtitle, by=editor)
    submit(row, revision=making.newest(row), by=editor)
    amend(row, second, headline="民营企业座谈会在常召开")
    assert making.newest(row).number == 4
    shown = signed_in_a_list([row], django_assert_max_num_queries)
    assert shown[row.pk] == [("初审", "周初"), ("复审", str(second))]


def test_what_is_kept_is_not_kept_for_the_next_version_of_the_writer(easy, second, editor):
    row = in_review(easy)
    amend(row, second, headline="民营企业座谈会在常召开")
    making.change(row, summary="新的摘要")
    assert left(row) == [Level.FIRST, Level.SECOND, Level.FINAL]


def test_nobody_amends_more_than_a_tenth(second):
    row = in_review()
    most = most_amended(making.newest(row).content)
    with pytest.raises(EditorialError, match=f"合计至多改 {most} 字"):
        amend(row, second, body=LONG.replace("</p>", "补" * (most + 1) + "</p>"))
    assert Revision.objects.count() == 1
    amend(row, second, body=LONG.replace("</p>", "补" * most + "</p>"))  # control


def test_many_small_amendments_are_counted_together(second, first, editor):
    """However often the text comes back, a reviewer never writes more than a tenth of it."""
    row = in_review()
    most = most_amended(making.newest(row).content)
    amend(row, second, body=LONG.replace("</p>", "补" * most + "</p>"))
    return_for_changes(row, revision=making.newest(row), by=first, opinion="请核对")
    making.change(row, summary="核对过了", by=editor)
    submit(row, revision=making.newest(row), by=editor)
    sign(row, revision=making.newest(row), by=first)
    assert why_not(row, second) == ""
    with pytest.raises(EditorialError, match=f"先前已改 {most} 字"):
        amend(row, second, headline="全新的一个标题还要改得更多一些")


def test_who_amended_at_one_level_signs_no_other(second):
    row = in_review()
    amend(row, second, headline="民营企业座谈会在常召开")
    second.groups.add(people.first().groups.get())
    second = User.objects.get(pk=second.pk)  # roles are read once a request
    assert "参与编写" in why_not(row, second)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, "没有改动任何字"),
        ({"author": "吴复"}, "没有改动任何字"),
        ({"body": LONG.replace("园区", '<a href="/x/">园区</a>', 1)}, "只能改文字"),
        ({"headline": ""}, "标题"),
    ],
)
def test_only_words_are_amended(second, changes, reason):
    row = in_review()
    with pytest.raises(EditorialError, match=reason):
        amend(row, second, **changes)
    assert Revision.objects.count() == 1


def test_only_whose_turn_it_is_may_amend(editor, first, chief, admin):
    row = in_review()
    for person in (editor, first, chief, admin):
        with pytest.raises(EditorialError):
            amend(row, person, headline="改过的标题")
    assert Revision.objects.count() == 1


def test_a_returned_amendment_comes_back_to_its_writer(first, second, editor):
    row = in_review()
    amend(row, second, headline="民营企业座谈会在常召开")
    return_for_changes(row, revision=making.newest(row), by=first, opinion="请核对")
    assert [one.pk for one in drafts_of(editor)] == [row.pk]
    assert not drafts_of(second).exists()
    assert any("退回修改" in text for text in told(editor))


def test_who_amended_finds_the_text_again_at_their_level(first, second, editor):
    row = in_review()
    amend(row, second, headline="民营企业座谈会在常召开")
    making.change(row, summary="新的摘要")
    submit(row, revision=making.newest(row), by=editor)
    sign(row, revision=making.newest(row), by=first)
    assert [one.pk for one in waiting_for(second)] == [row.pk]


TOLD = "改后签与审计记录不符"


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"amended_level": 3}, TOLD),
        ({"keeps_signatures": True}, TOLD),
        ({"amended_level": 1}, TOLD),
        ({"amended_level": None}, "说成编辑的版本"),
    ],
)
def test_a_forged_amendment_is_found(second, fields, what):
    row = in_review()
    amend(row, second, headline="民营企业座谈会在常召开")
    assert faults(row) == []  # control
    tamper(making.newest(row), **fields)
    assert any(what in fault for fault in faults(row))


def test_a_reviewer_cannot_be_made_the_author_by_a_big_amendment(second, first, chief):
    """Even with every line forged, the size of the change tells."""
    row = in_review()
    amend(row, second, headline="民营企业座谈会在常召开")
    revision = making.newest(row)
    tamper(revision, content={**revision.content, "body": "<p>" + "全新" * 150 + "</p>"})
    assert any("改动超过限度" in fault for fault in faults(row))


def tamper(revision, **fields):
    """Change a stored revision behind the desk's back."""
    models.QuerySet(Revision).filter(pk=revision.pk).update(**fields)
