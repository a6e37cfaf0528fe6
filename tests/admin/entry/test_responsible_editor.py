"""责任编辑 at the desk: typed, compared, merged, seen in old versions, exported, made into 成品."""

import io
import json

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from series.models import Entry, Kind
from tests.helpers import making
from tests.helpers.forms import posted, visible_text
from tests.helpers.samples.docx_builder import docx as docx_of
from tests.helpers.samples.docx_builder import paragraph

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
NAME = "顾明远"


def url(entry, page="change/"):
    return f"/desk/series/{entry.kind}/{entry.pk}/{page}"


@pytest.fixture
def desk(as_person, editor):
    return as_person(editor)


@pytest.mark.parametrize("kind", Kind)
def test_it_is_typed_and_kept(desk, kind):
    entry = making.entry(kind, **{"starts_at": "", "ends_at": ""} if kind == Kind.EVENT else {})
    page = desk.get(url(entry))
    assert "责任编辑" in visible_text(page)
    answer = desk.post(url(entry), posted(page, editor=f" {NAME} "), follow=True)
    assert "已保存为第2版" in visible_text(answer)
    assert making.newest(entry).content["editor"] == NAME
    again = posted(desk.get(url(entry)))
    assert again["editor"] == NAME
    desk.post(url(entry), {**again, "editor": ""})
    assert "editor" not in making.newest(entry).content


def test_a_line_that_is_too_long_is_refused(desk):
    entry = making.article()
    answer = desk.post(url(entry), posted(desk.get(url(entry)), editor="顾" * 61))
    assert "60" in visible_text(answer)
    assert making.newest(entry).number == 1


def test_comparison_and_old_versions_name_it(desk):
    entry = making.article(editor="张三")
    making.change(entry, editor=NAME)
    compared = visible_text(desk.get(url(entry, "compare/?a=1&b=2")))
    assert "责任编辑" in compared
    assert NAME in compared
    first = visible_text(desk.get(url(entry, "revisions/1/")))
    assert "责任编辑张三" in first.replace(" ", "")
    assert NAME not in first


def test_a_late_save_takes_it_over_or_names_the_clash(desk, admin):
    entry = making.article()
    page = desk.get(url(entry))
    making.change(entry, by=admin, editor=NAME)
    answer = desk.post(url(entry), posted(page, headline="我的题"))
    assert "取自第2版：责任编辑" in visible_text(answer)
    desk.post(url(entry), posted(answer))
    content = making.newest(entry).content
    assert (content["headline"], content["editor"]) == ("我的题", NAME)
    page = desk.get(url(entry))
    making.change(entry, by=admin, editor="张三")
    clash = visible_text(desk.post(url(entry), posted(page, editor="李四")))
    assert "责任编辑" in clash
    assert "张三" in clash


def test_a_preview_shows_it_before_anybody_signed(desk):
    entry = making.article(editor=NAME)
    assert NAME in desk.get(url(entry, "proof/")).text


def test_a_copy_keeps_it(desk):
    entry = making.article(editor=NAME)
    desk.post(url(entry, "copy/"))
    copy = type(entry).objects.exclude(pk=entry.pk).get()
    assert copy.newest.content["editor"] == NAME


def test_the_list_as_a_workbook_has_a_column_for_it(desk):
    making.article(author="张三", editor=NAME)
    answer = desk.get("/desk/series/article/export.xlsx")
    sheet = load_workbook(io.BytesIO(b"".join(answer))).active
    head, row = list(sheet.iter_rows(values_only=True))[:2]
    told = dict(zip(head, row, strict=True))
    assert (told["作者"], told["责任编辑"], told["进度"]) == ("张三", NAME, "草稿")


def test_wechat_and_word_end_with_it(desk):
    entry = making.article(editor=NAME)
    assert f"责任编辑：{NAME}" in desk.get(url(entry, "outputs/wechat/")).text
    answer = desk.get(url(entry, "outputs/word/"))
    data = b"".join(answer) if answer.streaming else answer.content
    assert docx.Document(io.BytesIO(data)).paragraphs[-1].text == f"责任编辑：{NAME}"


def manuscript(*lines):
    body = "商会联络员走进车间，把企业最急的三件事记成清单，当月逐项答复，企业不用再跑第二趟。"
    return docx_of(*(paragraph(text) for text in ("一张清单跑到底", body, *lines)))


def upload(desk, data, place="/desk/series/article/word/", **fields):
    file = SimpleUploadedFile("清单.docx", data)
    return desk.post(place, {"upload": file, **fields}, follow=True)


def test_word_fills_it_in_and_the_receipt_says_so(desk, column):
    told = visible_text(
        upload(desk, manuscript("作者：张三", f"责任编辑：{NAME}"), column=column.pk)
    )
    content = Entry.objects.get().newest.content
    assert (content["author"], content["editor"]) == ("张三", NAME)
    assert NAME not in content["body"]
    assert f"作者张三责任编辑{NAME}" in told.replace(" ", "")


def test_word_changes_no_editor_that_the_entry_names(desk):
    entry = making.article(editor="张三")
    place = url(entry, "word/")
    told = visible_text(upload(desk, manuscript(f"责编：{NAME}"), place, base=1))
    assert f"文中的责任编辑“{NAME}”与稿件的不同，稿件的责任编辑没有改动" in told
    assert making.newest(entry).content["editor"] == "张三"


def test_what_is_pasted_into_the_text_stays_in_it(desk):
    html = f"<p>作者：张三</p><p>责任编辑：{NAME}</p>"
    given = json.dumps({"html": html, "text": ""})
    answer = desk.post("/desk/series/article/paste/", given, content_type="application/json")
    assert f"责任编辑：{NAME}" in answer.json()["html"]
    assert answer.json()["receipt"]["han"]["equal"] is True
