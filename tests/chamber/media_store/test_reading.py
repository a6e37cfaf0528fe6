"""Readers and editors of a site whose media lie in an object store."""

import pytest
from django.core.files.storage import default_storage

from chamber.media_store.states import StoreAwayError
from series.actions.editorial.publication import withdraw
from series.actions.errors import EditorialError
from series.actions.media import attachments
from series.actions.media.attachments import store_attachment
from series.actions.media.deletion import delete_file
from series.actions.media.pictures import store_picture
from series.actions.media.renditions import make_missing
from series.models import Attachment, Picture
from tests.helpers import making, people
from tests.helpers.samples.photographs import drawn, saved
from tests.helpers.sites.s3_server import needs_s3

pytestmark = [pytest.mark.django_db, pytest.mark.any_database, needs_s3]
PDF = b"%PDF-1.7 " + bytes(range(200))


@pytest.fixture
def picture(bucket):
    row = store_picture(saved(drawn(1000, 700), "JPEG"), alt="签约现场")
    list(make_missing())
    row.refresh_from_db()
    return row


@pytest.fixture
def sheet(bucket, editor):
    return store_attachment(PDF, name="签约名单.pdf", by=editor)


def names():
    return [name for name, _ in default_storage.files()]


def addresses(row):
    original = row.get_absolute_url()
    ends = ("-480.webp", "-960.avif", "-cover-480.avif")
    return [original, *(original.replace(".jpg", end) for end in ends)]


def carrying(picture, *sheets, state="public"):
    figure = f'<figure><img src="{picture.get_absolute_url()}" alt="图"></figure>'
    keys = [sheet.pk for sheet in sheets]
    return making.article(state, body=f"<p>双方签约。</p>{figure}", attachments=keys)


def test_readers_get_every_size_at_the_same_addresses(client, picture):
    carrying(picture)
    answers = [client.get(path) for path in addresses(picture)]
    assert [answer["Content-Type"] for answer in answers] == [
        *("image/jpeg", "image/webp", "image/avif", "image/avif")
    ]
    heads = [b"".join(answer.streaming_content)[:12] for answer in answers]
    assert heads[0].startswith(b"\xff\xd8")
    assert [b"WEBP" in heads[1], b"ftypavif" in heads[2]] == [True, True]
    assert {answer["Content-Security-Policy"] for answer in answers} == {
        "default-src 'none'; sandbox"
    }


def test_nobody_reads_an_object_past_the_site(bucket, client, picture, sheet):
    carrying(picture, sheet)
    assert len(names()) > 8
    assert {bucket.say("GET", name)[0] for name in names()} == {403}


def test_control_an_object_without_the_protection_is_read_by_anybody(bucket, picture):
    """What the test above sees where a store gives objects to all."""
    everybody = {"x-amz-acl": "public-read"}
    bucket.say("PUT", picture.file.name, anybody=False, query="?acl", headers=everybody)
    status, data = bucket.say("GET", picture.file.name)
    assert (status, data[:2]) == (200, b"\xff\xd8")
    assert default_storage.is_open_to_all(picture.file.name)


def test_a_withdrawal_closes_every_file_at_once(bucket, client, picture, sheet):
    row = carrying(picture, sheet)
    paths = [*addresses(picture), sheet.get_absolute_url()]
    assert {client.get(path).status_code for path in paths} == {200}
    withdraw(row, reason="内容有误", by=people.chief())
    assert {client.get(path).status_code for path in paths} == {404}
    assert {bucket.say("GET", name)[0] for name in names()} == {403}


