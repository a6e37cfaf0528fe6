"""代理: named in a form with clear errors, shown in the pane, told on the slip."""

from datetime import timedelta

import pytest
from django.utils import timezone

from series.actions.editorial.reviews import sign
from series.models import AuditLine, Notification, Review, StandIn
from tests.helpers import making, people
from tests.helpers.forms import visible_text

pytestmark = pytest.mark.django_db
ADD = "/desk/series/standin/add/"


def day(shift):
    return (timezone.localdate() + timedelta(days=shift)).isoformat()


def form(absent, person, *, first=0, last=3):
    return {
        "absent": absent.pk,
        "person": person.pk,
        "starts_on": day(first),
        "ends_on": day(last),
        "reason": "出差",
    }


def test_a_reviewer_names_a_stand_in_who_then_signs(as_person, first, second):
    answer = as_person(first).post(ADD, form(first, second), follow=True)
    assert "吴复代周初" in visible_text(answer)
    assert "由吴复代理审核" in Notification.objects.get(user=second).text
    assert AuditLine.objects.filter(verb="新建代理", actor=first).count() == 1
    row = making.article("submitted")
    client = as_person(second)
    url = f"/desk/series/article/{row.pk}"
    assert "代周初签字" in visible_text(client.get(f"{url}/change/"))
    client.post(f"{url}/sign/", {"revision": "1", "words": "同意"})
    review = Review.objects.get()
    assert (review.reviewer, review.stood_in_for) == (second, first)
    assert "吴复代周初" in visible_text(client.get(f"{url}/slip/"))
    assert "吴复（代周初）" in visible_text(client.get(f"{url}/change/"))


def test_whoever_stood_in_below_does_not_sign_again_above(first, second):
    from series.actions.errors import EditorialError

    StandIn.objects.create(absent=first, person=second, starts_on=day(0), ends_on=day(1))
    row = making.article("submitted")
    sign(row, revision=making.newest(row), by=second)
    with pytest.raises(EditorialError, match="同一人不能签两级"):
        sign(row, revision=making.newest(row), by=second)


@pytest.mark.parametrize(
    ("person", "dates", "sentence"),
    [
        (people.first, {}, "不能代理自己"),
        (people.second, {"first": 3, "last": 1}, "结束早于开始"),
        (people.second, {"first": -9, "last": -5}, "结束日期已过"),
        (people.chief, {"first": 2, "last": 8}, "已由吴复代理，请改日期或先结束那一条"),
    ],
)
def test_the_form_says_what_is_wrong(as_person, first, second, person, dates, sentence):
    StandIn.objects.create(absent=first, person=second, starts_on=day(4), ends_on=day(5))
    answer = as_person(first).post(ADD, form(first, person(), **dates))
    assert sentence in visible_text(answer)
    assert StandIn.objects.count() == 1


@pytest.mark.parametrize("namer", [people.chief, people.admin])
def test_who_assigns_names_one_for_others(as_person, first, second, namer):
    as_person(namer()).post(ADD, form(first, second))
    assert StandIn.objects.get().person == second


def test_a_reviewer_names_none_for_others(as_person, first, second, chief):
    as_person(second).post(ADD, form(chief, first))
    assert not StandIn.objects.exists()


def test_neither_editor_nor_administrator_can_be_stood_in_for(as_person, admin, editor, second):
    for absent in (admin, editor):
        as_person(admin).post(ADD, form(absent, second))
    assert not StandIn.objects.exists()


def test_the_stand_in_does_not_end_it(as_person, first, second):
    row = StandIn.objects.create(absent=first, person=second, starts_on=day(0), ends_on=day(1))
    url = f"/desk/series/standin/{row.pk}/delete/"
    assert as_person(second).post(url, {"post": "yes"}).status_code == 403
    as_person(first).post(url, {"post": "yes"})
    assert not StandIn.objects.exists()
