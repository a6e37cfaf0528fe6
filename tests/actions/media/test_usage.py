"""Who uses a file is a table: written with every revision, asked without reading a text."""

import base64
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from series.actions.editorial.copies import copy_entry
from series.actions.imports.run import Import
from series.actions.media.attachments import store_attachment
from series.actions.media.pictures import store_picture
from series.actions.media.usage import (
    attachments_for,
    may_edit_picture,
    may_see_attachment,
    may_see_picture,
    pictures_for,
    uses_of_attachment,
    uses_of_picture,
)
from series.models import Picture, Revision
from series.roles import EDITOR
from tests.helpers import making, people
from tests.helpers.picture_server import png
from tests.helpers.samples.photographs import drawn, saved

pytestmark = pytest.mark.django_db
SERIES = Path(__file__).resolve().parents[3] / "series"


@pytest.fixture
def picture():
    return store_picture(saved(drawn(), "PNG"), alt="座谈会")


@pytest.fixture
def attachment(editor):
    return store_attachment(b"%PDF-1.7", name="名单.pdf", by=editor)


def body(*pictures):
    shown = "".join(f'<img src="{row.get_absolute_url()}" alt="图">' for row in pictures)
    return f"<p>有图。</p><figure>{shown}</figure>" if pictures else "<p>没有图。</p>"


def files(revision):
    return list(revision.pictures.all()), list(revision.attachments.all())


def test_each_revision_has_the_files_of_its_own_text(picture, attachment, editor):
    row = making.article(body=body(picture), attachments=[attachment.pk])
    first = making.newest(row)
    second = making.change(row, body=body(), attachments=[])
    assert files(first) == ([picture], [attachment])
    assert files(second) == ([], [])
    making.change(row, body=body(picture))
    copied = copy_entry(making.newest(row).entry, by=editor)
    assert files(making.newest(copied)) == ([picture], [])


def test_an_imported_text_has_its_pictures(tmp_path):
    shown = base64.b64encode(png()).decode()
    text = tmp_path / "座谈会.html"
    text.write_text(
        "<h1>民营企业座谈会召开</h1><p>常州市工商联组织座谈，交流技术改造和人才引育的做法。</p>"
        f'<p><img src="data:image/png;base64,{shown}" alt="合影"></p><p>会议由商会主持。</p>',
        encoding="utf-8",
    )
    (receipt,) = Import(column="新时代 新常商 新力量", commit=True).receipts([str(text)])
    assert receipt.status == "new", receipt.message
    assert files(Revision.objects.get()) == ([Picture.objects.get()], [])


def test_revisions_are_stored_where_their_files_are_known():
    """Who stores one elsewhere has to write down its files too; a batch takes texts without any."""
    places = [
        path.relative_to(SERIES).as_posix()
        for path in SERIES.rglob("*.py")
        if path.parent.name not in ("migrations", "models")
        and any(
            made in path.read_text(encoding="utf-8").replace("Revision(pk=", "")
            for made in (" Revision(", "(Revision(", "[Revision(", "Revision.objects.create(")
        )
    ]
    assert sorted(places) == ["actions/editorial/revisions.py", "actions/imports/batch.py"]


def test_no_question_reads_a_text(picture, attachment):
    column = making.column("建设新能源之都")
    making.article("public", body=body(picture), attachments=[attachment.pk])
    guest = people.of_column(EDITOR, column)
    with CaptureQueriesContext(connection) as asked:
        assert uses_of_picture(picture).values_list("pk").count() == 1
        assert uses_of_attachment(attachment).values_list("pk").count() == 1
        assert list(pictures_for(guest)) == [picture]
        assert list(attachments_for(guest)) == [attachment]
        assert not may_edit_picture(guest, picture)
        assert may_see_picture(guest, picture)
        assert may_see_attachment(guest, attachment)
    for query in asked:
        assert '"content"' not in query["sql"]
        assert '"body"' not in query["sql"]


def test_what_only_the_draft_of_a_public_text_shows_stays_hidden(picture, attachment):
    """The draft stands beside a public text whose own picture is also in a draft elsewhere."""
    shown = store_picture(saved(drawn(61), "PNG"), alt="公开的")
    row = making.article("public", body=body(shown))
    making.change(row, body=body(shown, picture), attachments=[attachment.pk])
    making.article(body=body(shown))
    guest = people.of_column(EDITOR, making.column("建设新能源之都"))
    assert list(pictures_for(guest)) == [shown]
    assert list(attachments_for(guest)) == []
    # Control: readers see it from the next publication on.
    making.approve_fully(row)
    making.publish(row, revision=making.newest(row), by=people.chief())
    assert set(pictures_for(guest)) == {shown, picture}
    assert list(attachments_for(guest)) == [attachment]
