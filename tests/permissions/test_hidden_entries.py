"""What readers may not see, looked for on every surface; each with a control that it would be
found there if it were public."""

import pytest
from django.test import Client
from django.urls import reverse

from series.models import Kind
from tests.helpers import making
from tests.helpers.module_pages import column, work
from tests.helpers.reading import archived, read

__all__ = ["column", "work"]
pytestmark = pytest.mark.django_db
SECRET = "尚未公开的机密标题"
WORD = "金丝雀暗语"
KINDS = [Kind.ARTICLE, Kind.INITIATIVE, Kind.EVENT]
STATES = ["draft", "signed", "withdrawn", "expired"]


def hidden(kind, state, **content):
    """An entry in `state` whose every visible part holds a word that must not get out."""
    make = {Kind.ARTICLE: making.article, Kind.INITIATIVE: making.initiative}.get(
        kind, making.event
    )
    given = {
        "headline": f"{SECRET}{WORD}",
        "summary": f"摘要{WORD}",
        "body": f"<p>正文{WORD}。</p>",
        "tags": [f"话题{WORD}", "两个健康"],
    }
    return make(state, **{**given, **content})


def surfaces(column, series):
    """Every public address that could name an entry."""
    names = ("home", "articles", "initiatives", "events", "feeds", "feed_atom", "feed_rss")
    names += ("sitemap", "sitemap_pages", "calendar")
    paths = [reverse(f"series:{name}") for name in names]
    paths += [reverse("series:sitemap_entries", args=[0])]
    paths += [column.get_absolute_url(), series.get_absolute_url(), "/tags/两个健康/"]
    paths += [reverse(f"series:column_{kind}", args=[column.pk]) for kind in ("atom", "rss")]
    paths += ["/archive/2026/11/", "/archive/2023/11/", "/figures/"]
    paths += [reverse(f"series:series_{kind}", args=[series.pk]) for kind in ("atom", "rss")]
    paths += [reverse(f"series:tag_{kind}", args=["两个健康"]) for kind in ("atom", "rss")]
    paths += [reverse("series:series_calendar", args=[series.pk])]
    paths += ["/events/?m=2026-12", f"/search/?q={WORD}", "/articles/?year=2026"]
    paths += ["/api/entries/", "/api/entries/?tag=两个健康", "/api/series/", "/api/tags/"]
    paths += ["/api/columns/", "/api/events/?from=2026-12-01&to=2026-12-31"]
    paths += [f"/api/entries/?column={column.pk}", f"/api/entries/?series={series.pk}"]
    return paths


def shown(column, series):
    """{path: what a stranger reads there} of every surface."""
    texts = {}
    for path in surfaces(column, series):
        answer = Client().get(path)
        assert answer.status_code == 200, path
        texts[path] = answer.content.decode().replace("\r\n ", "")  # calendar files fold lines
    return texts


def naming(texts, row):
    """The surfaces that name the row by its headline, its text or its address."""
    words = [row.headline, f"正文{WORD}"]
    words += [f"{row.get_absolute_url()}{end}" for end in ('"', "<", "\r\n")]
    return [path for path, text in texts.items() if any(word in text for word in words)]


@pytest.fixture(scope="module")
def hidden_rows(work):
    """{(kind, state): an entry} of every kind in every state that readers do not see."""
    archived(headline="公开的一篇", tags=["两个健康"])
    cases = [(kind, state) for kind in KINDS for state in STATES]
    return {
        case: hidden(*case, series=work, number=number) for number, case in enumerate(cases, 10)
    }


@pytest.fixture(scope="module")
def texts_beside_hidden_rows(hidden_rows, column, work):
    return shown(column, work)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("state", STATES)
def test_hidden_entries_appear_nowhere(client, hidden_rows, texts_beside_hidden_rows, kind, state):
    row = hidden_rows[kind, state]
    assert naming(texts_beside_hidden_rows, row) == []
    status = 410 if state in ("withdrawn", "expired") else 404
    own = [row.get_absolute_url()]
    own += [reverse("series:event_calendar", args=[row.pk])] if kind == Kind.EVENT else []
    outputs = [reverse(f"series:{kind}_{form}", args=[row.pk]) for form in ("print", "docx")]
    for path in (*own, *outputs):
        assert SECRET not in read(client, path, status=status)


def test_the_same_entries_are_found_when_public(column, work):
    rows = {
        kind: hidden(
            kind,
            "public",
            series=work,
            number=number,
            headline=f"{SECRET}{WORD}{kind.label}",
            body=f"<p>{kind.label}的正文。</p>",
        )
        for number, kind in enumerate(KINDS, 30)
    }
    texts = shown(column, work)
    for kind, row in rows.items():
        found = naming(texts, row)
        for path in ("/", column.get_absolute_url(), work.get_absolute_url(), "/tags/两个健康/"):
            assert path in found
        for path in ("/feeds/all.atom", "/sitemap-0.xml", f"/search/?q={WORD}"):
            assert path in found
        for path in (f"/feeds/series/{work.pk}.atom", reverse("series:tag_rss", args=["两个健康"])):
            assert path in found
        for path in ("/calendar.ics", f"/series/{work.pk}.ics"):
            assert (path in found) == (kind == Kind.EVENT)
        for path in ("/api/entries/", "/api/entries/?tag=两个健康"):
            assert path in found
        assert ("/api/events/?from=2026-12-01&to=2026-12-31" in found) == (kind == Kind.EVENT)
