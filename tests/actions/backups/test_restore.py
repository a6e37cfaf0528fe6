"""`manage.py restore`: the whole site comes back, into an empty one alone, or nothing happens."""

import hashlib
import io
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from series.actions.audit.keys import key_file
from series.actions.audit.new_key import add_key
from series.actions.backups import restore
from series.actions.backups.manifest import NAME, _digest
from series.actions.backups.restore import VERB
from series.actions.backups.write import make_backup
from series.actions.verification.verify import Verification
from series.models import AuditLine, Entry
from series.search.checking import IndexCheck
from tests.helpers import making, whole_site
from tests.helpers.whole_site import same_slot_after

__all__ = ["same_slot_after"]
pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[3]


def run(name, *given, **options):
    out = io.StringIO()
    call_command(name, *map(str, given), stdout=out, stderr=out, **options)
    return out.getvalue()


def test_the_restored_site_is_the_same_page_by_page(tmp_path):
    whole_site.fill()
    call_command("reindex", "--processes", "1", stdout=io.StringIO())
    pages, files = whole_site.answers(), whole_site.media_there()
    assert len(pages) > 40
    assert {status for status, _ in pages.values()} == {200}
    made = make_backup(tmp_path)
    whole_site.lose_everything()
    assert whole_site.answers() != pages

    told = run("restore", made.path)
    assert f"表 series_entry：现有 0 行，恢复后 {made.manifest.rows['series_entry']} 行" in told
    assert "图片附件：新增" in told
    assert "试运行，未改动" in told
    assert (Entry.objects.count(), Path(settings.MEDIA_ROOT).exists()) == (0, False)

    assert "已恢复" in run("restore", made.path, commit=True)
    again = whole_site.answers()
    assert [address for address in pages if again.get(address) != pages[address]] == []
    assert again.keys() == pages.keys()
    assert whole_site.media_there() == files
    assert list(Verification().faults(expect=[made.manifest.audit["seal"]])) == []
    assert run("recount") == "全部篇数与稿件相符\n"
    assert list(IndexCheck().misses()) == []
    assert AuditLine.objects.latest("number").verb == VERB
    with pytest.raises(CommandError, match="目标数据库里已有稿件，只能恢复到空的网站"):
        run("restore", made.path, commit=True)


def small_backup(folder):
    making.article("public")
    made = make_backup(folder)
    whole_site.lose_everything()
    return made.path


def stored(data):
    return {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data), "modified_ns": 0}


def changed(path, **facts):
    """Change the manifest of a backup, and its digest with it."""
    written = {**json.loads((path / NAME).read_text()), **facts}
    del written["digest"]
    (path / NAME).write_text(json.dumps({**written, "digest": _digest(written)}))
    return path


def test_a_backup_that_does_not_fit_is_refused_with_a_sentence(tmp_path):
    path = small_backup(tmp_path)
    facts = json.loads((path / NAME).read_text())
    newer = [*facts["migrations"], ["series", "9999_of_tomorrow"]]
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]
    files = {
        {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}[other]: stored
        for stored in facts["files"].values()
    }
    refusals = {
        "数据库结构比程序新（series.9999_of_tomorrow": {"migrations": newer},
        "换数据库请用 export_site 和 import_site": {"engine": other, "files": {}},
        "已损坏": {"files": files},
        "有不能用的文件名（../secret_key）": {"media": {"../secret_key": stored(b"")}},
        "有不能用的文件名（/etc/passwd）": {"media": {"/etc/passwd": stored(b"")}},
        "清单里的摘要 ../x 不能用": {"media": {"a": {**stored(b""), "sha256": "../x"}}},
    }
    for number, (sentence, change) in enumerate(refusals.items()):
        copy = changed(shutil.copytree(path, tmp_path / f"copy-{number}"), **change)
        with pytest.raises(CommandError, match=re.escape(sentence)):
            run("restore", copy, commit=True)
    with pytest.raises(CommandError, match="请核对备份的路径"):
        run("restore", tmp_path / "none")
    with pytest.raises(CommandError, match=r"应是备份文件夹，或 \.tar\.age、\.tar\.gpg 文件"):
        run("restore", path / NAME)
    assert Entry.objects.count() == 0
    run("restore", path, commit=True)  # control: as it was made, it goes in
    assert Entry.objects.count() == 1


