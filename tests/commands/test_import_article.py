"""`import_article` on files and folders: what goes in, what is refused, and that a second run
changes nothing."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from chamber.models import Organization, OrganizationKind
from series.models import Article, Column, Entry, Visibility
from tests.helpers import making
from tests.helpers.import_help import (
    COLUMN,
    everything_stored,
    files_under,
    published_text,
    run,
    run_json,
    simple_text,
    write_text,
)

pytestmark = pytest.mark.django_db

KEYS = [
    *("file", "column", "headline", "subtitle", "series", "number", "date", "source", "summary"),
    *("kicker", "author", "editor"),
    *("headings", "paragraphs", "marks_restored", "han_equal", "han"),
    *("left", "extra", "undescribed", "tags"),
    *("proposed_tags", "proposed_figures", "status", "message"),
]


def test_parts_of_a_text_become_a_draft(tmp_path):
    path = write_text(tmp_path, "a.txt", published_text())
    outcome = run_json(path, "--commit")
    assert not outcome.failed
    entry = Article.objects.get()
    assert entry.visibility == Visibility.DRAFT
    assert entry.headline == "走进车间送服务 听取心声解难题"
    assert entry.column.name == COLUMN
    assert entry.series.title == "常州市工商联“服务企业月”工作展示"
    assert entry.number == 3
    assert entry.source.name == "市工商联"
    assert entry.source.kind == OrganizationKind.OTHER
    assert entry.newest.content["dateline"] == "2024-03-18"
    assert "<h2>上门问需，把脉会诊</h2>" in entry.body
    assert "浏览次数" not in entry.body
    assert entry.newest.created_by is None
    assert entry.newest.content["tags"] == []  # proposed, and chosen by nobody
    assert "figures" not in entry.newest.content


def test_json_has_the_promised_keys_and_nothing_else_is_printed(tmp_path):
    path = write_text(tmp_path, "a.txt", published_text())
    (receipt,) = run_json(path).receipts
    assert list(receipt) == KEYS
    assert receipt["file"] == str(path)
    assert receipt["number"] == 3
    assert receipt["date"] == "2024-03-18"
    assert receipt["headings"] == ["上门问需，把脉会诊", "分类施策，逐条办结"]
    assert receipt["paragraphs"] == 4
    assert receipt["han_equal"] is True
    assert receipt["status"] == "new"
    assert receipt["tags"] == []
    assert 1 <= len(receipt["proposed_tags"]) <= 8


def test_table_names_every_part(tmp_path):
    path = write_text(tmp_path, "a.txt", published_text())
    output = run(path).output
    labels = (
        "文件 专栏 标题 副题 系列 期号 日期 来源 摘要 小标题 段落 恢复标点 保留空格 丢弃 建议话题"
    )
    for label in [*labels.split(), "汉字核对", "结果"]:
        assert f"\n{label} " in f"\n{output}"
    assert "与原文一致" in output


def test_dry_run_writes_nothing_and_says_so(tmp_path, settings):
    path = write_text(tmp_path, "a.txt", published_text())
    before = everything_stored()
    outcome = run(path)
    assert outcome.output.rstrip().endswith("以上为预演，未写入；确认后加 --commit")
    assert everything_stored() == before
    assert files_under(settings.MEDIA_ROOT) == []
    dry, wet = run_json(path).receipts, run_json(path, "--commit").receipts
    assert dry == wet
    assert everything_stored() != before


def test_second_run_changes_nothing_and_says_so(tmp_path):
    path = write_text(tmp_path, "a.txt", published_text())
    run(path, "--commit")
    before = everything_stored()
    outcome = run_json(path, "--commit")
    assert outcome.statuses == ["same"]
    assert "没有改动" in outcome.receipts[0]["message"]
    assert everything_stored() == before


def test_new_rows_are_announced_once_a_run(tmp_path):
    for number in (1, 2):
        write_text(tmp_path, f"{number}.txt", simple_text(f"第{number}次走访企业纪实"))
    for arguments in ([tmp_path], [tmp_path, "--commit"]):
        first, second = [r["message"] for r in run_json(*arguments).receipts]
        assert f"新建专栏“{COLUMN}”" in first
        assert "新建来源“市工商联”" in first
        assert "新建" not in second


def test_known_source_is_found_by_its_short_name(tmp_path):
    known = making.organization("常州市工商业联合会", short_name="市工商联")
    run(write_text(tmp_path, "a.txt", published_text()), "--commit")
    assert Entry.objects.get().source == known
    assert Organization.objects.count() == 1


def test_column_that_differs_in_spaces_is_the_same(tmp_path, column):
    text = published_text(column="新时代　新常商　新力量")
    run(write_text(tmp_path, "a.txt", text), "--commit")
    assert Entry.objects.get().column == column


def test_option_names_the_column_of_texts_that_name_none(tmp_path):
    path = write_text(tmp_path, "a.txt", published_text(column=""))
    refused = run(path, "--commit")
    assert refused.failed
    assert "--column" in refused.errors
    assert not Column.objects.exists()
    assert not run(path, "--commit", "--column", "《建设新能源之都》").failed
    assert Entry.objects.get().column.name == "建设新能源之都"


def test_text_that_names_a_column_of_ours_keeps_it(tmp_path):
    making.column(COLUMN)
    path = write_text(tmp_path, "a.txt", published_text())
    run(path, "--commit", "--column", "建设新能源之都")
    assert [column.name for column in Column.objects.all()] == [COLUMN]


def test_a_name_that_is_no_column_of_ours_makes_none_where_the_operator_names_one(tmp_path):
    path = write_text(tmp_path, "a.txt", published_text())
    run(path, "--commit", "--column", "建设新能源之都")
    assert [column.name for column in Column.objects.all()] == ["建设新能源之都"]
    assert Entry.objects.get().kicker == COLUMN


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_give_the_same_entry(tmp_path, encoding):
    path = write_text(tmp_path, "a.txt", published_text(), encoding=encoding)
    (receipt,) = run_json(path).receipts
    plain = write_text(tmp_path, "b.txt", published_text())
    (expected,) = run_json(plain).receipts
    assert {**receipt, "file": ""} == {**expected, "file": ""}


def test_invisible_characters_never_reach_the_database(tmp_path):
    text = published_text().replace("工作队", "工\u200b作\u202e队")
    assert not run(write_text(tmp_path, "a.txt", text), "--commit").failed
    entry = Entry.objects.get()
    assert "工作队走访企业" in entry.body
    assert not {"\x00", "\u200b", "\u202e"} & set(entry.body + entry.headline)


def test_many_texts_are_one_line_each(tmp_path):
    for number in range(21):
        write_text(tmp_path, f"{number:02}.txt", simple_text(f"第{number + 1}次走访企业纪实"))
    write_text(tmp_path, "05.txt", "")
    output = run(tmp_path).output
    assert sum(line.startswith("新增 ") for line in output.splitlines()) == 20
    assert "05.txt" in output
    assert "小标题" not in output


def test_a_database_that_nobody_prepared_is_named_in_one_sentence(tmp_path):
    path = write_text(tmp_path, "a.txt", published_text())
    around = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    told = subprocess.run(
        [sys.executable, "manage.py", "import_article", str(path), "--json"],
        cwd=settings.BASE_DIR,
        env={**around, "CHAMBER_DATA": str(tmp_path / "none")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (told.returncode, told.stdout) == (1, "")
    assert "请先运行 manage.py prepare" in told.stderr
    assert "Traceback" not in told.stderr
    assert not (tmp_path / "none").exists()
