"""What stands beside hidden entries knows nothing of them: neighbours, counts, revisions, files."""

import pytest
from django.core.files.base import ContentFile

from series.actions.media.pictures import store_picture
from series.models import Attachment, Kind, Tag
from tests.helpers import making
from tests.helpers.pictures import PNG
from tests.helpers.reading import read

from .test_hidden_entries import SECRET, STATES, WORD, hidden

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize("state", STATES)
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
