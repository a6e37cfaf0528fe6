"""Covers at their addresses: public entries alone, asked again each time, told in the head."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from series.actions.editorial.publication import withdraw
from series.actions.editorial.schedules import schedule, set_expiry, unschedule
from tests.helpers import making, people
from tests.helpers.reading import flat, read

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
MAKE = [making.article, making.initiative, making.event]


def address(row, shape="og"):
    return reverse("series:share_cover", args=[row.pk, shape])


@pytest.mark.parametrize("make", MAKE)
@pytest.mark.parametrize("shape", ["og", "wide", "square"])
def test_a_public_entry_has_its_covers(client, make, shape):
    answer = client.get(address(make("public"), shape))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"
    assert "no-cache" in answer["Cache-Control"]
    assert not answer.cookies
    again = client.get(address(make("public"), shape), HTTP_IF_NONE_MATCH="W/none")
    assert again.status_code == 200


def test_what_is_known_is_not_sent_again(client):
    row = making.article("public")
    first = client.get(address(row))
    again = client.get(address(row), HTTP_IF_NONE_MATCH=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert client.head(address(row)).status_code == 200


@pytest.mark.parametrize("make", MAKE)
def test_hidden_entries_have_none(client, make):
    for state in ("draft", "signed"):
        assert client.get(address(make(state))).status_code == 404
    for state in ("withdrawn", "expired"):
        assert client.get(address(make(state))).status_code == 410


def test_withdrawal_works_at_once_also_for_a_cache(client):
    row = making.article("public")
    etag = client.get(address(row))["ETag"]
    withdraw(row, reason="有误", by=people.chief())
    assert client.get(address(row), HTTP_IF_NONE_MATCH=etag).status_code == 410


def test_other_shapes_and_numbers_are_not_found(client):
    row = making.article("public")
    assert client.get(address(row, "poster")).status_code == 404
    assert client.get(f"/covers/{10**25}/og/").status_code == 404
    assert client.post(address(row)).status_code == 405


@pytest.mark.parametrize("make", MAKE)
def test_the_head_names_the_cover(client, make):
    row = make("public", headline='“引号”与<b>与"')
    text = flat(read(client, row.get_absolute_url()))
    assert (
        f'property="og:image" content="http://testserver{address(row)}?v={changed_at(row)}"' in text
    )
    assert 'og:image:alt" content="“引号”与&lt;b&gt;与&quot;"' in text
    assert 'name="twitter:card" content="summary_large_image"' in text


def changed_at(row):
    return int(max(row.updated_at, row.published_at).timestamp())


def test_the_address_of_the_cover_tells_nothing_of_hidden_work(client):
    """It grew by one with a schedule or an expiry, which readers are not told."""
    row = making.article("published")
    before = cover_in_head(client, row)
    later = timezone.now() + timedelta(days=3)
    set_expiry(row, at=later + timedelta(days=3), by=people.chief())
    making.change(row, headline="还没有发布的新标题")
    making.approve_fully(row)
    schedule(row, revision=making.newest(row), at=later, by=people.chief())
    unschedule(row, by=people.chief())
    assert cover_in_head(client, row) == before
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        making.republish(row, headline="更正后的标题")
    assert cover_in_head(client, row) != before


def cover_in_head(client, row):
    return re.search(r"/covers/\d+/og/\?v=\w+", read(client, row.get_absolute_url()))[0]


def test_other_pages_name_the_site_s_cover(client):
    assert 'property="og:image" content="http://testserver/covers/site/"' in flat(read(client, "/"))
    answer = client.get("/covers/site/")
    assert answer["Content-Type"] == "image/png"
