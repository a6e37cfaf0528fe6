import pytest
from django.utils import timezone

from series.actions.editorial.assignments import realign
from series.actions.editorial.publication import publish
from series.actions.editorial.reviews import missing_levels, return_for_changes, sign, submit
from series.actions.errors import EditorialError
from series.models import (
    AuditLine,
    Column,
    Decision,
    Entry,
    Level,
    Notification,
    Review,
    ReviewTask,
    Step,
)
from series.models.immutable import ImmutableError
from tests.helpers import making, people

pytestmark = pytest.mark.django_db


def labels(levels):
    return [level.label for level in levels]


def test_three_signatures_open_the_way():
    draft = making.article()
    revision = making.approve_fully(draft)
    assert missing_levels(draft, revision=revision) == []
    assert publish(draft, revision=revision, by=people.chief()).is_public


@pytest.mark.parametrize(
    ("signed", "missing"), [(0, "初审、复审、终审"), (1, "复审、终审"), (2, "终审")]
)
def test_without_every_signature_nothing_is_published(signed, missing):
    draft = making.article("submitted")
    revision = making.newest(draft)
    for reviewer in (people.first(), people.second())[:signed]:
        sign(draft, revision=revision, by=reviewer)
    with pytest.raises(EditorialError, match=f"还缺{missing}签字"):
        publish(draft, revision=revision, by=people.chief())
    draft.refresh_from_db()
    assert not draft.is_public


def test_one_changed_character_voids_every_signature():
    draft = making.article()
    making.approve_fully(draft)
    revision = making.change(draft, body=making.BODY.replace("做法。", "做法！"))
    assert labels(missing_levels(draft, revision=revision)) == ["初审", "复审", "终审"]
    with pytest.raises(EditorialError, match="还缺初审、复审、终审"):
        publish(draft, revision=revision, by=people.chief())


def test_signatures_over_the_same_words_still_count_when_they_come_back():
    draft = making.article(headline="原题")
    making.approve_fully(draft)
    making.change(draft, headline="新题")
    back = making.change(draft, headline="原题")
    assert missing_levels(draft, revision=back) == []


def test_the_order_of_the_levels_is_kept():
    draft = making.article("submitted")
    for eager in (people.second(), people.chief()):
        with pytest.raises(EditorialError, match="现在等待初审，须由初审人员签字"):
            sign(draft, revision=making.newest(draft), by=eager)
    assert not Review.objects.exists()


@pytest.mark.parametrize("nobody", [people.editor, people.outsider, people.admin])
def test_only_a_reviewer_signs(nobody):
    draft = making.article("submitted")
    with pytest.raises(EditorialError, match="须由初审人员签字"):
        sign(draft, revision=making.newest(draft), by=nobody())


def test_an_administrator_signs_at_no_level_whatever_their_groups():
    draft, admin = making.article("submitted"), people.admin()
    admin.groups.set(people.first().groups.all())
    with pytest.raises(EditorialError, match="须由初审人员签字"):
        sign(draft, revision=making.newest(draft), by=admin)
    admin.is_superuser = False
    assert sign(draft, revision=making.newest(draft), by=admin).level == Level.FIRST


def test_nobody_signs_a_later_revision_of_a_text_they_once_wrote_on():
    draft = making.article()
    making.change(draft, by=people.first(), headline="初审改过的标题")
    later = making.change(draft, headline="编辑又改过的标题", tags=["AI"])
    submit(draft, revision=later, by=people.editor())
    with pytest.raises(EditorialError, match="不能审核自己参与编写的稿件"):
        sign(draft, revision=later, by=people.first())


def test_other_tags_alone_void_every_signature():
    draft = making.article()
    making.approve_fully(draft)
    revision = making.change(draft, tags=["AI"])
    assert labels(missing_levels(draft, revision=revision)) == ["初审", "复审", "终审"]


def test_a_column_that_asks_for_more_later_gets_more():
    draft = making.article(column=making.column("简讯", levels=1))
    revision = making.approve_fully(draft)
    Column.objects.update(levels=3)
    with pytest.raises(EditorialError, match="还缺复审、终审签字"):
        publish(draft, revision=revision, by=people.chief())


def test_a_public_text_comes_into_no_stricter_column_on_fewer_signatures():
    lax, strict = making.column("简讯", levels=1), making.column("要闻", levels=2)
    row = making.article("published", column=lax)
    with pytest.raises(EditorialError, match="不能移到须2级审核的“要闻”"):
        making.change(row, column=strict.pk)
    Column.objects.update(levels=1)
    revision = making.change(row, column=strict.pk)
    submit(row, revision=revision, by=people.editor())
    sign(row, revision=revision, by=people.first())
    Column.objects.filter(pk=strict.pk).update(levels=2)
    with pytest.raises(EditorialError, match="还缺复审签字"):
        publish(row, revision=revision, by=people.chief())
    sign(row, revision=revision, by=people.second())
    assert publish(row, revision=revision, by=people.chief()).column == strict


def test_nobody_reviews_a_text_they_had_a_hand_in():
    draft = making.article()
    revision = making.change(draft, by=people.first(), headline="初审改过的标题")
    submit(draft, revision=revision, by=people.editor())
    with pytest.raises(EditorialError, match="不能审核自己参与编写的稿件"):
        sign(draft, revision=revision, by=people.first())


def test_nobody_signs_two_levels():
    draft, both = making.article("submitted"), people.first()
    both.groups.add(people.second().groups.get())
    revision = making.newest(draft)
    sign(draft, revision=revision, by=both)
    with pytest.raises(EditorialError, match="同一人不能签两级"):
        sign(draft, revision=revision, by=both)
    assert Review.objects.count() == 1