def test_caches_ask_again_and_players_get_parts(client, picture, sheet):
    carrying(picture, sheet)
    path = sheet.get_absolute_url()
    whole = client.get(path)
    assert b"".join(whole.streaming_content) == PDF
    assert (whole["Content-Length"], whole["Cache-Control"]) == (str(len(PDF)), "public, no-cache")
    assert (
        "filename*=utf-8''%E7%AD%BE%E7%BA%A6%E5%90%8D%E5%8D%95.pdf" in whole["Content-Disposition"]
    )
    again = client.get(path, headers={"If-None-Match": whole["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    part = client.get(path, headers={"Range": "bytes=9-12"})
    assert (part.status_code, b"".join(part.streaming_content)) == (206, bytes(range(4)))
    assert part["Content-Range"] == f"bytes 9-12/{len(PDF)}"
    assert client.get(path, headers={"Range": f"bytes={len(PDF)}-"}).status_code == 416


def test_a_file_that_is_gone_is_not_found(bucket, client, picture):
    carrying(picture)
    default_storage.delete(picture.rendition_name("480", "webp"))
    assert client.get(addresses(picture)[1]).status_code == 404
    assert client.get(addresses(picture)[0]).status_code == 200


def test_while_the_store_hangs_texts_answer_and_pictures_say_so(bucket, client, picture, impatient):
    client.raise_request_exception = False
    row = carrying(picture)
    bucket.pause()
    answers = [client.get(picture.get_absolute_url()) for _ in range(3)]
    assert {answer.status_code for answer in answers} == {503}
    assert "存放图片和附件的对象存储暂时连不上" in answers[0].content.decode()
    assert answers[0]["Retry-After"] == "10"
    assert client.get(row.get_absolute_url()).status_code == 200
    bucket.go_on()
    default_storage._quiet_until = 1e-9
    assert client.get(picture.get_absolute_url()).status_code == 200


def test_a_store_that_hangs_is_asked_once_by_all(bucket, picture, impatient):
    bucket.pause()
    errors = []
    for _ in range(5):
        with pytest.raises(StoreAwayError) as refused:
            default_storage.state(picture.file.name)
        errors.append("刚才没有回答" in str(refused.value))
    assert errors == [False, True, True, True, True]


def test_an_upload_while_the_store_is_away_leaves_nothing(bucket, editor, go_away):
    go_away()
    with pytest.raises(EditorialError, match="图片没有存入：存放图片和附件的对象存储暂时连不上"):
        store_picture(saved(drawn(60, 40), "JPEG"), by=editor)
    with pytest.raises(EditorialError, match="附件没有存入"):
        store_attachment(PDF, name="名单.pdf", by=editor)
    go_away(back=True)
    assert (Picture.objects.count(), Attachment.objects.count(), names()) == (0, 0, [])


def test_an_upload_whose_row_is_refused_leaves_no_object(bucket, editor, monkeypatch):
    monkeypatch.setattr(attachments, "remember_uploader", None)
    with pytest.raises(TypeError):
        store_attachment(PDF, name="名单.pdf", by=editor)
    assert (Attachment.objects.count(), names()) == (0, [])


def test_a_deletion_takes_every_object_away(bucket, editor):
    row = store_picture(saved(drawn(1000, 700), "JPEG"), by=editor)
    list(make_missing())
    assert len(names()) > 6
    delete_file(row, by=editor)
    assert names() == []


def test_a_deletion_waits_for_the_store(bucket, editor, go_away):
    row = store_picture(saved(drawn(60, 40), "JPEG"), by=editor)
    go_away()
    with pytest.raises(StoreAwayError):
        delete_file(row, by=editor)
    go_away(back=True)
    assert Picture.objects.filter(pk=row.pk).exists()
    assert names() == [row.file.name]


def test_sizes_are_made_once_for_all_hosts(picture, monkeypatch):
    made, write = [], default_storage.write_whole
    monkeypatch.setattr(
        default_storage._wrapped,
        "write_whole",
        lambda name, data: (made.append(name), write(name, data)),
    )
    Picture.objects.update(rendered_at=None)
    list(make_missing())
    assert [name for name in made if "-cover-" not in name] == []
    default_storage.delete(picture.rendition_name("480", "webp"))
    Picture.objects.update(rendered_at=None)
    list(make_missing())
    assert [name for name in made if "-cover-" not in name] == [
        picture.rendition_name("480", "webp")
    ]