def test_the_audit_line_of_a_restore_waits_for_the_key(tmp_path, settings):
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    add_key()
    path, key = small_backup(tmp_path), key_file().read_text()
    wrong = f"0 {'f' * 64}\n"
    for written in ("", wrong):
        key_file().write_text(written)
        assert "这里没有那个密钥" in run("restore", path)
        with pytest.raises(CommandError, match="请先把原来的 audit_key 放进 CHAMBER_DATA"):
            run("restore", path, commit=True)
        assert not AuditLine.objects.exists()
    key_file().write_text(key)
    assert "那个密钥" not in run("restore", path)
    run("restore", path, commit=True)
    assert AuditLine.objects.latest("number").verb == VERB
    assert list(Verification().faults()) == []


def test_a_site_whose_key_is_lost_is_restored_on_demand_and_its_lines_are_told(tmp_path, settings):
    """The control: what was restored without its key is faulty even when the key comes back."""
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    add_key()
    path, key = small_backup(tmp_path), key_file().read_text()
    key_file().unlink()
    run("restore", path, commit=True, without_key=True)
    with pytest.raises(CommandError, match="请把原来的 audit_key 放回 CHAMBER_DATA 再启动"):
        call_command("audit_key", if_missing=True, commit=True)
    key_file().write_text(key)
    assert ["“恢复备份”的密钥印记不符" in str(fault) for fault in Verification().faults()] == [True]


def test_what_is_in_the_way_is_left_alone(tmp_path):
    path = small_backup(tmp_path)
    own = Path(settings.MEDIA_ROOT) / "pictures/other.jpg"
    own.parent.mkdir(parents=True)
    own.write_bytes(b"another site's")
    with pytest.raises(CommandError, match="里已有别的文件"):
        run("restore", path, commit=True)
    own.unlink()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE shop_order (id integer)")
    try:
        with pytest.raises(CommandError, match="里有别的程序的表"):
            run("restore", path, commit=True)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE shop_order")
    assert Entry.objects.count() == 0


def test_a_database_that_somebody_uses_is_refused_at_once(tmp_path, monkeypatch):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL 自己排队")
    path = small_backup(tmp_path)
    monkeypatch.setattr(restore, "WAIT", 0.1)
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CommandError, match="请先停止网站和定时器"):
            run("restore", path, commit=True)
    assert Entry.objects.count() == 0


# Restores in a process that ends, without a word, before the database is written.
DIES = """
import os, signal, sys, django
django.setup()
from django.conf import settings
settings.DATABASES["default"]["NAME"] = os.environ["ITS_DATABASE"]
settings.MEDIA_ROOT = os.environ["ITS_MEDIA"]
from django.core.management import call_command
from series.actions.backups import restore
for name in ("_restore_sqlite", "_restore_postgres"):
    setattr(restore, name, lambda path: os.kill(os.getpid(), signal.SIGKILL))
call_command("restore", sys.argv[1], "--commit")
"""


def test_a_killed_restore_leaves_an_empty_database_and_can_be_run_again(tmp_path):
    whole_site.fill()
    files, made = whole_site.media_there(), make_backup(tmp_path)
    whole_site.lose_everything()
    given = {"ITS_DATABASE": str(connection.settings_dict["NAME"]), "PYTHONPATH": str(ROOT)}
    given |= {"ITS_MEDIA": str(settings.MEDIA_ROOT), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run(
        [sys.executable, "-c", DIES, str(made.path)],
        env={**os.environ, **given},
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert (Entry.objects.count(), whole_site.media_there()) == (0, files)
    run("restore", made.path, commit=True)
    assert Entry.objects.count() == made.manifest.rows["series_entry"]
    assert whole_site.media_there() == files
