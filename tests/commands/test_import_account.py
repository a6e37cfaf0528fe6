"""The account tells what a reader lost: each reader is destroyed on purpose (decision 98)."""

import json

import pytest

from series.models import Entry
from series.text.documents import docx, plain_text
from series.text.web import page
from tests.helpers.import_help import (
    CLOSING,
    COLUMN,
    LEAD,
    PART,
    archive_line,
    published_text,
    run,
    run_json,
    write_archive,
    write_text,
)
from tests.helpers.samples import docx_builder as word

pytestmark = pytest.mark.django_db
LOST = "收集意见建议"  # words of PART alone


def page_file(folder, body=None):
    body = body or "".join(f"<p>{line}</p>" for line in (LEAD, PART, CLOSING))
    html = (
        "<html><head><title>走进车间送服务_示例网</title></head><body><div class='nav'>首页 要闻</div>"
        f"<h1>走进车间送服务</h1><div class='info'>发布日期：2024-03-18 来源：市工商联</div>"
        f"<div class='article-content'>{body}</div><div class='footer'>版权所有 示例网</div></body></html>"
    )
    return write_text(folder, "a.html", html)


def word_file(folder):
    path = folder / "a.docx"
    lines = (
        f"【{COLUMN}】走进车间送服务",
        "发布日期:2024-03-18 来源:市工商联",
        LEAD,
        PART,
        CLOSING,
    )
    path.write_bytes(word.docx(*map(word.paragraph, lines)))
    return path


def text_file(folder):
    return write_text(folder, "a.txt", published_text())


def archive_file(folder):
    return write_archive(folder, [archive_line(1)])


def markup_archive(folder):
    body = "".join(f"<p>{line}</p>" for line in (LEAD, PART, CLOSING))
    return write_archive(folder, [archive_line(1, body=body)])


def without_part(blocks):
    return tuple(block for block in blocks if LOST not in block.text)


def destroy_page(monkeypatch):
    read = page._blocks
    monkeypatch.setattr(
        page, "_blocks", lambda content, **given: without_part(read(content, **given))
    )


def destroy_word(monkeypatch):
    read = docx.promote_bold_lines
    monkeypatch.setattr(docx, "promote_bold_lines", lambda blocks: without_part(read(blocks)))


def destroy_text(monkeypatch):
    read = plain_text.plain_source

    def lossy(text):
        return type(read(text))(without_part(read(text).blocks))

    monkeypatch.setattr(plain_text, "plain_source", lossy)


