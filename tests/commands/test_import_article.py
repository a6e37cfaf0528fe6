"""`import_article` on files and folders: what goes in, what is refused, and that a second run
changes nothing."""

import os
import zipfile

import pytest

from chamber.models import Organization, OrganizationKind
from series.models import Article, AuditLine, Column, Entry, Series, Visibility
from tests import making, people
from tests.commands.import_help import (
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
    *("headings", "paragraphs", "marks_restored", "han_equal", "tags", "status", "message"),
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
    assert 1 <= len(receipt["tags"]) <= 8


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
    assert not run(path, "--commit", "--column", "建设新能源之都").failed
    assert Entry.objects.get().column.name == "建设新能源之都"


def test_text_that_names_its_column_keeps_it(tmp_path):
    path = write_text(tmp_path, "a.txt", published_text())
    run(path, "--commit", "--column", "建设新能源之都")
    assert [column.name for column in Column.objects.all()] == [COLUMN]


# Publishing


def test_publish_keeps_the_original_date_and_is_audited(tmp_path, client):
    path = write_text(tmp_path, "a.txt", published_text())
    outcome = run_json(path, "--publish", "--commit")
    assert "按原日期 2024-03-18 发布" in outcome.receipts[0]["message"]
    entry = Entry.objects.published().get()
    assert f"{entry.published_at.astimezone(tz=None):%Y}" == "2024"
    assert entry.time_known is False
    line = AuditLine.objects.get(verb="归档导入发布")
    assert (line.actor, line.channel) == (None, "import_article")
    assert line.detail["original"] == "2024-03-18"
    assert "走进车间送服务" in client.get(entry.get_absolute_url()).content.decode()


def test_publish_without_a_date_is_refused(tmp_path):
    path = write_text(tmp_path, "a.txt", published_text(day=""))
    before = everything_stored()
    outcome = run(path, "--publish", "--commit")
    assert outcome.failed
    assert "没有认出发布日期" in outcome.errors
    assert everything_stored() == before
    assert not run(path, "--commit").failed


def test_draft_of_an_earlier_run_can_be_published_later(tmp_path):
    path = write_text(tmp_path, "a.txt", published_text())
    run(path, "--commit")
    assert run_json(path, "--publish", "--commit").statuses == ["changed"]
    assert Entry.objects.published().count() == 1
    before = everything_stored()
    assert run_json(path, "--publish", "--commit").statuses == ["same"]
    assert everything_stored() == before


def test_date_in_the_future_is_refused(tmp_path):
    path = write_text(tmp_path, "a.txt", published_text(day="2099-01-01"))
    outcome = run(path, "--commit")
    assert outcome.failed
    assert "在将来" in outcome.errors
    assert not Entry.objects.exists()


# A text that changed


@pytest.fixture
def changed(tmp_path):
    """Import a text, then the same text with other words. Returns (path, entry)."""
    path = write_text(tmp_path, "a.txt", published_text())

    def change(*first):
        run(path, "--commit", *first)
        write_text(tmp_path, "a.txt", published_text(part="工作队回访企业,问题都已办结。"))
        return path, Entry.objects.get()

    return change


def test_changed_text_is_a_new_revision(changed):
    path, entry = changed()
    outcome = run_json(path, "--commit")
    assert outcome.statuses == ["changed"]
    assert entry.revisions.count() == 2
    assert "工作队回访企业" in Entry.objects.get().newest.content["body"]


def test_changed_text_leaves_the_public_page_alone(changed, client):
    path, entry = changed("--publish")
    outcome = run_json(path, "--commit")
    assert "公开页面不变" in outcome.receipts[0]["message"]
    page = client.get(entry.get_absolute_url()).content.decode()
    assert "工作队回访企业" not in page
    assert "收集意见建议118条" in page


def test_changed_text_goes_live_with_publish(changed, client):
    path, entry = changed("--publish")
    run(path, "--publish", "--commit")
    assert "工作队回访企业" in client.get(entry.get_absolute_url()).content.decode()


def test_edits_of_the_desk_stay_in_history_and_are_named(changed):
    path, entry = changed()
    making.change(entry, by=people.editor(), summary="编辑写的摘要。")
    outcome = run_json(path, "--commit")
    assert "工作台改过的第2版留在历史版本中" in outcome.receipts[0]["message"]
    assert [r.number for r in entry.revisions.all()] == [3, 2, 1]
    assert entry.revisions.get(number=2).content["summary"] == "编辑写的摘要。"


def test_edits_of_the_desk_survive_an_unchanged_import(tmp_path):
    path = write_text(tmp_path, "a.txt", published_text())
    run(path, "--commit")
    making.change(Entry.objects.get(), by=people.editor(), summary="编辑写的摘要。")
    assert run_json(path, "--commit").statuses == ["same"]
    assert Entry.objects.get().newest.content["summary"] == "编辑写的摘要。"


def test_withdrawn_text_does_not_come_back_by_import(changed):
    from series.actions.publishing import withdraw

    path, entry = changed("--publish")
    withdraw(entry, reason="内容有误", by=people.chief())
    before = everything_stored()
    outcome = run(path, "--publish", "--commit")
    assert outcome.failed
    assert "已撤稿" in outcome.errors
    assert everything_stored() == before


# Two texts that get in each other's way


@pytest.mark.parametrize("commit", [[], ["--commit"]])
def test_different_texts_of_one_title_are_not_merged(tmp_path, commit):
    write_text(tmp_path, "1.txt", published_text())
    write_text(tmp_path, "2.txt", published_text(part="这一篇的正文不同。"))
    outcome = run_json(tmp_path, *commit)
    assert outcome.statuses == ["new", "refused"]
    assert str(tmp_path / "1.txt") in outcome.receipts[1]["message"]


@pytest.mark.parametrize("commit", [[], ["--commit"]])
def test_copy_of_a_text_in_one_run_is_the_same(tmp_path, commit):
    for name in ("1.txt", "2.txt"):
        write_text(tmp_path, name, published_text())
    assert run_json(tmp_path, *commit).statuses == ["new", "same"]


@pytest.mark.parametrize("commit", [[], ["--commit"]])
def test_number_that_is_taken_in_the_series_is_refused(tmp_path, commit):
    write_text(tmp_path, "1.txt", published_text())
    write_text(tmp_path, "2.txt", published_text(headline="另一篇标题写在这里"))
    outcome = run_json(tmp_path, *commit)
    assert outcome.statuses == ["new", "refused"]
    assert "第3期" in outcome.receipts[1]["message"]


def test_number_that_the_desk_gave_away_is_refused(tmp_path, column):
    series = making.series("常州市工商联“服务企业月”工作展示", in_column=column)
    making.article(headline="已有的一篇", column=column, series=series, number=3)
    outcome = run(write_text(tmp_path, "a.txt", published_text()), "--commit")
    assert outcome.failed
    assert "第3期已是《已有的一篇》" in outcome.errors
    assert Entry.objects.count() == 1


# Folders and bad input


def test_of_a_hundred_texts_three_bad_ones_stay_out(tmp_path):
    for number in range(100):
        write_text(tmp_path, f"{number:03}.txt", simple_text(f"第{number + 1}次走访企业纪实"))
    write_text(tmp_path, "010.txt", "")
    (tmp_path / "020.txt").write_bytes(bytes(range(256)) * 40)
    write_text(tmp_path, "030.txt", published_text(day="2099-01-01"))
    outcome = run(tmp_path, "--commit")
    assert outcome.failed
    assert Entry.objects.count() == 97
    for name in ("010.txt", "020.txt", "030.txt"):
        assert f"{name}：" in outcome.errors
    assert outcome.errors.count(".txt：") == 3
    assert "共 100 篇：新增 97" in outcome.output


def test_folder_is_read_in_order_without_hidden_and_foreign_files(tmp_path):
    folder = tmp_path / "in"
    write_text(folder / "b", "1.txt", simple_text("子文件夹里的一篇文字"))
    write_text(folder, "a.txt", simple_text("最先读到的一篇文字"))
    write_text(folder, ".hidden.txt", simple_text("藏着的一篇文字"))
    write_text(folder / ".git", "2.txt", simple_text("藏着的另一篇文字"))
    write_text(folder, "说明.pdf", "%PDF")
    outcome = run_json(folder)
    assert [r["headline"] for r in outcome.receipts] == [
        "最先读到的一篇文字",
        "子文件夹里的一篇文字",
    ]
    assert "说明.pdf" in outcome.errors


def test_links_out_of_the_folder_are_not_followed(tmp_path):
    outside = write_text(tmp_path / "outside", "secret.txt", simple_text("文件夹以外的一篇文字"))
    write_text(tmp_path / "in", "a.txt", simple_text("文件夹里的一篇文字"))
    (tmp_path / "in" / "b.txt").symlink_to(outside)
    (tmp_path / "in" / "c").symlink_to(outside.parent)
    outcome = run_json(tmp_path / "in")
    assert [r["headline"] for r in outcome.receipts] == ["文件夹里的一篇文字"]
    assert "b.txt" in outcome.errors
    assert run_json(outside).statuses == ["new"]


def fifty_megabytes(folder):
    path = folder / "big.txt"
    with path.open("wb") as file:
        file.write("常州市工商联走访企业。\n".encode() * 1000)
        file.truncate(50 * 1024 * 1024)
    return path


def bomb(folder):
    path = folder / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("word/document.xml", b"0" * 300 * 1024 * 1024)
    return path


def truncated_docx(folder):
    path = bomb(folder)
    path.write_bytes(path.read_bytes()[:2000])
    return path


BAD = {
    "missing": (lambda folder: folder / "none.txt", "找不到"),
    "empty": (lambda folder: write_text(folder, "a.txt", ""), "空"),
    "blank": (lambda folder: write_text(folder, "a.txt", " \n \n"), "空"),
    "binary": (lambda folder: write_text(folder, "a.txt", "\x00\x01PNG" * 99), ""),
    "other ending": (lambda folder: write_text(folder, "a.pdf", "%PDF"), "不认识"),
    "big": (fifty_megabytes, "5 MB"),
    "empty docx": (lambda folder: write_text(folder, "a.docx", ""), "空"),
    "text as docx": (lambda folder: write_text(folder, "a.docx", published_text()), ""),
    "bomb": (bomb, ""),
    "truncated docx": (truncated_docx, ""),
    "empty folder": (lambda folder: folder, "没有可读的文件"),
    "only a headline": (lambda folder: write_text(folder, "a.txt", "【专栏】只有标题"), ""),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_input_gets_one_sentence_and_nothing_is_written(tmp_path, settings, kind):
    make, said = BAD[kind]
    path, before = make(tmp_path), everything_stored()
    outcome = run_json(path, "--commit")
    assert outcome.failed
    assert outcome.statuses == ["refused"]
    sentence = outcome.receipts[0]["message"]
    assert said in sentence
    assert any("\u4e00" <= c <= "\u9fff" for c in sentence)
    assert "Error" not in sentence
    assert "程序未能处理" not in sentence
    assert "\n" not in sentence
    assert everything_stored() == before
    assert files_under(settings.MEDIA_ROOT) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="超级用户不受权限限制")
def test_unreadable_file_is_refused(tmp_path):
    path = write_text(tmp_path, "a.txt", published_text())
    path.chmod(0)
    outcome = run(path)
    assert outcome.failed
    assert "没有读取权限" in outcome.errors


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


def test_long_fields_are_refused_with_a_sentence(tmp_path):
    path = write_text(tmp_path, "a.txt", published_text(source="市" * 81))
    outcome = run(path, "--commit")
    assert outcome.failed
    assert not Series.objects.exists()
