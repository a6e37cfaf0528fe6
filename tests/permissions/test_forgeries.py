"""Addresses and fields that no page of the desk sends: refused in peace, never an error of ours."""

import pytest
from django.urls import reverse

from series.models import Entry, Review, Revision
from tests.helpers import making, people
from tests.helpers.forms import posted, visible_text

pytestmark = pytest.mark.django_db
HUGE = "9" * 30


@pytest.mark.parametrize("page", ["change", "history", "delete", "sign", "revisions/1"])
@pytest.mark.parametrize("typed", [HUGE, "²", "%00", "１", "a/b"])
def test_an_address_that_names_no_entry_is_no_error_of_ours(as_person, admin, page, typed):
    making.article()
    answer = as_person(admin).get(f"/desk/series/article/{typed}/{page}/")
    assert answer.status_code in (403, 404)


def test_the_filters_themselves_are_answered(as_person, editor):
    shown, other = (
        making.article("published"),
        making.article(column=making.column("建设新能源之都")),
    )
    query = f"visibility__exact=public&column__id__exact={shown.column_id}"
    rows = as_person(editor).get(f"/desk/series/article/?{query}").context["cl"].result_list
    assert [row.pk for row in rows] == [shown.pk]
    query = f"column__id__exact={other.column_id}"
    rows = as_person(editor).get(f"/desk/series/article/?{query}").context["cl"].result_list
    assert [row.pk for row in rows] == [other.pk]


@pytest.mark.parametrize("lookup", ["password__startswith", "password", "password__exact"])
def test_nobody_searches_for_passwords(as_person, admin, lookup):
    assert as_person(admin).get(f"/desk/chamber/user/?{lookup}=p").status_code == 400


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("attachments", HUGE),
        ("column", HUGE),
        ("series", "\0"),
        ("number", "²"),
        ("headline", "\0"),
        ("body", "\0"),
        ("starts_on", "0001-01-01"),
        ("ends_on", "9999-12-31"),
    ],
)
def test_a_forged_field_is_refused_in_the_form(as_person, editor, column, field, typed):
    from series.actions.media.attachments import store_attachment

    store_attachment(b"%PDF-1.7", name="a.pdf", by=editor)
    url = "/desk/series/event/add/"
    client = as_person(editor)
    given = {
        "column": column.pk,
        "headline": "论坛",
        "starts_clock": "14:00",
        "ends_clock": "14:00",
    }
    days = {"starts_on": "2026-12-04", "ends_on": "2026-12-04"}
    answer = client.post(url, posted(client.get(url), **{**given, **days, field: typed}))
    assert "稿件没有保存" in visible_text(answer)
    assert not Entry.objects.exists()
    client.post(url, posted(client.get(url), **given, **days))
    assert Entry.objects.count() == 1


@pytest.mark.parametrize("field", ["visibility", "live", "newest", "published_at", "created_by"])
def test_fields_beside_the_form_are_not_taken(as_person, editor, field):
    entry = making.article()
    client = as_person(editor)
    url = reverse("admin:series_article_change", args=[entry.pk])
    before = Entry.objects.values().get()
    forged = posted(client.get(url), **{field: "public", "digest": "0", "entry": "1"})
    assert "内容没有变化" in visible_text(client.post(url, forged, follow=True))
    assert Entry.objects.values().get() == before
    assert Revision.objects.get().created_by == people.editor()


def test_the_revision_of_another_entry_is_not_taken(as_person, chief):
    mine, other = making.article(), making.article("signed", headline="另一篇")
    making.change(other, headline="另一篇改过")
    making.approve_fully(other)
    client = as_person(chief)
    url = reverse("admin:series_article_publish", args=[mine.pk])
    assert client.post(url, {"revision": "2"}).status_code == 404
    assert "还缺初审" in visible_text(client.post(url, {"revision": "1"}, follow=True))
    assert not Entry.objects.published().exists()


def test_words_with_a_nul_are_kept_without_it(as_person, first):
    entry = making.article("submitted")
    url = reverse("admin:series_article_return", args=[entry.pk])
    as_person(first).post(url, {"revision": "1", "words": "数字\0有误"})
    assert Review.objects.get().opinion == "数字有误"
