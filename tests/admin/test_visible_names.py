"""Names and descriptions are stored as they are seen, whatever was typed. Decision 106."""

import pytest
from django import forms
from django.contrib import admin

from chamber.models import Organization, User
from series.admin.kinds.entries import EntryAdmin
from series.models import CannedOpinion, Column, Picture, Series, Tag
from tests.helpers import making
from tests.helpers.forms import posted
from tests.helpers.samples.packages import drawn

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
TYPED = "常\u202e商\u200b“论坛”\x9b——《cafe\u0301》\ufeff"
SEEN = "常商“论坛”——《café》"
ADDED = {
    Column: (
        "series/column",
        {"name": TYPED, "levels": 3, "description": TYPED},
        ("name", "description"),
    ),
    Series: (
        "series/series",
        {"title": TYPED, "short_title": TYPED, "intro": TYPED},
        ("title", "short_title", "intro"),
    ),
    Organization: (
        "chamber/organization",
        {"name": TYPED, "short_name": TYPED, "kind": "chamber"},
        ("name", "short_name"),
    ),
    CannedOpinion: ("series/cannedopinion", {"text": TYPED}, ("text",)),
}


@pytest.mark.parametrize("model", ADDED)
def test_what_is_added_at_the_desk(as_person, admin, column, model):
    place, given, stored = ADDED[model]
    client, url = as_person(admin), f"/desk/{place}/add/"
    if model is Series:
        given = {**given, "column": column.pk}
    client.post(url, posted(client.get(url), **given))
    row = model.objects.order_by("pk").last()
    assert [getattr(row, name) for name in stored] == [SEEN] * len(stored)


def test_a_topic_a_person_and_a_picture(as_person, admin):
    client = as_person(admin)
    url = "/desk/series/tag/add/"
    client.post(url, posted(client.get(url), name="常\u202e商\u200b论坛"))
    assert Tag.objects.get().name == "常商论坛"
    url = f"/desk/chamber/user/{admin.pk}/change/"
    client.post(url, posted(client.get(url), name="陈\u202e编\u200b"))
    assert User.objects.get(pk=admin.pk).name == "陈编"
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("a.png", drawn("PNG"))
    client.post("/desk/series/picture/add/", {"upload": file, "alt": TYPED, "caption": TYPED})
    row = Picture.objects.get()
    assert (row.alt, row.caption) == (SEEN, SEEN)


def test_every_line_of_an_entry(column):
    given = {"headline": TYPED, "kicker": TYPED, "author": TYPED, "tags": ["常\u202e商\u200b论坛"]}
    row = making.article(**given)
    assert (row.headline, row.kicker, row.author) == (SEEN, SEEN, SEEN)
    assert [tag.name for tag in row.tags.all()] == ["常商论坛"]


def test_no_form_of_the_desk_takes_a_text_as_it_is(rf, admin):
    """A field that Django made itself is one that keeps what nobody sees; the forms of entries are
    no forms of rows."""
    request = rf.get("/")
    request.user = admin
    plain = [
        f"{model.__name__}.{name}"
        for model, page in admin_pages()
        if page.has_add_permission(request) and not isinstance(page, EntryAdmin)
        for name, field in page.get_form(request).base_fields.items()
        if type(field) is forms.CharField and not isinstance(field.widget, forms.PasswordInput)
    ]
    assert plain == []


def admin_pages():
    return admin.site._registry.items()
