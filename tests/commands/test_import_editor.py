"""责任编辑 in what is imported: from a page, a text, Word and an archive it comes into its field."""

import pytest

from series.models import AuditLine, Entry
from tests.helpers.import_help import (
    archive_line,
    published_text,
    run,
    run_json,
    write_archive,
    write_text,
)
from tests.helpers.samples.docx_builder import docx, paragraph

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
BODY = "春回龙城，百业争先。市工商联走访企业、听取意见，把服务送到车间，企业家说心里有底。"
TITLE = "【龙城民企】走进车间送服务"
LINE = "责任编辑：顾明远"


def page(line=LINE):
    return (
        '<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>走进车间送服务</title>'
        f"</head><body><h1>走进车间送服务</h1><p>来源：市工商联</p><p>{BODY}</p><p>{line}</p></body></html>"
    )


def text(line=LINE):
    return "\n".join([TITLE, "发布日期：2024-03-18 来源：市工商联", BODY, line])


def word(line=LINE):
    lines = (TITLE, "来源：市工商联", BODY, line)
    return docx(*(paragraph(each) for each in lines))


def write(folder, form, **given):
    if form == "docx":
        path = folder / "a.docx"
        path.write_bytes(word(**given))
        return path
    return write_text(folder, f"a.{form}", {"html": page, "txt": text}[form](**given))


@pytest.mark.parametrize("form", ["html", "txt", "docx"])
def test_a_file_s_editor_comes_into_the_field(tmp_path, form):
    output = run(write(tmp_path, form), "--commit", "--column", "龙城民企").output
    entry = Entry.objects.get()
    assert entry.editor == entry.newest.content["editor"] == "顾明远"
    assert "顾明远" not in entry.body
    assert "责任编辑  顾明远" in output
    assert AuditLine.objects.get(verb="导入").detail["editor"] == "顾明远"


def test_an_archive_s_line_may_name_one(tmp_path):
    lines = [
        archive_line(1, editor="顾明远"),
        archive_line(2, body=f"{BODY}\n{LINE}"),
        archive_line(3, body=f"{BODY}\n{LINE}", editor="另一人"),
        archive_line(4),
    ]
    run(write_archive(tmp_path, lines), "--commit")
    named = [row.newest.content.get("editor", "") for row in Entry.objects.order_by("pk")]
    assert named == ["顾明远", "顾明远", "顾明远", ""]
    assert [row.editor for row in Entry.objects.order_by("pk")] == named


def test_an_archive_s_editor_that_is_no_words_is_named(tmp_path):
    path = write_archive(tmp_path, [archive_line(1, editor=7)])
    assert run_json(path, "--commit").statuses == ["new"]
    assert "责任编辑（editor）不是文字，没有用：7" in run(path).output
    assert Entry.objects.get().newest.content.get("editor", "") == ""


def test_a_name_too_long_for_the_field_is_named(tmp_path):
    (receipt,) = run_json(write_archive(tmp_path, [archive_line(1, editor="顾" * 61)])).receipts
    assert receipt["status"] == "new"
    assert "责任编辑有 61 个字，最多 60 个，没有填入" in receipt["message"]


def test_a_second_import_stores_what_the_first_dropped(tmp_path):
    path = write_text(tmp_path, "a.txt", published_text())
    run(path, "--commit")
    entry = Entry.objects.get()
    assert "editor" not in entry.newest.content
    write_text(tmp_path, "a.txt", f"{published_text()}\n{LINE}")
    assert run_json(path, "--commit").statuses == ["changed"]
    entry.refresh_from_db()
    assert entry.newest.content["editor"] == "顾明远"
    assert run_json(path, "--commit").statuses == ["same"]
