"""Every public address says whether it may show an entry, and at which of its addresses."""

import pytest
from django.core.files.base import ContentFile
from django.urls import path, resolve

from series.actions.editorial.share_links import share
from series.actions.endorsements.settings import CONSENT, change_settings
from series.actions.media.pictures import store_picture
from series.actions.withdrawal.addresses import Withdrawn
from series.management import public_addresses
from series.management.public_addresses import (
    UndeclaredError,
    addresses_of,
    is_declared,
    public_patterns,
)
from series.models import ENTRY_KINDS, Attachment, Entry, Kind, Speaker
from series.outputs.registry import for_readers
from series.views.entry_addresses import shows_no_entry
from tests.helpers import making, people
from tests.helpers.deeds import registering
from tests.helpers.pictures import PNG

SHOWS_NO_ENTRY = {
    *("accessibility", "archive", "display", "feeds", "healthz", "metrics", "privacy", "readyz"),
    *("robots", "security", "favicon", "touch_icon", "web_manifest"),
    "site_cover",
    # Behind secret codes, which a certificate must not hold: tests/permissions/test_registrations.py.
    *("find_registration", "registration", "own_data", "attendance_certificate", "feedback"),
    # Behind links that are shown once and end with the event, or a number under the site's key.
    *("check_in", "check_in_count", "wall", "wall_count", "check_in_oneself"),
    "verify_certificate",
    *("find_endorsement", "endorsement", "own_endorsement", "endorsement_certificate"),
    *("consultations", "consultation", "consultation_atom", "ask"),
    *("report_page_typo", "typo_reported"),
    *("find_consultation", "own_consultation_page", "own_consultation"),
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
    make = {
        Kind.INITIATIVE: making.initiative,
        Kind.EVENT: making.event,
        Kind.FLATPAGE: making.flatpage,
    }
    if ENTRY_KINDS[request.param].takes_place:
        guest = {"name": "吴越", "id": Speaker.objects.create(name="吴越").pk}
        given["programme"] = [{"title": "致辞", "speakers": [guest]}]
    row = make.get(request.param, making.article)("public", body=body, **given)
    if row.kind == Kind.EVENT:
        registering.open_registration(row)
    if row.kind == Kind.INITIATIVE:
        open_to_endorsements(row)
    return row


def open_to_endorsements(call):
    values = {"signers": "both", "goal": 10, "names_public": True, "keep_days": 1}
    change_settings(call, consent=CONSENT, by=people.editor(), **values)


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
        expected -= {"api_events", "speaker", "register", "register_invited"}
    if not ENTRY_KINDS[everywhere.kind].is_call:
        expected -= {"endorse", "endorsement_names", "initiative_atom"}
    if not ENTRY_KINDS[everywhere.kind].is_listed:
        expected -= OF_SERIES_AND_TOPICS
    assert expected - set(visited(everywhere)) == PICTURE_COPIES


# A single page has neither.
OF_SERIES_AND_TOPICS = {
    *("series", "series_calendar", "series_atom", "series_rss", "tag", "tag_atom", "tag_rss"),
}
# A picture of a few pixels has no smaller copies; test_prove_withdrawn and the demo site have.
PICTURE_COPIES = {"cover", "rendition"}


@pytest.mark.django_db
def test_nothing_of_a_place_that_the_entry_never_had():
    row = making.article("public")
    names = set(visited(row))
    assert {"series", "series_atom", "tag", "tag_rss", "share", "picture"}.isdisjoint(names)
    assert {"home", "article", "articles", "article_print", "column_atom", "search"} <= names