def test_an_older_revision_cannot_be_signed():
    draft = making.article()
    old = making.newest(draft)
    making.change(draft, headline="新标题")
    with pytest.raises(EditorialError, match="已有更新的版本"):
        sign(draft, revision=old, by=people.first())


def test_a_fully_signed_revision_needs_no_more():
    draft = making.article()
    revision = making.approve_fully(draft)
    with pytest.raises(EditorialError, match="无需再签"):
        sign(draft, revision=revision, by=people.chief())


@pytest.mark.parametrize(("levels", "expected"), [(1, ["初审"]), (2, ["初审", "复审"])])
def test_a_column_may_ask_for_fewer_levels(levels, expected):
    draft = making.article(column=making.column("简讯", levels=levels))
    revision = making.newest(draft)
    assert labels(missing_levels(draft, revision=revision)) == expected
    making.approve_fully(draft)
    assert publish(draft, revision=revision, by=people.chief()).is_public


def test_a_return_gives_its_reason_and_the_level_stays_open():
    draft = making.article("submitted")
    revision = making.newest(draft)
    with pytest.raises(EditorialError, match="退回修改须写明意见"):
        return_for_changes(draft, revision=revision, by=people.first(), opinion=" ")
    row = return_for_changes(draft, revision=revision, by=people.first(), opinion="数字请核对")
    assert (row.decision, row.level, row.opinion) == (Decision.RETURN, Level.FIRST, "数字请核对")
    assert labels(missing_levels(draft, revision=revision))[0] == "初审"


@pytest.mark.parametrize(
    ("make", "change", "lacks"),
    [
        (making.article, {"body": ""}, "正文"),
        (making.event, {"venue": "", "ends_at": ""}, "结束时间、地点"),
    ],
)
def test_an_unfinished_text_is_kept_but_not_submitted(make, change, lacks):
    draft = make(**({"starts_at": ""} if "ends_at" in change else {}), **change)
    with pytest.raises(EditorialError, match=lacks):
        submit(draft, revision=making.newest(draft), by=people.editor())
    assert not ReviewTask.objects.exists()


def test_without_submission_nobody_signs():
    draft = making.article()
    with pytest.raises(EditorialError, match="还没有送审"):
        sign(draft, revision=making.newest(draft), by=people.first())
    submit(draft, revision=making.newest(draft), by=people.editor())
    assert sign(draft, revision=making.newest(draft), by=people.first()).level == Level.FIRST


def test_a_text_is_submitted_once_and_by_an_editor():
    draft = making.article()
    revision = making.newest(draft)
    with pytest.raises(EditorialError, match="送审须由编辑操作"):
        submit(draft, revision=revision, by=people.first())
    submit(draft, revision=revision, by=people.editor())
    with pytest.raises(EditorialError, match="已经送审，正在待初审"):
        submit(draft, revision=revision, by=people.editor())
    assert ReviewTask.objects.count() == 1


def test_the_slip_is_numbered_through_the_year_and_keeps_its_number():
    for expected in (1, 2):
        draft = making.article("submitted", headline=f"第{expected}篇")
        assert (
            Entry.objects.get(pk=draft.pk).slip == f"{timezone.localdate().year}年第{expected:04}号"
        )
    making.change(draft, headline="改过的标题")
    submit(draft, revision=making.newest(draft), by=people.editor())
    assert Entry.objects.get(pk=draft.pk).slip_number == 2


def test_an_edit_closes_the_review_and_says_so_to_those_who_signed():
    draft = making.article("submitted")
    sign(draft, revision=making.newest(draft), by=people.first())
    making.change(draft, by=people.admin(), headline="改过的标题")
    assert not ReviewTask.objects.open().exists()
    said = "被管理员改动，第1版的送审和签字失效，须重新送审"
    told = {row.user.name for row in Notification.objects.filter(text__contains=said)}
    assert told == {"陈编", "周初"}
    assert AuditLine.objects.get(verb="签字失效").detail == {"signatures": 1}


def test_a_returned_text_goes_on_where_it_stood():
    draft = making.article("submitted")
    revision = making.newest(draft)
    sign(draft, revision=revision, by=people.first())
    return_for_changes(draft, revision=revision, by=people.second(), opinion="请核对")
    with pytest.raises(EditorialError, match="还没有送审"):
        sign(draft, revision=revision, by=people.second())
    submit(draft, revision=revision, by=people.editor(), note="已核对，无误")
    assert ReviewTask.objects.open().get().step == Step.SECOND


def test_levels_that_a_column_asks_for_later_move_its_open_tasks():
    place = making.column("简讯", levels=1)
    draft = making.article("signed", column=place)
    Column.objects.filter(pk=place.pk).update(levels=2)
    assert realign(ReviewTask.objects.open().filter(entry__column=place)) == 1
    assert ReviewTask.objects.open().get().step == Step.SECOND
    assert sign(draft, revision=making.newest(draft), by=people.second()).level == Level.SECOND


def test_a_review_is_never_rewritten():
    making.article("signed")
    review = Review.objects.first()
    with pytest.raises(ImmutableError, match="只能追加"):
        review.save()
    with pytest.raises(ImmutableError, match="不能删除"):
        Review.objects.all().delete()


def test_each_signature_is_audited_with_the_digest_it_stands_for():
    draft = making.article()
    revision = making.approve_fully(draft)
    lines = AuditLine.objects.filter(entry=draft, digest=revision.digest).order_by("pk")
    assert [line.verb for line in lines] == ["建稿", "送审", "初审通过", "复审通过", "终审通过"]
