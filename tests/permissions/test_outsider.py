"""What readers may not see, looked for on every surface; each with a control that it would be
found there if it were public."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from series.actions.media.pictures import store_picture
from series.models import Attachment, Kind, Tag
from tests.helpers import making
from tests.helpers.pictures import PNG
from tests.helpers.reading import archived, read

pytestmark = pytest.mark.django_db
SECRET = "尚未公开的机密标题"
WORD = "金丝雀暗语"


def hidden(kind, state, **content):
    """An entry in `state` whose every visible part holds a word that must not get out."""
    make = {Kind.ARTICLE: making.article, Kind.INITIATIVE: making.initiative}.get(
        kind, making.event
    )
    return make(
        state,
        headline=f"{SECRET}{WORD}",
        summary=f"摘要{WORD}",
        body=f"<p>正文{WORD}。</p>",
        tags=[f"话题{WORD}", "两个健康"],
        **content,
    )


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


def leaks(client, row, column, series):
    """The surfaces that name the row by its word (outside the search field) or its address."""
    found = []
    for path in surfaces(column, series):
        answer = client.get(path)
        assert answer.status_code == 200, path
        text = answer.content.decode().replace("\r\n ", "")  # calendar files fold their lines
        if (
            SECRET in text
            or f"正文{WORD}" in text
            or any(f"{row.get_absolute_url()}{end}" in text for end in ('"', "<", "\r\n"))
        ):
            found.append(path)
    return found


@pytest.mark.parametrize("kind", [Kind.ARTICLE, Kind.INITIATIVE, Kind.EVENT])
@pytest.mark.parametrize("state", ["draft", "signed", "withdrawn", "expired"])
def test_hidden_entries_appear_nowhere(client, column, work, kind, state):
    archived(headline="公开的一篇", tags=["两个健康"])
    row = hidden(kind, state, series=work, number=3)
    assert leaks(client, row, column, work) == []
    status = 410 if state in ("withdrawn", "expired") else 404
    own = [row.get_absolute_url()]
    own += [reverse("series:event_calendar", args=[row.pk])] if kind == Kind.EVENT else []
    outputs = [reverse(f"series:{kind}_{form}", args=[row.pk]) for form in ("print", "docx")]
    for path in (*own, *outputs):
        assert SECRET not in read(client, path, status=status)


@pytest.mark.parametrize("kind", [Kind.ARTICLE, Kind.INITIATIVE, Kind.EVENT])
def test_the_same_entry_is_found_when_public(client, column, work, kind):
    row = hidden(kind, "public", series=work, number=3)
    found = leaks(client, row, column, work)
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


@pytest.mark.parametrize("state", ["draft", "withdrawn", "expired"])
def test_neighbours_and_counts_do_not_know_hidden_entries(client, column, work, state):
    hidden(Kind.ARTICLE, state, series=work, number=3)
    second = work.entries.get(number=2)
    text = read(client, second.get_absolute_url())
    assert SECRET not in text
    assert "工作展示（三），尚未发布" in text
    assert Tag.objects.get(name="两个健康").published_count == 0
    work.refresh_from_db()
    assert work.published_count == 2
    read(client, "/tags/两个健康/", status=404)


def test_a_new_revision_of_a_public_entry_stays_inside(client, column):
    row = making.article("public", headline="公开的标题")
    making.change(row, headline=SECRET, summary=WORD, body=f"<p>正文{WORD}。</p>")
    for path in [
        "/",
        row.get_absolute_url(),
        "/articles/",
        f"/search/?q={WORD}",
        "/feeds/all.atom",
    ]:
        text = client.get(path).content.decode()
        assert SECRET not in text
        assert f"正文{WORD}" not in text


@pytest.fixture
def attachment(db):
    row = Attachment(title="通知", extension="pdf", size=4)
    row.file.save("a.pdf", ContentFile(b"%PDF"))
    row.save()
    return row


def with_files(state, attachment):
    picture = store_picture(PNG)
    body = f'<p>有图。</p><figure><img src="{picture.get_absolute_url()}" alt="图"></figure>'
    making.article(state, body=body, attachments=[attachment.pk])
    return picture.get_absolute_url(), attachment.get_absolute_url()


@pytest.mark.parametrize("state", ["draft", "signed", "withdrawn", "expired"])
def test_files_of_hidden_entries_are_for_the_desk_alone(
    client, column, attachment, state, editor, outsider
):
    paths = with_files(state, attachment)
    for path in paths:
        assert client.get(path).status_code == 404
    client.force_login(outsider)
    for path in paths:
        assert client.get(path).status_code == 404
    client.force_login(editor)
    for path in paths:
        answer = client.get(path)
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]
        assert "private" in answer["Cache-Control"]


def test_files_of_public_entries_are_served_guarded(client, column, attachment):
    picture, download = with_files("public", attachment)
    image, file = client.get(picture), client.get(download)
    assert b"".join(image.streaming_content) == PNG
    assert image["Content-Type"] == "image/png"
    assert "public" in image["Cache-Control"]
    assert "attachment" in file["Content-Disposition"]
    assert "%E9%80%9A%E7%9F%A5.pdf" in file["Content-Disposition"]
    for answer in (image, file):
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert client.get(picture.replace(".png", ".gif")).status_code == 404
    assert client.get(picture.rsplit("/", 1)[0] + "/0123456789ab.png").status_code == 404
