"""The page of an amendment keeps what is typed, as the form of a text does (decision 123)."""

import pytest
from django.urls import reverse

from series.actions.editorial.reviews import submit
from series.models import Review, Revision, WorkingCopy
from tests.helpers import making, people
from tests.helpers.forms import posted, visible_text

pytestmark = pytest.mark.django_db
HEADLINE = "民营企业座谈会召开"


@pytest.fixture
def row(db):
    return making.article("submitted", headline=HEADLINE)


@pytest.fixture
def desk(as_person, first):
    return as_person(first)


def url(row, page="amend"):
    return reverse(f"admin:series_article_{page}", args=[row.pk])


def type_amendment(desk, row, **changed):
    page = desk.get(url(row))
    sent = posted(page, **changed)
    return desk.post(url(row, "amend_autosave"), sent), sent


def test_what_was_amended_stands_there_again(desk, as_person, row):
    answer, _ = type_amendment(desk, row, headline="座谈会召开", words="改两个字")
    assert answer.json()["saved_at"]
    page = desk.get(url(row))
    assert "已恢复您" in visible_text(page)
    again = posted(page)
    assert (again["headline"].strip(), again["words"].strip()) == ("座谈会召开", "改两个字")
    assert Revision.objects.count() == 1
    assert "已恢复您" not in visible_text(as_person(people.second()).get(url(row)))


def test_the_form_of_the_text_does_not_take_it_for_a_text(as_person, editor, row):
    editor.groups.add(*people.first().groups.all())  # who may do both
    desk = as_person(editor)
    type_amendment(desk, row, headline="座谈会召开")
    assert list(WorkingCopy.objects.unsaved()) == []
    page = desk.get(url(row, "change"))
    assert posted(page)["headline"].strip() == HEADLINE


def test_the_opinion_typed_beside_the_text_comes_along(desk, row):
    desk.post(url(row, "opinions"), {"id_words": "已改两处，同意。", "form_page": "1" * 16})
    assert posted(desk.get(url(row)))["words"].strip() == "已改两处，同意。"


def test_after_the_signature_nothing_is_left_and_a_late_autosave_is_none(desk, row):
    desk.post(url(row, "opinions"), {"id_words": "同意", "form_page": "1" * 16})
    _, sent = type_amendment(desk, row, headline="民营企业座谈会开")
    page = desk.post(url(row), sent | {"words": "同意"}, follow=True)
    assert "初审已签字通过" in visible_text(page)
    assert Review.objects.get().revision.content["headline"] == "民营企业座谈会开"
    late = desk.post(url(row, "amend_autosave"), sent).json()
    assert late["saved_at"] == ""
    assert "autosave" not in late  # it leads to no form of a text
    assert not WorkingCopy.objects.filter(closed_at=None).exists()


def test_a_refused_amendment_is_kept_from_the_page_that_shows_it(desk, row):
    _, sent = type_amendment(desk, row)
    page = desk.post(url(row), sent | {"headline": "完全另外写了一个长得多的题目给读者看" * 3})
    assert "data-unkept" in page.text
    assert "完全另外写了" in posted(page)["headline"]


def test_words_over_an_older_revision_are_shown_to_be_copied(desk, row):
    type_amendment(desk, row, headline="座谈会召开", body="<p>按第一版改的一段。</p>")
    making.change(row, summary="编辑改了摘要")
    submit(row, revision=making.newest(row), by=people.editor())
    page = desk.get(url(row))
    assert posted(page)["headline"].strip() == HEADLINE
    assert "按以前的一版改的字没有签" in visible_text(page)
    assert "座谈会召开" in page.text
    assert "按第一版改的一段。" in visible_text(page)
    key = WorkingCopy.objects.get().key
    page = desk.post(url(row, "amend_discard"), {"copy": key}, follow=True)
    assert "按以前的一版" not in visible_text(page)


def test_pictures_of_others_are_refused(desk, row):
    answer, _ = type_amendment(desk, row, body='<p><img src="/pictures/99/" alt="图"></p>')
    assert answer.status_code == 400
    assert not WorkingCopy.objects.exists()
