"""A draft lacks or has wrong what it may: it goes in, and the receipt names it (decision 98)."""

import base64
import json

import pytest

from series.models import Entry, Visibility
from tests.helpers.import_help import (
    COLUMN,
    LEAD,
    PART,
    archive_line,
    run,
    run_json,
    write_archive,
    write_text,
)
from tests.helpers.samples import docx_builder as word

pytestmark = pytest.mark.django_db

HERE = ("--column", COLUMN)
PICTURE = "data:image/png;base64," + base64.b64encode(word.png(4, 3)).decode()


def wechat_page(folder, *, alt=""):
    """A page as WeChat saves it: pictures inside, and no alternative text."""
    path = folder / "a.html"
    path.write_text(
        f"<html><body><h1 class='rich_media_title'>车间夜校开课</h1>"
        f"<div id='js_content'><p>【{COLUMN}】车间夜校开课</p><p>发布日期:2024-03-18</p>"
        f"<p>{LEAD}</p><p><img src='{PICTURE}' alt='{alt}'></p><p>{PART}</p></div></body></html>",
        encoding="utf-8",
    )
    return path


def test_a_picture_without_words_makes_a_draft_that_lists_it(tmp_path):
    outcome = run(wechat_page(tmp_path), *HERE, "--commit")
    assert not outcome.failed, outcome.errors
    assert Entry.objects.get().visibility == Visibility.DRAFT
    assert "待补图说  第 1 张（在“" in outcome.output


def test_a_described_picture_is_not_listed(tmp_path):
    outcome = run(wechat_page(tmp_path, alt="学员在车间听课"), *HERE, "--commit")
    assert "待补图说" not in outcome.output


def test_publishing_waits_for_the_words_of_the_picture(tmp_path):
    (receipt,) = run_json(wechat_page(tmp_path), *HERE, "--publish", "--commit").receipts
    assert receipt["status"] == "new"
    assert "有图片缺替代文字，存为草稿" in receipt["message"]
    assert Entry.objects.published().count() == 0
    assert run_json(wechat_page(tmp_path), *HERE, "--publish", "--commit").statuses == ["same"]


def test_publishing_goes_on_where_the_picture_is_described(tmp_path):
    run_json(wechat_page(tmp_path, alt="学员在车间听课"), *HERE, "--publish", "--commit")
    assert Entry.objects.published().count() == 1


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"source": 7}, "来源（source）不是文字，没有用：7"),
        ({"source": "报" * 90}, "来源有 90 个字，最多 80 个，没有填入：“报报"),
        ({"author": ["王某", "李某"]}, "作者（author）不是文字，没有用"),
        ({"tags": {"a": 1}}, "话题（tags）有一项不是文字，没有用"),
        ({"tags": ["新能源", 5]}, "话题（tags）有一项不是文字，没有用：5"),
        ({"tags": 2024}, "话题（tags）有一项不是文字，没有用：2024"),
        ({"url": "javascript:alert(1)"}, "原文网址无法识别，没有填入：“javascript:alert(1)”"),
        ({"url": "www.example.org/新闻 1"}, "原文网址无法识别，没有填入"),
        ({"body": f"<p>{LEAD}</p><p><img src='{PICTURE}'></p>"}, "有图片缺替代文字，存为草稿"),
        ({"body": f"<p>{LEAD}</p><img src='data:image/png;base64,AAAA'>"}, "无法保存的图片 1 幅"),
        ({"body": f"<p>{LEAD}</p><img src='https://a.example/b.png'>"}, "网络图片 1 幅"),
    ],
)
def test_an_odd_value_of_an_archive_s_line_keeps_no_text_out(tmp_path, changed, named):
    path = write_archive(tmp_path, [archive_line(1, **changed)])
    outcome = run(path, "--publish", "--commit")
    assert not outcome.failed, outcome.errors
    assert Entry.objects.count() == 1
    assert named in outcome.output


def test_the_good_part_of_odd_topics_is_kept(tmp_path):
    run(write_archive(tmp_path, [archive_line(1, tags=["新能源", 5, None])]), "--commit")
    assert Entry.objects.get().newest.content["tags"] == ["新能源"]


def test_a_byline_too_long_for_its_field_is_named(tmp_path):
    text = f"【{COLUMN}】走访纪实\n责任编辑：{'顾' * 61}\n发布日期:2024-03-18\n{LEAD}\n{PART}"
    outcome = run(write_text(tmp_path, "a.txt", text), "--commit")
    assert not outcome.failed, outcome.errors
    assert Entry.objects.get().newest.content.get("editor", "") == ""


def test_a_text_without_words_is_still_refused(tmp_path):
    lines = [json.dumps({"id": 1, "title": "题", "column": COLUMN, "body": " "})]
    assert run_json(write_archive(tmp_path, lines), "--commit").statuses == ["refused"]
