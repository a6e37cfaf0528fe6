"""A picture is its number and its digest: a forged address opens, prints and sizes nothing.

The text with it was stored by an earlier release, since a save refuses it today; it is public in
one column, the picture stands in a draft of another. The control is the same text with the
picture's own address. Decision 106.
"""

import io
import zipfile
from functools import partial

import docx
import pytest
from django.urls import reverse

from series.actions.editorial.share_links import share, token_of
from series.actions.errors import EditorialError
from series.actions.media.pictures import store_picture
from series.actions.media.renditions import make_missing
from series.actions.verification.rows import row_faults
from series.models import Kind
from series.outputs.registry import at_desk, for_readers
from series.roles import EDITOR
from tests.helpers import making, people
from tests.helpers.samples.photographs import drawn, saved

pytestmark = pytest.mark.any_database


@pytest.fixture
def secret(column):
    """A picture of a draft in another column."""
    row = store_picture(saved(drawn(1000, 700), "JPEG"), alt="未公开的现场")
    body = f'<p>密。</p><img src="{row.get_absolute_url()}" alt="图">'
    making.article(column=making.column("别的专栏"), body=body)
    return row


@pytest.fixture
def sized(secret):
    """The picture with all its sizes."""
    list(make_missing())
    secret.refresh_from_db()
    return secret


FORGERIES = {
    "digest of zeros": lambda own, digest: own.replace(digest, "0" * 12),
    "another digest": lambda own, digest: own.replace(digest, digest[::-1]),
    "digest in capitals": lambda own, digest: own.replace(digest, digest.upper()),
    "no digest": lambda own, digest: own.partition(digest)[0],
    "number alone": lambda own, digest: own.partition(f"/{digest}")[0],
    "leading zero": lambda own, digest: own.replace("/pictures/", "/pictures/0"),
    "another ending": lambda own, digest: own.replace(".jpg", ".png"),
    "a rendition": lambda own, digest: own.replace(".jpg", "-480.webp"),
    "a path behind it": lambda own, digest: f"{own}/a",
}


def forged(picture, name="digest of zeros"):
    return FORGERIES[name](picture.get_absolute_url(), picture.digest[:12])


def addresses(picture, share_token=""):
    """Every address at which the picture's bytes could be read."""
    own, digest = picture.get_absolute_url(), picture.digest[:12]
    found = [own]
    for extension in picture.FORMATS:
        for width in picture.renditions:
            found.append(reverse("series:rendition", args=[picture.pk, digest, width, extension]))
        found += [picture.cover_url(width, extension) for width in picture.cover_widths]
    spelled = [*found, *(path.replace("/pictures/", "/pictures/0") for path in found)]
    return [f"{path}?share={share_token}" if share_token else path for path in spelled]


def body_with(src):
    return f'<p>公开的话。</p><figure><img src="{src}" alt="图"></figure>'


def printed(client, row):
    """{surface: what it prints} of everything that a reader or the desk makes of the entry."""
    own, desk = row.get_absolute_url(), f"/desk/series/article/{row.pk}/"
    paths = {
        "page": own,
        "home": "/",
        "list": "/articles/",
        "feed": "/feeds/all.atom",
        "rss": "/feeds/all.rss",
        "interface": f"/api/entries/{row.pk}/",
        "oEmbed": f"/oembed/?url={own}",
        "oEmbed in XML": f"/oembed/?url={own}&format=xml",
        "column": row.column.get_absolute_url(),
        "search": "/search/?q=公开的话",
        "proof": f"{desk}proof/",
        "form": f"{desk}change/",
        "outputs": f"{desk}outputs/",
        **{f"desk {one.name}": f"{desk}outputs/{one.desk.path}" for one in at_desk(row.kind)},
        **{
            one.name: reverse(f"series:article_{one.name}", args=[row.pk])
            for one in for_readers(row.kind)
        },
    }
    answers = {name: client.get(path) for name, path in paths.items()}
    return {name: answer for name, answer in answers.items() if answer.status_code == 200}


