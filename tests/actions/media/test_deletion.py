"""Pictures and attachments that nothing uses are deleted; every other one stays."""

import pytest
from django.core.files.storage import default_storage

from series.actions.editorial.working_copies import keep_copy
from series.actions.errors import EditorialError
from series.actions.media.attachments import change_attachment, store_attachment
from series.actions.media.deletion import delete_file, unused
from series.actions.media.pictures import store_picture
from series.actions.media.renditions import make_missing
from series.actions.verification.verify import Verification
from series.models import Attachment, AuditLine, Picture
from series.roles import EDITOR
from tests.helpers import making, people
from tests.helpers.samples.photographs import drawn, saved

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def picture(editor):
    return store_picture(saved(drawn(1000, 600), "PNG"), alt="合影", by=editor)


@pytest.fixture
def sheet(editor):
    return store_attachment(b"%PDF-1.7", name="名单.pdf", by=editor)


def shown(picture):
    return f'<figure><img src="{picture.get_absolute_url()}" alt="图"></figure>'


def faults():
    return [str(fault) for fault in Verification().faults()]


def test_an_unused_picture_goes_with_all_its_files(picture, editor):
    list(make_missing())
    folder = picture.file.name.rpartition("/")[0]
    assert len(default_storage.listdir(folder)[1]) > 4
    delete_file(picture, by=editor)
    assert default_storage.listdir(folder)[1] == []
    assert not Picture.objects.exists()
    line = AuditLine.objects.get(verb="删除图片")
    assert (line.actor, line.object) == (editor, "图片“合影”")
    assert faults() == []


def test_an_unused_attachment_goes_with_its_file(sheet, editor):
    delete_file(sheet, by=editor)
    assert not Attachment.objects.exists()
    assert not default_storage.exists(sheet.file.name)
    assert faults() == []


def test_a_file_taken_away_without_a_line_is_told(picture, sheet):
    sheet.delete()
    picture.delete()
    assert sum("现在没有，被删除" in fault for fault in faults()) == 2


def test_what_an_old_version_has_stays(picture, sheet, editor):
    row = making.article(body=shown(picture), attachments=[sheet.pk])
    making.change(row, body=making.BODY, attachments=[])
    for file in (picture, sheet):
        with pytest.raises(EditorialError, match="有稿件在用，或在某一旧版本里"):
            delete_file(file, by=editor)
        assert not unused(type(file).objects.all()).exists()
    assert default_storage.exists(picture.file.name)


@pytest.mark.parametrize("name", ["body", "body_html"])
def test_what_somebody_typed_and_did_not_save_stays(picture, sheet, editor, name):
    link = f'<p><a href="{sheet.get_absolute_url()}">名单</a></p>'
    copy = keep_copy(editor, kind="article", fields={name: [shown(picture) + link]}).copy
    for file in (picture, sheet):
        with pytest.raises(EditorialError, match="没有保存的草稿"):
            delete_file(file, by=editor)
    copy.delete()
    for file in (picture, sheet):
        delete_file(file, by=editor)


def test_a_ticked_attachment_that_is_not_saved_stays(sheet, editor):
    keep_copy(editor, kind="article", fields={"attachments": [str(sheet.pk)]})
    with pytest.raises(EditorialError, match="没有保存的草稿"):
        delete_file(sheet, by=editor)


def test_others_delete_nothing(picture, first):
    other = people.of_column(EDITOR, making.column("建设新能源之都"))
    for person in (first, other):
        with pytest.raises(EditorialError, match="您不能删除"):
            delete_file(picture, by=person)


def test_a_title_changes_until_a_text_with_it_is_submitted(sheet, editor):
    row = making.article(attachments=[sheet.pk])
    change_attachment(sheet, title=" 报名 表 ", transcript="", by=editor)
    assert Attachment.objects.get().title == "报名 表"
    making.bring_to_review(row)
    with pytest.raises(EditorialError, match="已随《民营企业座谈会召开》送审"):
        change_attachment(sheet, title="又一个", transcript="", by=editor)
    with pytest.raises(EditorialError, match="须由编辑修改"):
        change_attachment(sheet, title="又一个", transcript="", by=people.first())
