"""办下一场：what the next edition takes from the last one, and what it does not."""

import pytest

from series.actions.editorial.editions import make_next_edition
from series.actions.errors import EditorialError
from series.models import AuditLine, Speaker
from tests.helpers import making, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def last(column):
    speaker = Speaker.objects.create(name="吴越")
    guest = {"name": "吴越", "post": "教授", "organization": "", "id": speaker.pk}
    programme = [{"title": "主题演讲", "starts": "14:00", "speaker": "专家", "speakers": [guest]}]
    return making.event(
        "public",
        series=making.series("常商论坛").pk,
        number=3,
        programme=programme,
        participation="会员企业均可",
        deadline="2026-12-01T18:00:00+08:00",
    )


def test_texts_and_programme_come_along_and_dates_do_not(last):
    draft = make_next_edition(last, by=people.editor())
    content = making.newest(draft).content
    assert (draft.visibility, draft.number, draft.series_id) == ("draft", 4, last.series_id)
    assert (content["starts_at"], content["ends_at"], content["state"]) == ("", "", "planned")
    assert "deadline" not in content
    assert content["participation"] == "会员企业均可"
    assert (content["headline"], content["body"]) == (last.headline, last.body)
    (session,) = content["programme"]
    assert (session["title"], session["starts"], session["speaker"]) == ("主题演讲", "14:00", "")
    assert "speakers" not in session
    assert AuditLine.objects.get(verb="办下一场").detail["of"] == last.pk


def test_the_number_follows_the_highest_drafts_included(last):
    first, second = (make_next_edition(last, by=people.editor()) for _ in range(2))
    assert (first.number, second.number) == (4, 5)


def test_without_a_series_there_is_no_next_edition(column):
    with pytest.raises(EditorialError, match="不属于系列"):
        make_next_edition(making.event("public"), by=people.editor())


def test_only_an_editor_of_the_column_makes_it(last):
    for person in (people.first(), people.outsider()):
        with pytest.raises(EditorialError, match="须由这个专栏的编辑"):
            make_next_edition(last, by=person)


def test_the_button_opens_the_draft(last, as_person):
    desk = as_person(people.editor())
    page = desk.get(f"/desk/series/event/{last.pk}/change/").text
    assert f'action="/desk/series/event/{last.pk}/next/"' in page
    answer = desk.post(f"/desk/series/event/{last.pk}/next/", follow=True)
    assert "下一场的草稿是第" in answer.text
    other = making.event()
    assert "办下一场" not in desk.get(f"/desk/series/event/{other.pk}/change/").text
    assert "不属于系列" in desk.post(f"/desk/series/event/{other.pk}/next/", follow=True).text