WAYS = {
    "page": (page_file, destroy_page),
    "word": (word_file, destroy_word),
    "text": (text_file, destroy_text),
    "archive": (archive_file, destroy_text),
    "archive with markup": (markup_archive, destroy_page),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_whole_reader_is_said_to_agree(tmp_path, way):
    make, _ = WAYS[way]
    outcome = run(make(tmp_path), "--column", COLUMN)
    assert "与原文一致" in outcome.output
    assert "未能入稿" not in outcome.output


@pytest.mark.parametrize("way", WAYS)
def test_a_destroyed_reader_is_told_on_with_the_words(tmp_path, monkeypatch, way):
    make, destroy = WAYS[way]
    destroy(monkeypatch)
    outcome = run(make(tmp_path), "--column", COLUMN, "--commit")
    assert not outcome.failed, outcome.errors
    assert "与原文一致" not in outcome.output
    assert "未能入稿的文字" in outcome.output
    assert "收集意见建议118条" in outcome.output
    assert Entry.objects.count() == 1


def change_words(monkeypatch, before, after):
    """Let every reader write `after` where it reads `before`."""
    for room in (page, docx, plain_text):
        change = room.stored_html.paragraph if room is plain_text else room.stored_html.clean

        def changed(*args, change=change, **options):
            return change(*args, **options).replace(before, after)

        name = "paragraph" if room is plain_text else "clean"
        fake = type("markup", (), {**vars(room.stored_html), name: staticmethod(changed)})
        monkeypatch.setattr(room, "stored_html", fake)
    read = plain_text.Block
    monkeypatch.setattr(
        plain_text,
        "Block",
        lambda kind, text, html: read(kind, text.replace(before, after), html),
    )


@pytest.mark.parametrize("way", WAYS)
def test_a_reader_that_adds_words_is_told_on(tmp_path, monkeypatch, way):
    make, _ = WAYS[way]
    change_words(monkeypatch, "送到车", "送到每个车")
    outcome = run(make(tmp_path), "--column", COLUMN)
    assert "多出的文字 2 字：“每个”" in outcome.output
    assert "与原文一致" not in outcome.output


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("changed", ["", "181"])
def test_a_figure_that_is_lost_or_changed_is_told(tmp_path, monkeypatch, way, changed):
    make, _ = WAYS[way]
    change_words(monkeypatch, "118", changed)
    outcome = run(make(tmp_path), "--column", COLUMN)
    assert "未能入稿的数字、字母 1 处：“118”" in outcome.output
    assert "与原文一致" not in outcome.output


def test_a_lost_english_name_is_told(tmp_path, monkeypatch):
    path = write_archive(tmp_path, [archive_line(1, body=f"{LEAD}\nDeepSeek落户园区。")])
    change_words(monkeypatch, "DeepSeek", "")
    (receipt,) = run_json(path, "--commit").receipts
    assert [words for words in receipt["left"] if "DeepSeek" in words]
    assert "有数字、字母未能入稿，请对照原文" in receipt["message"]


@pytest.mark.parametrize("before", ["收集意见建议", "118"])
def test_what_does_not_agree_is_not_published_with_an_archive(tmp_path, monkeypatch, before):
    lines = [archive_line(1), archive_line(2, body=f"{LEAD}\n{CLOSING}")]
    change_words(monkeypatch, before, "")
    path = write_archive(tmp_path, lines)
    outcome = run(path, "--publish", "--commit")
    assert f"1 篇没有公开：\n  {path}:1：有文字与原文不一致" in outcome.output
    assert Entry.objects.count() == 2
    (public,) = Entry.objects.published()
    assert public.import_key == "archive:2"
    again = run(path, "--publish", "--commit")
    assert f"1 篇没有公开：\n  {path}:1：与上次导入相同" in again.output
    assert Entry.objects.published().count() == 1


def test_control_what_agrees_is_published_with_an_archive(tmp_path):
    outcome = run(archive_file(tmp_path), "--publish", "--commit")
    assert "没有公开" not in outcome.output
    assert Entry.objects.published().count() == 1


def test_the_receipt_counts_what_became_of_every_character(tmp_path):
    (receipt,) = run_json(page_file(tmp_path), "--column", COLUMN).receipts
    counts = receipt["han"]
    assert counts["left"] == 0
    assert counts["source"] == counts["kept"] + counts["moved"] + counts["dropped"]
    assert counts["dropped"] > 0


def test_the_furniture_of_a_page_is_listed_with_its_count(tmp_path):
    output = run(page_file(tmp_path), "--column", COLUMN).output
    assert "去掉的字" in output
    assert "版权所有示例网" in output.replace(" ", "")


def test_words_that_a_page_hides_where_no_reader_looks_are_told(tmp_path):
    body = f"<p>{LEAD}</p><svg><text>图上的一句话</text></svg><p>{CLOSING}</p>"
    output = run(page_file(tmp_path, body), "--column", COLUMN).output
    assert "图上的一句话" in output


def test_an_article_left_beside_its_notice_is_told(tmp_path, monkeypatch):
    """The reader takes a page's notice for the text: the text around it outweighs it."""
    monkeypatch.setattr(
        page.page_content, "find_text_element", lambda document: next(document.iter("em"))
    )
    notice = "<em>请使用新的浏览器打开。</em>"
    body = notice + "".join(f"<p>{line.replace(',', '，')}</p>" for line in (LEAD, PART, CLOSING))
    output = run(page_file(tmp_path, body), "--column", COLUMN).output
    assert "网页里另有成段的文字" in output
    assert "与原文一致" not in output


def test_a_second_import_repeats_the_account(tmp_path, monkeypatch):
    destroy_text(monkeypatch)
    path = archive_file(tmp_path)
    (first,) = run_json(path, "--commit").receipts
    (again,) = run_json(path, "--commit").receipts
    assert again["status"] == "same"
    assert again["left"] == first["left"] != []


def test_unused_fields_of_an_archive_are_dropped_with_their_words(tmp_path):
    line = {**json.loads(archive_line(1)), "备注": "内部流转"}
    output = run(write_archive(tmp_path, [json.dumps(line, ensure_ascii=False)])).output
    assert "未用字段 备注" in output
    assert "内部流转" in output
