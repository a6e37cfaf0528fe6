"""Every public address says whether it may show an entry, and at which of its addresses."""

import pytest
from django.core.files.base import ContentFile
from django.urls import path, resolve

from series.actions.editorial.share_links import share
from series.actions.media.pictures import store_picture
from series.actions.withdrawal.addresses import Withdrawn
from series.management import public_addresses
from series.management.public_addresses import (
    UndeclaredError,
    addresses_of,
    is_declared,
    public_patterns,
)
from series.models import ENTRY_KINDS, Attachment, Entry, Kind
from series.outputs.registry import for_readers
from series.views.entry_addresses import shows_no_entry
from tests.helpers import making, people
from tests.helpers.pictures import PNG

SHOWS_NO_ENTRY = {
    *("accessibility", "archive", "display", "feeds", "healthz", "metrics", "privacy", "readyz"),
    *("robots", "security"),
    *("site_cover", "site_map"),
    *("api", "api_columns", "api_openapi", "api_series", "api_tags", None),
}


def undeclared(patterns):
    return [pattern.name for pattern in patterns if not is_declared(pattern)]


def test_every_public_address_declares_what_it_may_show():
    patterns = list(public_patterns())
    assert len(patterns) > 50
    assert undeclared(patterns) == []


def test_those_that_never_show_an_entry_are_known():
    """One more is a decision: look at what it answers before it is added here."""
    silent = {each.name for each in public_patterns() if each.callback.entry_addresses is None}
    assert silent == SHOWS_NO_ENTRY


def test_control_an_undeclared_address_is_found():
    forgotten = path("new/", lambda request: None, name="new")
    declared = path("old/", shows_no_entry(lambda request: None), name="old")
    assert undeclared([forgotten, declared]) == ["new"]


@pytest.mark.django_db
def test_an_undeclared_address_stops_the_certificate(monkeypatch):
    forgotten = path("new/", lambda request: None, name="new")
    monkeypatch.setattr(public_addresses, "public_patterns", lambda: [forgotten])
    row = making.article("public")
    with pytest.raises(UndeclaredError, match="new/"):
        list(addresses_of(Withdrawn(row)))


@pytest.fixture
def everywhere(request):
    """A public entry of the kind that stands wherever an entry can stand."""
    making.organization("常州市工商联", short_name="常州市工商联")
    run = making.series("常商论坛")
    file = Attachment(title="名单", extension="pdf", size=4)
    file.file.save("a.pdf", ContentFile(b"%PDF"))
    file.save()
    picture = store_picture(PNG)
    body = f'{making.BODY}<figure><img src="{picture.get_absolute_url()}" alt="会场"></figure>'
    given = {"series": run, "number": 3, "tags": ["两个健康"], "attachments": [file.pk]}
    make = {Kind.INITIATIVE: making.initiative, Kind.EVENT: making.event}
    return make.get(request.param, making.article)("public", body=body, **given)


def visited(row):
    """{name of an address's pattern: the PublicAddress found for it}."""
    found = addresses_of(Withdrawn(Entry.objects.get(pk=row.pk), ("一个很长的句子",)))
    return {resolve(each.path.partition("?")[0]).url_name: each for each in found}


@pytest.mark.django_db
@pytest.mark.parametrize("everywhere", Kind, indirect=True)
def test_every_address_that_may_show_an_entry_is_visited(everywhere):
    """Each pattern by an address of its own: none stands in for another."""
    share(everywhere, revision=making.newest(everywhere), by=people.chief(), days=3)
    expected = {each.name for each in public_patterns()} - SHOWS_NO_ENTRY
    for kind, about in ENTRY_KINDS.items():
        if kind != everywhere.kind:
            expected -= {about.folder, f"{kind}_calendar"}
            expected -= {f"{kind}_{output.name}" for output in for_readers(kind)}
    if not ENTRY_KINDS[everywhere.kind].takes_place:
        expected -= {"api_events"}
    assert expected - set(visited(everywhere)) == PICTURE_COPIES


# A picture of a few pixels has no smaller copies; test_prove_withdrawn and the demo site have.
PICTURE_COPIES = {"cover", "rendition"}


@pytest.mark.django_db
def test_nothing_of_a_place_that_the_entry_never_had():
    row = making.article("public")
    names = set(visited(row))
    assert {"series", "series_atom", "tag", "tag_rss", "share", "picture"}.isdisjoint(names)
    assert {"home", "article", "articles", "article_print", "column_atom", "search"} <= names
