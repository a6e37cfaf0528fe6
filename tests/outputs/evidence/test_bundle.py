"""The evidence of a text: verified by its own script, away from site and database."""

import io
import json
import subprocess
import sys
import zipfile

import pytest
from django.core.management import CommandError, call_command

from series.actions.editorial.reviews import return_for_changes
from series.models import AuditLine, Entry
from series.models.revision import content_digest
from series.outputs.evidence import verify
from series.outputs.evidence.bundle import evidence_of
from tests.helpers import making, people

pytestmark = pytest.mark.django_db
HEADLINE = "走进园区的一天"


@pytest.fixture(scope="module")
def entry(module_transaction):
    row = making.article("submitted", headline=HEADLINE)
    return_for_changes(row, revision=making.newest(row), by=people.first(), opinion="数字请核对")
    making.change(row, summary="改好了")
    making.publish_signed(row)
    making.article("published", headline="另一篇的标题")
    return Entry.objects.select_related("column", "live", "newest").get(pk=row.pk)


@pytest.fixture(scope="module")
def bundle(entry):
    return evidence_of(entry, root="https://example.org")


@pytest.fixture
def folder(bundle, tmp_path):
    with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
        archive.extractall(tmp_path)
    return tmp_path


def rows(folder, name):
    return [json.loads(line) for line in (folder / name).read_text().splitlines()]


def write(folder, name, changed):
    lines = (json.dumps(row, ensure_ascii=False) for row in changed)
    (folder / name).write_text("\n".join(lines))


def faults(folder, **options):
    return list(verify.faults_of(folder, **options))


def test_it_is_whole_and_verifies_itself_without_the_site(folder):
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(folder / "verify.py"), str(folder / "anchor.txt")],
        capture_output=True,
        env={"PYTHONIOENCODING": "utf-8"},
        cwd="/",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().strip() == "版本、签字与审计记录全部相符"


def test_it_says_what_was_signed_by_whom(folder):
    slip, text = (folder / "slip.html").read_text(), (folder / "text.md").read_text()
    assert HEADLINE in text
    assert "交流技术改造的做法" in text
    for words in (HEADLINE, "周初", "吴复", "郑终", "数字请核对", "退回", "发布"):
        assert words in slip
    assert "<script" not in slip
    assert "陈编" in json.loads((folder / "people.json").read_text()).values()
    verbs = [row["verb"] for row in rows(folder, "signatures.jsonl")]
    assert verbs[2:] == ["初审退回修改", "初审通过", "复审通过", "终审通过"]


def test_it_holds_nothing_of_other_texts(folder):
    written = "".join(path.read_text() for path in folder.iterdir())
    assert "另一篇的标题" not in written
    assert {row["sealed"]["entry"] for row in rows(folder, "audit.jsonl")} == {
        json.loads((folder / "entry.json").read_text())["entry"]
    }


def change_text(row):
    row["content"]["body"] = "<p>换了的正文。</p>"


def change_text_and_digest(row):
    change_text(row)
    row["digest"] = content_digest(row["content"])


@pytest.mark.parametrize(
    ("name", "change", "sentence"),
    [
        ("revisions.jsonl", change_text, "第1版的内容与摘要不符"),
        ("revisions.jsonl", change_text_and_digest, "第1版没有相符的保存记录"),
        ("revisions.jsonl", lambda row: row.update(author=0), "第1版没有相符的保存记录"),
        ("signatures.jsonl", lambda row: row.update(words="别的话"), "“送审”没有相符的审计记录"),
        ("signatures.jsonl", lambda row: row.update(person=0), "“送审”没有相符的审计记录"),
        ("signatures.jsonl", lambda row: row.update(digest="0" * 64), "“送审”所签摘要与第1版不符"),
        ("audit.jsonl", lambda row: row["sealed"].update(verb="改稿"), "与链值不符"),
        ("audit.jsonl", lambda row: row["sealed"].update(at="2020-01-01"), "与链值不符"),
    ],
)
def test_whatever_is_changed_in_it_shows(folder, name, change, sentence):
    changed = rows(folder, name)
    change(changed[0])
    write(folder, name, changed)
    assert any(sentence in fault for fault in faults(folder))


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("revisions.jsonl", "第1版缺失"),
        ("audit.jsonl", "第1版没有相符的保存记录"),
    ],
)
def test_whatever_is_left_out_shows(folder, name, sentence):
    write(folder, name, rows(folder, name)[1:])
    assert any(sentence in fault for fault in faults(folder))


def test_a_publication_without_signatures_shows(folder):
    write(folder, "signatures.jsonl", rows(folder, "signatures.jsonl")[:3])
    assert "公开的版本没有审核签字" in faults(folder)


def test_a_chain_that_was_written_anew_differs_from_what_was_noted(folder, tmp_path):
    first = rows(folder, "audit.jsonl")[0]
    noted = tmp_path / "noted.txt"
    noted.write_text(f"2026-11-30T09:00:00+0800 {first['sealed']['number']} {'0' * 64}\n")
    assert "与另存的链值不符" in faults(folder, anchors=noted)[0]


def test_the_command_writes_the_file_once_and_keeps_a_line(entry, tmp_path):
    file = tmp_path / "evidence.zip"
    said = io.StringIO()
    call_command("export_evidence", str(entry.pk), str(file), stdout=said)
    assert HEADLINE in said.getvalue()
    assert zipfile.ZipFile(file).testzip() is None
    assert file.stat().st_mode & 0o777 == 0o600
    assert AuditLine.objects.order_by("number").last().channel == "export_evidence"
    with pytest.raises(CommandError, match="已存在"):
        call_command("export_evidence", str(entry.pk), str(file))
    with pytest.raises(CommandError, match="没有第 99999 号稿"):
        call_command("export_evidence", "99999", str(tmp_path / "b.zip"))
    with pytest.raises(CommandError, match=r"\.zip"):
        call_command("export_evidence", str(entry.pk), str(tmp_path / "b.rar"))
