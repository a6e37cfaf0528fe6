import pytest
from django.urls import reverse

from series.models import Entry
from tests.helpers import making
from tests.helpers.forms import visible_text

pytestmark = pytest.mark.django_db


def url(entry):
    return reverse(f"admin:series_{entry.kind}_copy", args=[entry.pk])


@pytest.mark.parametrize("make", [making.article, making.initiative, making.event])
def test_a_copy_is_a_draft_of_its_own(as_person, editor, make):
    row = make("public", series=making.series(), number=3, tags=["两个健康"])
    answer = as_person(editor).post(url(row), follow=True)
    copy = Entry.objects.latest("pk")
    assert f"已复制为新稿第 {copy.pk} 号" in visible_text(answer)
    old, new = making.newest(row).content, making.newest(copy).content
    assert new == {**old, "number": None}
    assert (copy.visibility, copy.slip, making.newest(copy).number) == ("draft", "", 1)
    assert Entry.objects.get(pk=row.pk).number == 3


def test_corrections_and_the_original_date_stay_with_their_text(as_person, editor):
    row = making.article(dateline="2023-11-17", corrections=["2026-01-02 人数有误"])
    as_person(editor).post(url(row))
    content = making.newest(Entry.objects.latest("pk")).content
    assert content["dateline"] == ""
    assert "corrections" not in content


def test_who_does_not_write_copies_nothing(as_person, first):
    row = making.article()
    assert as_person(first).post(url(row)).status_code == 403
    assert as_person(first).get(url(row)).status_code == 403
    assert Entry.objects.count() == 1
