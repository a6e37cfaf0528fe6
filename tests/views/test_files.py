"""Pictures in every size and attachments: the same rule for each, asked at every request."""

import re

import pytest
from django.contrib.auth.models import Group

from chamber.models import User
from series.actions.editorial.publication import withdraw
from series.actions.media.attachments import store_attachment
from series.actions.media.pictures import store_picture
from series.actions.media.renditions import make_missing
from series.models import ColumnRole, Picture
from series.roles import EDITOR
from tests.helpers import making, people
from tests.helpers.samples.photographs import drawn, moving, saved

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
LABELS = ("-480.webp", "-480.avif", "-960.webp", "-cover-480.avif", "-cover-960.webp")


@pytest.fixture
def picture():
    row = store_picture(saved(drawn(1000, 700), "JPEG"), alt="座谈会现场")
    list(make_missing())
    row.refresh_from_db()
    return row


@pytest.fixture
def attachment(editor):
    return store_attachment(b"%PDF-1.7", name="名单.pdf", by=editor)


def addresses(row):
    original = row.get_absolute_url()
    return [original, *(original.replace(".jpg", label) for label in LABELS)]


def using(picture, state="public", **content):
    body = f'<p>有图。</p><figure><img src="{picture.get_absolute_url()}" alt="图"></figure>'
    return making.article(state, body=body, **content)


def test_renditions_of_a_public_picture_are_served_with_their_type(client, picture):
    using(picture)
    types = {
        path.rpartition(".")[2]: client.get(path)["Content-Type"] for path in addresses(picture)
    }
    assert types == {"jpg": "image/jpeg", "webp": "image/webp", "avif": "image/avif"}
    for path in addresses(picture):
        answer = client.get(path)
        head = b"".join(answer.streaming_content)[:16]
        assert head.startswith(b"\xff\xd8") or b"WEBP" in head or b"ftypavif" in head
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("state", ["draft", "signed", "withdrawn"])
def test_no_size_of_a_hidden_picture_gets_out(client, picture, state, editor, outsider):
    using(picture, state)
    for path in addresses(picture):
        assert client.get(path).status_code == 404, path
    client.force_login(outsider)
    for path in addresses(picture):
        assert client.get(path).status_code == 404, path
    client.force_login(editor)
    for path in addresses(picture):
        answer = client.get(path)
        assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store"), path
        assert "ETag" not in answer


def test_a_second_entry_keeps_the_picture_in_sight(client, picture):
    """Control for the test above: only the last public use decides."""
    row = using(picture)
    using(picture, headline="另一篇用同一张图")
    withdraw(row, reason="内容有误", by=people.chief())
    assert [client.get(path).status_code for path in addresses(picture)] == [200] * 6


@pytest.mark.parametrize(
    "end",
    [
        "-481.webp",
        "-1440.webp",
        "-480.png",
        "-480.jpg",
        "-cover-1440.webp",
        "-cover-480.gif",
        ".webp",
    ],
)
def test_sizes_that_do_not_exist_are_not_found(client, picture, end):
    using(picture)
    original = picture.get_absolute_url()
    assert client.get(original.replace(".jpg", end)).status_code == 404
    other = original.replace(picture.digest[:12], "0123456789ab")
    assert client.get(other.replace(".jpg", "-480.webp")).status_code == 404
    assert client.get(other.replace(".jpg", "-cover-480.webp")).status_code == 404


def test_what_moves_has_the_original_only(client):
    row = store_picture(moving())
    list(make_missing())
    using(row)
    assert client.get(row.get_absolute_url())["Content-Type"] == "image/gif"
    assert client.get(row.get_absolute_url().replace(".gif", "-30.webp")).status_code == 404


def test_a_rendition_whose_file_is_gone_is_not_found(client, picture):
    using(picture)
    picture.file.storage.delete(picture.rendition_name("480", "webp"))
    assert client.get(addresses(picture)[1]).status_code == 404


def all_addresses(picture, attachment):
    return [*addresses(picture), attachment.get_absolute_url()]


