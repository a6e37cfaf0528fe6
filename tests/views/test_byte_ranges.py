"""A player jumps in a recording: parts of a file, for whom may have the whole."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html

from series.actions.editorial.publication import withdraw
from series.actions.media.attachments import store_attachment
from series.models import Attachment
from tests.helpers import making, people
from tests.helpers.reading import read
from tests.helpers.samples.recordings import mp3, mp4

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
DATA = mp3(tag=b"TIT2" + bytes(range(100)))
SIZE = len(DATA)


@pytest.fixture
def song(editor):
    file = store_attachment(DATA, name="会歌.mp3", by=editor)
    Attachment.objects.filter(pk=file.pk).update(transcript="第一句。\n第二句。")
    making.article("public", attachments=[file.pk], headline="会歌发布")
    return file


def body(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-99", 0, 100),
        ("bytes=100-", 100, SIZE),
        ("bytes=-50", SIZE - 50, SIZE),
        ("bytes=5-5", 5, 6),
        (f"bytes={SIZE - 1}-{SIZE + 900}", SIZE - 1, SIZE),
        (f"bytes=-{SIZE * 2}", 0, SIZE),
    ],
)
def test_a_part_is_sent(client, song, asked, start, end):
    answer = client.get(song.get_absolute_url(), HTTP_RANGE=asked)
    assert (answer.status_code, body(answer)) == (206, DATA[start:end])
    assert answer["Content-Range"] == f"bytes {start}-{end - 1}/{SIZE}"
    assert answer["Content-Length"] == str(end - start)
    assert answer["Content-Type"] == "audio/mpeg"


@pytest.mark.parametrize("asked", ["", "bytes=9-3", "bytes=a-b", "bytes=0-1,5-9", "lines=0-1"])
def test_what_is_no_range_gets_the_whole(client, song, asked):
    answer = client.get(song.get_absolute_url(), **({"HTTP_RANGE": asked} if asked else {}))
    assert (answer.status_code, body(answer)) == (200, DATA)
    assert answer["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", "bytes=-0"])
def test_a_part_outside_the_file_is_refused(client, song, asked):
    answer = client.get(song.get_absolute_url(), HTTP_RANGE=asked)
    assert (answer.status_code, answer["Content-Range"]) == (416, f"bytes */{SIZE}")


def test_a_part_of_another_state_of_the_file_is_not_sent(client, song):
    address = song.get_absolute_url()
    etag = client.get(address)["ETag"]
    same = client.get(address, HTTP_RANGE="bytes=0-9", HTTP_IF_RANGE=etag)
    other = client.get(address, HTTP_RANGE="bytes=0-9", HTTP_IF_RANGE='"other"')
    assert (same.status_code, other.status_code) == (206, 200)


def test_no_part_of_a_hidden_file_is_sent(client, song):
    row = song.entries.get()
    withdraw(row, reason="撤下", by=people.chief())
    answer = client.get(song.get_absolute_url(), HTTP_RANGE="bytes=0-9")
    assert answer.status_code == 404


def test_readers_get_a_player_and_the_words(client, song, editor):
    film = store_attachment(mp4(), name="走访.mp4", by=editor)
    row = song.entries.get()
    page = html.fromstring(read(client, row.get_absolute_url()))
    [audio] = page.xpath("//audio[@controls]")
    assert audio.get("src") == song.get_absolute_url()
    assert "第二句。" in page.xpath("//details[@class='transcript']")[0].text_content()
    assert not page.xpath("//video")
    other = making.article("public", attachments=[film.pk], headline="走访")
    page = html.fromstring(read(client, other.get_absolute_url()))
    assert page.xpath("//video[@controls]/@src") == [film.get_absolute_url()]
    assert not page.xpath("//audio")


def test_the_transcript_is_written_at_the_desk(client, editor):
    client.force_login(editor)
    given = {"upload": SimpleUploadedFile("会歌.mp3", DATA)}
    client.post("/desk/series/attachment/add/", given)
    row = Attachment.objects.get()
    url = f"/desk/series/attachment/{row.pk}/change/"
    assert 'name="transcript"' in client.get(url).text
    client.post(url, {"title": "会歌", "transcript": "第一句。"})
    assert Attachment.objects.get().transcript == "第一句。"
