"""`import_article` on an archive (.jsonl): thousands of texts, one a line, resumable."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from series.actions.tags.tags import name_tag
from series.models import Article, AuditLine, Entry, Revision, Tag, Visibility
from tests.helpers import making, people
from tests.helpers.import_help import (
    COLUMN,
    archive_line,
    everything_stored,
    run,
    run_json,
    write_archive,
    write_text,
)
from tests.loads.places import environment, prepare

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.django_db
class TestArchive:
    def test_lines_become_drafts_under_their_own_id(self, tmp_path):
        path = write_archive(tmp_path, [archive_line(n) for n in (1, 2, 3)])
        outcome = run_json(path, "--commit")
        assert outcome.statuses == ["new"] * 3
        assert [r["file"] for r in outcome.receipts] == [f"{path}:{n}" for n in (1, 2, 3)]
        keys = Article.objects.order_by("pk").values_list("import_key", flat=True)
        assert list(keys) == ["archive:1", "archive:2", "archive:3"]
        entry = Entry.objects.get(import_key="archive:2")
        assert entry.headline == "第2家企业走访纪实"
        assert entry.source.name == "市工商联"
        assert entry.newest.content["dateline"] == "2023-03-03"
        assert "42家" in entry.body

    def test_optional_fields_are_kept(self, tmp_path):
        line = archive_line(
            7, author="王记者", tags=["两个健康", "常商论坛，新能源"], url="https://example.org/a/7"
        )
        run(write_archive(tmp_path, [line]), "--commit")
        content = Entry.objects.get().newest.content
        assert content["author"] == "王记者"
        assert content["original_url"] == "https://example.org/a/7"
        assert content["tags"] == ["两个健康", "常商论坛", "新能源"]

    @pytest.mark.parametrize(
        ("body", "stored"),
        [
            ("密封圈很小，密封圈很多，密封圈的配方难。" * 3, []),
            ("雙碳是大事，雙碳的路還長，專精特新企業也談。" * 2, ["双碳", "专精特新"]),
            ("智改数转走进车间，智改数转见效。工人大军，工人大军。", ["智改 数转"]),
        ],
    )
    def test_a_line_without_topics_gets_terms_and_topics_of_the_site_alone(
        self, tmp_path, body, stored
    ):
        for name in ("智改 数转", "人大"):
            name_tag(Tag(), name=name, by=people.admin())
        run(write_archive(tmp_path, [archive_line(1, title="见闻", body=body)]), "--commit")
        assert sorted(Entry.objects.get().newest.content["tags"]) == sorted(stored)

    def test_a_changed_text_keeps_the_topics_that_were_chosen(self, tmp_path):
        run(write_archive(tmp_path, [archive_line(1, body="密封圈很小。")]), "--commit")
        making.change(Entry.objects.get(), tags=["密封圈"])
        run(write_archive(tmp_path, [archive_line(1, body="密封圈不小。")]), "--commit")
        content = Entry.objects.get().newest.content
        assert ("不小" in content["body"], content["tags"]) == (True, ["密封圈"])

    def test_markup_is_cleaned(self, tmp_path):
        body = "<p>企业<b>稳步</b>发展。</p><script>alert(1)</script><h2>后续安排</h2><p onclick='x()'>继续走访。</p>"
        run(write_archive(tmp_path, [archive_line(1, body=body)]), "--commit")
        stored = Entry.objects.get().body
        assert "<strong>稳步</strong>" in stored
        assert "<h2>后续安排</h2>" in stored
        assert "script" not in stored
        assert "onclick" not in stored

    def test_plain_text_with_a_smaller_sign_is_not_markup(self, tmp_path):
        run(
            write_archive(tmp_path, [archive_line(1, body="当 a<b 时，误差<5%。\n完。")]),
            "--commit",
        )
        assert "a&lt;b" in Entry.objects.get().body

    def test_publish_keeps_date_and_time(self, tmp_path):
        line = archive_line(1, date="2023-11-17T09:30:00+08:00")
        run(write_archive(tmp_path, [line]), "--publish", "--commit")
        entry = Entry.objects.published().get()
        assert entry.published_at.isoformat() == "2023-11-17T01:30:00+00:00"
        assert entry.time_known
        assert AuditLine.objects.filter(verb="归档导入发布").count() == 1

    def test_second_run_writes_nothing_and_says_the_same(self, tmp_path):
        path = write_archive(tmp_path, [archive_line(n) for n in range(1, 6)])
        first = run_json(path, "--commit").receipts
        before = everything_stored()
        outcome = run_json(path, "--commit")
        assert outcome.statuses == ["same"] * 5
        assert everything_stored() == before
        result = {"status": "", "message": ""}
        assert [{**r, **result} for r in outcome.receipts] == [{**r, **result} for r in first]

    def test_changed_line_is_a_new_revision(self, tmp_path):
        path = write_archive(tmp_path, [archive_line(1), archive_line(2)])
        run(path, "--commit")
        write_archive(tmp_path, [archive_line(1), archive_line(2, body="全文改过了。\n第二段。")])
        assert run_json(path, "--commit").statuses == ["same", "changed"]
        assert Revision.objects.count() == 3

    def test_line_written_differently_is_the_same_text(self, tmp_path):
        path = write_archive(tmp_path, [archive_line(1)])
        run(path, "--commit")
        spaced = json.dumps(json.loads(archive_line(1)), ensure_ascii=True, indent=None)
        write_archive(tmp_path, [spaced])
        assert run_json(path, "--commit").statuses == ["same"]
        assert Revision.objects.count() == 1

    def test_drafts_can_be_published_by_a_later_run(self, tmp_path):
        path = write_archive(tmp_path, [archive_line(1)])
        run(path, "--commit")
        assert Entry.objects.get().visibility == Visibility.DRAFT
        assert run_json(path, "--publish", "--commit").statuses == ["changed"]
        assert Entry.objects.published().count() == 1

    def test_other_archive_with_the_same_ids_does_not_overwrite(self, tmp_path):
        run(write_archive(tmp_path, [archive_line(1)]), "--commit")
        other = archive_line(1, title="另一个网站的文章", date="2019-05-06")
        outcome = run(write_archive(tmp_path, [other], name="other.jsonl"), "--commit")
        assert outcome.failed
        assert "编号" in outcome.errors
        assert Revision.objects.count() == 1

    def test_column_option_serves_lines_without_a_column(self, tmp_path):
        path = write_archive(tmp_path, [archive_line(1), archive_line(2, column=None)])
        assert run_json(path, "--commit").statuses == ["new", "refused"]
        run(path, "--commit", "--column", "工商联动态")
        assert Entry.objects.get(import_key="archive:2").column.name == "工商联动态"
        assert Entry.objects.get(import_key="archive:1").column.name == COLUMN

    def test_bad_lines_are_refused_by_number_and_the_rest_goes_in(self, tmp_path):
        bad = [
            '{"id": 10, "title": ',
            "[1, 2]",
            archive_line(id=None),
            archive_line(11, title=None),
            archive_line(12, body=""),
            archive_line(13, date="去年冬天"),
            archive_line(14, date="2023-02-30"),
            archive_line(1),
            archive_line(15, body=None),
            '{"id": 16, "title": "\\ud800", "body": "半个字"}',
            "[" * 100_000,
            archive_line(17, date="2099-01-01"),
            archive_line(id=True),
        ]
        path = write_archive(tmp_path, [archive_line(1), *bad, "", archive_line(99)])
        outcome = run_json(path, "--commit")
        assert outcome.statuses == ["new", *["refused"] * len(bad), "new"]
        assert outcome.failed
        for number, receipt in enumerate(outcome.receipts[1:-1], start=2):
            assert receipt["file"] == f"{path}:{number}"
            assert f"{path}:{number}：{receipt['message']}" in outcome.errors
            assert "程序未能处理" not in receipt["message"]
        assert "第 1 行" in outcome.receipts[8]["message"]
        assert Entry.objects.count() == 2

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    def test_encodings(self, tmp_path, encoding):
        lines = "\r\n".join([archive_line(1), "", archive_line(2)])
        path = write_text(tmp_path, "a.jsonl", lines, encoding=encoding)
        outcome = run_json(path)
        assert [r["headline"] for r in outcome.receipts] == [
            "第1家企业走访纪实",
            "第2家企业走访纪实",
        ]
        assert [r["file"][-2:] for r in outcome.receipts] == [":1", ":3"]

    @pytest.mark.parametrize("content", ["", "\n\n"])
    def test_empty_archive_is_refused(self, tmp_path, content):
        outcome = run(write_text(tmp_path, "a.jsonl", content))
        assert outcome.failed
        assert "文件是空的" in outcome.errors

    def test_endless_line_is_refused_and_the_next_one_read(self, tmp_path):
        path = write_archive(tmp_path, ['{"id": 1, "body": "' + "常" * 2_000_000, archive_line(2)])
        outcome = run_json(path)
        assert outcome.statuses == ["refused", "new"]
        assert "5 MB" in outcome.receipts[0]["message"]

    def test_long_ids_have_keys_of_their_own(self, tmp_path):
        long = "x" * 150
        lines = [archive_line(1, id=long + "a"), archive_line(2, id=long + "b")]
        assert run_json(write_archive(tmp_path, lines), "--commit").statuses == ["new", "new"]
        assert run_json(tmp_path, "--commit").statuses == ["same", "same"]

    def test_progress_goes_to_the_error_stream(self, tmp_path):
        path = write_archive(tmp_path, [archive_line(n) for n in (1, 2)])
        outcome = run(path, "--json", "--progress")
        assert "100% 已处理 2 篇" in outcome.errors
        assert len(outcome.receipts) == 2
        assert "已处理" not in run(path, "--json").errors


def manage(folder, *arguments):
    own = {k: v for k, v in os.environ.items() if k not in ("CHAMBER_DATA", "DATABASE_URL")}
    own |= {"CHAMBER_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "chamber.settings"}
    return subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), *map(str, arguments)],
        env=own,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",  # a killed run ends inside a character
    )


@pytest.mark.slow(reason="30 s: whole processes, one of them killed; the resumed run stays")
@pytest.mark.any_database
def test_killed_run_is_finished_by_the_next_one(tmp_path):
    """Three kills at three places; afterwards every text is there once."""
    total = 120
    path = write_archive(tmp_path, [archive_line(n) for n in range(1, total + 1)])
    data = tmp_path / "data"
    prepare(environment(data))
    reached = 0
    for stop_at in (5, 40, 90):
        process = manage(data, "import_article", path, "--publish", "--commit", "--json")
        said = [process.stdout.readline() for _ in range(stop_at)]
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=60)
        assert process.returncode == -signal.SIGKILL
        states = [json.loads(line)["status"] for line in said]
        assert states[:reached] == ["same"] * reached
        reached = len(states)
    last = manage(data, "import_article", path, "--publish", "--commit", "--json")
    output, errors = last.communicate(timeout=300)
    assert last.returncode == 0, errors
    states = [json.loads(line)["status"] for line in output.splitlines()]
    assert len(states) == total
    assert states.count("same") >= reached
    assert set(states) == {"same", "new"}
    assert counted(data) == [total, total, total, total]
    again = manage(data, "import_article", path, "--publish", "--commit", "--json")
    output, _ = again.communicate(timeout=300)
    assert {json.loads(line)["status"] for line in output.splitlines()} == {"same"}


def counted(folder):
    """How many entries, different keys, revisions and public entries the killed database has."""
    import sqlite3

    with sqlite3.connect(folder / "chamber.sqlite3") as connection:
        queries = (
            "select count(*) from series_entry",
            "select count(distinct import_key) from series_entry",
            "select count(*) from series_revision",
            "select count(*) from series_entry where visibility = 'public'",
        )
        return [connection.execute(query).fetchone()[0] for query in queries]
