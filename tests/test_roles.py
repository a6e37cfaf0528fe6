"""Roles in all columns, in one column, and lent while somebody is away."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from chamber.models import User
from series.actions.editorial.reviews import sign, submit
from series.actions.editorial.revisions import save_revision
from series.actions.errors import EditorialError
from series.actions.notifying import people_who
from series.models import ColumnRole, Level, StandIn
from series.roles import EVERYWHERE, columns_of, levels_of, may, stood_in_for
from tests.helpers import making, people

pytestmark = pytest.mark.django_db


def newcomer(role="", *, column=None, staff=True):
    user = User.objects.create_user("newcomer", name="新人", is_staff=staff)
    if role:
        group = Group.objects.get_or_create(name=role)[0]
        ColumnRole.objects.create(user=user, role=group, column=column)
    return user


def away(person, by, *, first=0, last=0):
    today = timezone.localdate()
    span = {"starts_on": today + timedelta(first), "ends_on": today + timedelta(last)}
    StandIn.objects.create(absent=person, person=by, **span)


def again(user):
    """The person as the next request loads them."""
    return User.objects.get(pk=user.pk)


def test_a_role_in_one_column_ends_at_its_border():
    here, there = making.column("简讯"), making.column("要闻")
    user = newcomer("编辑", column=here)
    mine, other = making.article(column=here), making.article(column=there)
    assert may(user, "edit", mine)
    assert may(user, "view", mine)
    assert not may(user, "edit", other)
    assert not may(user, "view", other)
    assert not may(user, "arrange", there)
    assert not may(user, "arrange", EVERYWHERE)
    assert may(user, "create")
    assert columns_of(user, "edit") == {here.pk}
    assert columns_of(user, "publish") == set()


def test_a_group_counts_in_every_column():
    there = making.article(column=making.column("要闻"))
    assert may(people.editor(), "edit", there)
    assert columns_of(people.editor(), "edit") is None


def test_a_reviewer_of_one_column_signs_there_alone():
    here, there = making.column("简讯"), making.column("要闻")
    user = newcomer("初审", column=here)
    assert levels_of(user, here) == [Level.FIRST]
    assert levels_of(user, there) == []


def test_who_is_no_desk_person_has_no_role():
    user = newcomer("编辑", column=making.column(), staff=False)
    assert not may(user, "view", making.article())


@pytest.mark.parametrize(("first", "last", "lent"), [(0, 0, True), (-9, -1, False), (1, 9, False)])
def test_a_stand_in_holds_the_level_on_these_days_only(first, last, lent):
    away(people.first(), people.editor(), first=first, last=last)
    user = again(people.editor())
    assert may(user, "review_1", making.article()) is lent
    expected = people.first() if lent else None
    assert stood_in_for(user, 1, making.article()) == expected


def test_a_process_that_runs_for_days_asks_for_each_day_anew(monkeypatch):
    away(people.first(), people.editor())
    entry, today = making.article(), timezone.localdate()
    assert may(again(people.editor()), "review_1", entry)
    monkeypatch.setattr(timezone, "localdate", lambda: today + timedelta(1))
    assert not may(again(people.editor()), "review_1", entry)


def test_one_query_tells_each_person_from_the_next():
    here = making.column("简讯")
    for name in ("编辑", "初审"):
        user = User.objects.create_user(name, name=name, is_staff=True)
        group = Group.objects.get_or_create(name=name)[0]
        ColumnRole.objects.create(user=user, role=group, column=here)
        assert [may(user, verb, here) for verb in ("edit", "review_1")] == [
            name == "编辑",
            name == "初审",
        ]


def test_a_stand_in_is_lent_no_pen():
    people.first().groups.add(Group.objects.get_or_create(name="编辑")[0])
    away(people.first(), people.second())
    assert not may(again(people.second()), "edit", making.article())


def test_a_stand_in_for_somebody_who_left_holds_nothing():
    away(people.first(), people.editor())
    User.objects.filter(username="first").update(is_active=False)
    assert not may(again(people.editor()), "review_1", making.article())


def test_who_signs_with_their_own_role_stands_in_for_nobody():
    away(people.first(), people.second())
    assert stood_in_for(again(people.second()), 2, making.article()) is None


def test_an_administrator_signs_for_nobody():
    away(people.first(), people.admin())
    assert not may(again(people.admin()), "review_1", making.article())


def test_a_text_that_moves_is_reviewed_by_those_of_both_columns():
    here, there = making.column("简讯"), making.column("要闻")
    row = making.article("published", column=here)
    revision = making.change(row, column=there.pk)
    submit(row, revision=revision, by=people.editor())
    user = newcomer("初审", column=here)
    with pytest.raises(EditorialError, match="须由初审人员签字"):
        sign(row, revision=revision, by=user)
    group = Group.objects.get(name="初审")
    ColumnRole.objects.create(user=user, role=group, column=there)
    assert sign(row, revision=revision, by=again(user)).level == Level.FIRST


def test_nobody_moves_a_text_into_a_column_of_others():
    here, there = making.column("简讯"), making.column("要闻")
    row, user = making.article(column=here), newcomer("编辑", column=here)
    content = {**making.newest(row).content, "column": there.pk}
    with pytest.raises(EditorialError, match="您不是所选专栏的编辑"):
        save_revision(row, content, by=user)
    ColumnRole.objects.create(user=user, role=Group.objects.get(name="编辑"), column=there)
    assert save_revision(row, content, by=again(user)).number == 2


def test_many_people_are_asked_for_in_the_same_queries(django_assert_num_queries, second):
    place = making.column().pk
    people.first(), people.chief(), people.editor()
    with django_assert_num_queries(2):
        assert people_who("review_2", place) == [second]
    people.other_first()
    with django_assert_num_queries(2):
        assert people_who("review_2", place) == [second]
