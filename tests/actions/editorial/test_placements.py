"""头条、置顶、推荐: what readers see at the places of a page, and who may arrange them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from series.actions.editorial.placements import move, place, set_period, shown_at, take_down
from series.actions.errors import EditorialError
from series.models import AuditLine, Place, Placement
from tests.helpers import making, people

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def put(entry, at=Place.TOP, *, column=None, after=None, until=None, by=None):
    now = timezone.now()
    return place(
        entry,
        at,
        column=column,
        starts_at=now + after if after else None,
        ends_at=now + until if until else None,
        by=by or people.chief(),
    )


def tops(moment=None):
    return [row.headline for row in shown_at(moment or timezone.now(), column=None)[Place.TOP]]


def test_a_place_shows_public_entries_in_order_and_in_their_time():
    for name, times in (("第一", {}), ("第二", {"until": DAY}), ("以后", {"after": DAY})):
        put(making.article("public", headline=name), **times)
    put(making.article(headline="草稿"))
    assert tops() == ["第一", "第二"]
    assert tops(timezone.now() + 2 * DAY) == ["第一", "以后"]


def test_a_withdrawn_entry_leaves_its_place_at_once():
    entry = making.article("public")
    put(entry)
    assert tops() == [entry.headline]
    making.take_off(entry)
    assert tops() == []


def test_no_more_stand_there_than_the_page_has_room_for():
    for number in range(5):
        put(making.article("public", headline=f"第{number}篇"))
    assert len(tops()) == 3


def test_moving_changes_the_order_and_is_audited():
    rows = [put(making.article("public", headline=name)) for name in ("甲", "乙", "丙")]
    assert move(rows[2], -1, by=people.chief()) == 2
    assert tops() == ["甲", "丙", "乙"]
    assert move(rows[0], -1, by=people.chief()) == 1  # the first stays the first
    assert AuditLine.objects.filter(verb="移位置顶").count() == 1


def test_taking_down_and_changing_the_time_are_audited():
    row = put(making.article("public"))
    set_period(row, starts_at=None, ends_at=timezone.now() + DAY, by=people.chief())
    take_down(row, by=people.chief())
    assert not Placement.objects.exists()
    verbs = AuditLine.objects.filter(verb__endswith="置顶").order_by("number")
    assert list(verbs.values_list("verb", flat=True)) == ["放上置顶", "改起止置顶", "撤下置顶"]


@pytest.mark.parametrize("person", [people.editor, people.first, people.second])
def test_only_those_who_publish_arrange_a_page(person):
    entry = making.article("public")
    with pytest.raises(EditorialError, match="只有终审人员"):
        put(entry, by=person())
    row = put(entry)
    for change in (
        lambda: move(row, 1, by=person()),
        lambda: take_down(row, by=person()),
        lambda: set_period(row, starts_at=None, ends_at=None, by=person()),
    ):
        with pytest.raises(EditorialError, match="只有终审人员"):
            change()
    assert Placement.objects.count() == 1


def test_what_cannot_be_is_refused():
    entry = making.article("public")
    other = making.column("行业动态")
    with pytest.raises(EditorialError, match="不是“行业动态”的稿件"):
        put(entry, column=other)
    with pytest.raises(EditorialError, match="结束须在开始之后"):
        put(entry, after=DAY, until=DAY / 2)
    put(entry)
    with pytest.raises(EditorialError, match="已在置顶里"):
        put(entry)