def test_caches_ask_again_and_get_a_short_answer(client, picture, attachment):
    using(picture, attachments=[attachment.pk])
    for path in all_addresses(picture, attachment):
        full = client.get(path)
        assert full["Cache-Control"] == "public, no-cache"
        assert full["ETag"].startswith('"')
        again = client.get(path, headers={"If-None-Match": full["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert (again["Cache-Control"], again["ETag"]) == ("public, no-cache", full["ETag"])
        assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_withdrawal_is_told_to_every_cache_that_asks(client, picture, attachment):
    row = using(picture, attachments=[attachment.pk])
    tags = {path: client.get(path)["ETag"] for path in all_addresses(picture, attachment)}
    withdraw(row, reason="内容有误", by=people.chief())
    for path, tag in tags.items():
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 404, path


def test_a_cover_cropped_anew_has_another_tag(client, picture):
    from series.actions.media.pictures import refocus

    using(picture)
    cover = addresses(picture)[-1]
    before = client.get(cover)["ETag"]
    refocus(picture, x=10, y=0)
    list(make_missing())
    assert client.get(cover)["ETag"] != before
    assert client.get(cover, headers={"If-None-Match": before}).status_code == 200


def only_in(column):
    user = User.objects.create_user("guest", password=people.PASSWORD, is_staff=True, name="客编")
    role = Group.objects.get_or_create(name=EDITOR)[0]
    ColumnRole.objects.create(user=user, column=column, role=role)
    return user


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_files_of_other_columns_stay_hidden_until_they_are_public(
    client, picture, attachment, state
):
    using(picture, state, attachments=[attachment.pk])
    client.force_login(only_in(making.column("建设新能源之都")))
    paths = all_addresses(picture, attachment)
    assert {client.get(path).status_code for path in paths} == {404}
    # Control: one use in their own column opens them.
    using(picture, "draft", attachments=[attachment.pk], column=making.column("建设新能源之都"))
    assert {client.get(path).status_code for path in paths} == {200}


def test_files_that_nobody_uses_yet_are_open_to_who_uploaded_them(client, picture, attachment):
    guest = only_in(making.column("建设新能源之都"))
    client.force_login(guest)
    assert {client.get(path).status_code for path in all_addresses(picture, attachment)} == {404}
    store_picture(saved(drawn(1000, 700), "JPEG"), by=guest)  # the same bytes once more
    own = store_attachment(b"%PDF-1.7", name="自己的.pdf", by=guest)
    assert {client.get(path).status_code for path in all_addresses(picture, own)} == {200}


def test_a_number_that_only_begins_alike_is_no_use(client, picture, attachment, editor):
    from series.actions.media.usage import uses_of_attachment, uses_of_picture

    more = [
        store_attachment(b"%PDF-" + bytes([48 + n]), name="a.pdf", by=editor) for n in range(12)
    ]
    body = f'<p>图</p><img src="/pictures/{picture.pk}1/0123456789ab.png" alt="图">'
    row = making.unchecked_article(body=body, attachments=[file.pk for file in more])
    assert list(uses_of_picture(picture)) == []
    assert list(uses_of_attachment(attachment)) == []
    for file in more:
        assert [use.pk for use in uses_of_attachment(file)] == [row.pk]
    assert Picture.objects.count() == 1


def test_pages_offer_the_smaller_files_and_every_one_of_them_is_there(client, picture):
    row = using(picture, headline="头条带图")
    for page in (row.get_absolute_url(), "/"):
        text = client.get(page).text
        found = re.findall(r'srcset="([^"]+)"', text)
        assert len(found) == 2, page
        offered = [part.split()[0] for each in found for part in each.split(", ")]
        assert len(offered) == 6
        assert {client.get(path).status_code for path in offered} == {200}
        assert 'width="1000" height="700"' in text


def test_feeds_and_pictures_without_renditions_stay_plain(client):
    row = using(store_picture(saved(drawn(), "PNG"), alt="图"))
    assert "<picture" not in client.get(row.get_absolute_url()).text
    assert "<picture" not in client.get("/feeds/all.atom").text


def test_the_home_page_shows_the_words_that_were_signed(client, picture):
    body = (
        f'<p>有图。</p><figure><img src="{picture.get_absolute_url()}" alt="签过的替代文字">'
        "<figcaption>签过的<strong>说明</strong></figcaption></figure>"
    )
    making.article("public", body=body)
    Picture.objects.update(alt="没有人签过", caption="没有人签过")
    text = client.get("/").text
    assert 'alt="签过的替代文字"' in text
    assert "<figcaption>签过的说明</figcaption>" in text
    assert "没有人签过" not in text