def content(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def is_drawn(answer):
    """Whether an answer has the picture's size, or draws it into a file."""
    data = content(answer)
    if data.startswith(b"PK"):
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
        if "word/document.xml" not in names:  # the pictures of a text in one archive
            return any(name.endswith((".png", ".jpg", ".jpeg", ".gif")) for name in names)
        return bool(docx.Document(io.BytesIO(data)).inline_shapes)
    return any(sign in data for sign in (b'width="1000"', b'"thumbnail_width": 1000', b">1000<"))


def shows(answer, picture):
    return is_drawn(answer) or picture.digest[:12].encode() in content(answer)


@pytest.mark.slow(reason="6 s: 400 addresses; the refusals to save and the control stay")
@pytest.mark.django_db
def test_a_forged_address_shows_nothing_anywhere(client, sized):
    place, asked = making.column("这个专栏"), 0
    guest = people.of_column(EDITOR, place)
    for name in FORGERIES:
        src = forged(sized, name)
        row = making.unchecked_article("public", column=place, body=body_with(src))
        assert list(row.pictures.all()) == [], name
        client.force_login(guest)
        answers = printed(client, row)
        look = is_drawn if sized.digest[:12] in src else partial(shows, picture=sized)
        assert [surface for surface, got in answers.items() if look(got)] == [], name
        link = share(row, revision=making.newest(row), by=guest, days=1)
        client.logout()
        files = (*addresses(sized), *addresses(sized, token_of(link)))
        assert [path for path in files if client.get(path).status_code == 200] == [], name
        assert not list(row_faults([row.pk])), name
        asked += len(answers) + len(files)
    assert asked > 400


@pytest.mark.django_db
def test_the_picture_of_ones_own_is_shown_everywhere(client, sized):
    """Control: the same walk finds the picture under its own address."""
    row = making.unchecked_article("public", body=body_with(sized.get_absolute_url()))
    client.force_login(people.editor())
    found = {name for name, answer in printed(client, row).items() if shows(answer, sized)}
    assert {"page", "home", "interface", "oEmbed", "proof", "docx", "print"} <= found
    client.logout()
    opened = [path for path in addresses(sized) if client.get(path).status_code == 200]
    assert len(opened) == len(addresses(sized)) / 2 >= 7  # not those with a zero in front


@pytest.mark.django_db
def test_a_live_row_with_the_guessed_picture_is_told(secret):
    """Control of the verification: a row that has the picture though its text only guesses it."""
    row = making.unchecked_article("public", body=body_with(forged(secret)))
    row.pictures.add(secret)
    assert "图片" in str(list(row_faults([row.pk])))


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [Kind.ARTICLE, Kind.INITIATIVE, Kind.EVENT])
def test_every_kind_refuses_to_save_it(secret, kind):
    guest = people.of_column(EDITOR, making.column("这个专栏"))
    row = making.entry(kind, column=making.column("这个专栏"))
    for src in (*(forged(secret, name) for name in FORGERIES), secret.get_absolute_url()):
        with pytest.raises(EditorialError, match="正文第 1 张图片"):
            making.change(row, by=guest, body=body_with(src))
    making.change(row, by=people.editor(), body=body_with(secret.get_absolute_url()))  # control


@pytest.mark.django_db
def test_a_text_that_has_it_is_saved_without_it(secret):
    row = making.unchecked_article(body=body_with(forged(secret)))
    with pytest.raises(EditorialError, match="请删去后从图库另选"):
        making.change(row, headline="改题")
    assert making.change(row, body="<p>没有图。</p>").number == 3


@pytest.mark.django_db
@pytest.mark.parametrize("src", ["picture:a", "picture:remote-0123"])
def test_a_picture_that_is_not_stored_yet_is_not_saved(src):
    row = making.article()
    with pytest.raises(EditorialError, match="正文第 1 张图片还没有存入，请删去后重新插入"):
        making.change(row, body=body_with(src))
    assert making.store_unchecked(row, body=body_with(src)).number == 2  # control: it was possible
