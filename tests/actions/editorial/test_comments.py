"""批注: at words, answered, settled; open ones forbid the last signature (decision 118)."""

import pytest

from series.actions.editorial.comments import add_comment, answer_comment, settle_comment
from series.actions.editorial.reviews import return_for_changes, sign, submit
from series.actions.errors import EditorialError
from series.actions.progress.placed_comments import placed_comments
from series.models import AuditLine, Comment, Notification, Review
from tests.helpers import making, people

pytestmark = pytest.mark.django_db
WORDS = "技术改造"


@pytest.fixture
def row(db):
    return making.article("submitted")


def comment(row, *, by=None, block=0, quote=WORDS, text="出处？"):
    by = by or people.first()
    return add_comment(row, revision=making.newest(row), block=block, quote=quote, text=text, by=by)


def place(row, user=None):
    placed = placed_comments(row, making.newest(row), user=user or people.first())
    return [(one.block, one.gone) for one in placed]


def rewritten(row, body):
    making.change(row, body=body)
    return place(row)


def test_a_comment_is_answered_and_then_done(row, first, editor):
    made = comment(row)
    assert (made.number, made.quote, made.level, made.state) == (1, WORDS, 1, "open")
    answer_comment(made, text="企业自述", by=editor)
    assert Comment.objects.get().state == "answered"
    answer_comment(made, text="请写明", by=first)
    assert Comment.objects.get().state == "open"
    settle_comment(made, by=first)
    done = Comment.objects.get()
    assert (done.state, done.settled_by) == ("done", first)
    told = AuditLine.objects.filter(verb__startswith="批注").order_by("number")
    assert [line.verb for line in told] == ["批注", "批注答复", "批注再问", "批注办结"]
    with pytest.raises(EditorialError, match="批注 1已办"):
        answer_comment(made, text="又问", by=first)


def test_a_paragraph_may_be_commented_on_as_a_whole(row):
    assert comment(row, quote="").quote == "常州市工商联组织企业家走进园区，交流技术改造的做法。"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"quote": "没有的字"}, "不在这一段里"),
        ({"block": 9}, "没有选中"),
        ({"block": -1}, "没有选中"),
        ({"text": " "}, "请先填写批注"),
        ({"text": "长" * 501}, "超过 500 字"),
    ],
)
def test_a_comment_needs_words_and_a_place(row, wrong, told):
    with pytest.raises(EditorialError, match=told):
        comment(row, **wrong)
    assert not Comment.objects.exists()


def test_only_whose_turn_it_is_may_comment(row, editor, second, admin):
    for person in (editor, second, admin):
        with pytest.raises(EditorialError):
            comment(row, by=person)
    assert comment(row).author == people.first()  # control


def test_the_writer_may_answer_and_not_settle(row, editor, outsider):
    made = comment(row)
    with pytest.raises(EditorialError, match="须由批注人"):
        settle_comment(made, by=editor)
    with pytest.raises(EditorialError, match="须由编辑或审核人"):
        answer_comment(made, text="我", by=outsider)


def test_a_comment_is_waived_for_a_reason_only(row, chief):
    made = comment(row)
    with pytest.raises(EditorialError, match="请先填写免办原因"):
        settle_comment(made, by=chief, waived_because=" ")
    assert settle_comment(made, by=chief, waived_because="按惯例").reason == "按惯例"


def test_open_comments_forbid_the_last_signature_by_name(row, first, second, chief):
    revision = making.newest(row)
    made = comment(row)
    sign(row, revision=revision, by=first)
    sign(row, revision=revision, by=second)
    with pytest.raises(EditorialError, match="还有 1 条批注没有办结：批注 1“技术改造”"):
        sign(row, revision=revision, by=chief)
    assert Review.objects.count() == 2
    settle_comment(made, by=chief)
    sign(row, revision=revision, by=chief)
    assert Review.objects.count() == 3


def test_an_answered_comment_is_still_open_for_the_last_signature(
    row, first, second, chief, editor
):
    revision = making.newest(row)
    made = comment(row)
    answer_comment(made, text="已核", by=editor)
    for person in (first, second):
        sign(row, revision=revision, by=person)
    with pytest.raises(EditorialError, match="没有办结"):
        sign(row, revision=revision, by=chief)


def test_a_return_may_say_it_by_comments_alone(row, first, editor):
    with pytest.raises(EditorialError, match="须写明意见或批注"):
        return_for_changes(row, revision=making.newest(row), by=first, opinion=" ")
    comment(row)
    comment(row, block=2, quote="人才")
    review = return_for_changes(row, revision=making.newest(row), by=first, opinion="")
    assert review.opinion == "请按批注 1、2 修改"


def test_the_writer_learns_of_comments_when_the_level_signs(row, first, editor):
    comment(row)
    sign(row, revision=making.newest(row), by=first)
    told = Notification.objects.filter(user=editor).values_list("text", flat=True)
    assert "《民营企业座谈会召开》有周初的 1 条批注待答，终审签字前须办结" in told


FIRST = "<p>常州市工商联组织企业家走进园区，交流技术改造的做法。</p>"
REST = "<h2>以学促干</h2><p>与会人员就人才、融资和市场三件事发言。</p>"


@pytest.mark.parametrize(
    ("body", "where"),
    [
        (FIRST + REST, (0, False)),
        ("<p>新加的开头一段，说明背景。</p>" + FIRST + REST, (1, False)),
        (REST + FIRST, (2, False)),  # moved
        (FIRST.replace(WORDS, "数字转型") + REST, (0, True)),
        (REST, (None, True)),
        (FIRST.replace(WORDS, "<strong>技术</strong>改造") + REST, (0, False)),
        (FIRST.replace("，交流", "。</p><p>他们交流") + REST, (1, False)),  # divided
    ],
)
def test_the_next_version_carries_the_comment_by_its_words(row, body, where):
    comment(row)
    assert rewritten(row, body) == [where]


def test_of_words_that_stand_twice_the_commented_place_is_kept(editor):
    row = making.article(body=FIRST + REST + "<p>各县区都谈到技术改造，也谈到用工。</p>")
    submit(row, revision=making.newest(row), by=editor)
    comment(row, block=3)
    making.change(row, summary="新的摘要")
    assert place(row) == [(3, False)]
