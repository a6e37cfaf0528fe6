"""`export_site` and `import_site`: the same site in the other database, by one content hash."""

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from series.actions.backups.transfer import current_content
from series.actions.verification.verify import Verification
from series.models import Entry, RevisionKeyterms
from tests.helpers import making, whole_site
from tests.helpers.postgres import NoServerError, server
from tests.helpers.whole_site import same_slot_after
from tests.loads.places import environment, prepare

__all__ = ["same_slot_after"]
pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[3]


def run(name, *given, **options):
    out = io.StringIO()
    call_command(name, *map(str, given), stdout=out, stderr=out, **options)
    return out.getvalue()


def content_in(told):
    return re.search(r"内容摘要 ([0-9a-f]{64})", told)[1]


def test_what_was_exported_comes_in_with_the_same_hash(tmp_path):
    whole_site.fill()
    group = Group.objects.get_or_create(name="编辑")[0]
    group.permissions.add(Permission.objects.get(codename="view_article"))
    pages, files = whole_site.answers(), whole_site.media_there()
    content = content_in(run("export_site", tmp_path / "site"))
    assert content == current_content()
    whole_site.lose_everything()

    told = run("import_site", tmp_path / "site")
    assert "试运行，未改动" in told
    assert (Entry.objects.count(), Path(settings.MEDIA_ROOT).exists()) == (0, False)

    assert content_in(run("import_site", tmp_path / "site", commit=True)) == content
    assert current_content() == content
    assert whole_site.media_there() == files
    again = whole_site.answers()
    assert [address for address in pages if again.get(address) != pages[address]] == []
    assert list(Verification().faults()) == []
    assert Group.objects.get(name="编辑").permissions.get().codename == "view_article"
    keys = set(Entry.objects.values_list("pk", flat=True))
    assert making.article("public").pk not in keys  # numbers go on after those that came


def test_control_the_hash_tells_one_word_and_one_bit(tmp_path):
    row = making.article("draft")
    before = current_content()
    Entry.objects.filter(pk=row.pk).update(headline="另一个标题")
    changed = current_content()
    assert changed != before
    path = Path(settings.MEDIA_ROOT) / "attachments/a.pdf"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"%PDF")
    assert current_content() not in (before, changed)


def test_what_must_not_go_in_is_refused(tmp_path):
    making.article("public")
    folder = tmp_path / "site"
    run("export_site", folder)
    with pytest.raises(CommandError, match="已经存在，请写一个新文件夹的名字"):
        run("export_site", folder)
    with pytest.raises(CommandError, match="目标数据库里已有稿件"):
        run("import_site", folder, commit=True)
    whole_site.lose_everything()
    with pytest.raises(CommandError, match="不是本系统的整站导出"):
        run("import_site", tmp_path, commit=True)
    lines = folder / "rows/series.entry.jsonl"
    whole = lines.read_bytes()
    lines.write_bytes(whole.replace("座谈会".encode(), "座谈宴".encode()))
    with pytest.raises(CommandError, match=r"已损坏，不能使用：文件 rows/series\.entry\.jsonl"):
        run("import_site", folder, commit=True)
    lines.write_bytes(whole)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES"
                       " ('series', '9999_of_tomorrow', CURRENT_TIMESTAMP)")  # fmt: skip
    try:
        with pytest.raises(CommandError, match="数据库结构与这里的不同"):
            run("import_site", folder, commit=True)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM django_migrations WHERE name = '9999_of_tomorrow'")
    assert Entry.objects.count() == 0
    run("import_site", folder, commit=True)
    assert Entry.objects.count() == 1


def export_what_postgresql_refuses(folder):
    """Only SQLite can store NUL."""
    making.article("draft")
    RevisionKeyterms.objects.update(words=["一\0二"])
    run("export_site", folder)
    whole_site.lose_everything()


def it_is_refused_by_one_sentence(other, folder, url):
    code, told = manage(other, "import_site", folder, "--commit", DATABASE_URL=url)
    assert code == 1
    assert "有一行不能存入这个数据库" in told
    assert "没有写入" in told
    assert "Traceback" not in told


def server_or_skip():
    try:
        return server()
    except NoServerError as error:
        pytest.skip(str(error))


def manage(folder, *words, **environment):
    """(exit code, output and errors) of one manage.py run on a site of its own."""
    own = {"PATH": os.environ["PATH"], "CHAMBER_DATA": str(folder), **environment}
    command = [sys.executable, "manage.py", *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, env=own, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.slow(reason="25 s: a server and seven processes; the round trip in one database stays")
def test_from_sqlite_to_postgresql_and_back_nothing_changes_and_nul_is_refused(tmp_path):
    if connection.vendor != "sqlite":
        pytest.skip("从 SQLite 出发")
    export_what_postgresql_refuses(tmp_path / "refused")
    whole_site.fill()
    pages, files = whole_site.answers(), whole_site.media_there()
    content = content_in(run("export_site", tmp_path / "there"))
    with server_or_skip() as url:
        other = tmp_path / "data"
        prepare(environment(other, url))
        it_is_refused_by_one_sentence(other, tmp_path / "refused", url)
        code, told = manage(other, "import_site", tmp_path / "there", "--commit", DATABASE_URL=url)
        assert (code, content_in(told)) == (0, content)
        code, told = manage(other, "export_site", tmp_path / "back", DATABASE_URL=url)
        assert (code, content_in(told)) == (0, content)
        for command in ("verify_signatures", "recount", "audit_search"):
            code, told = manage(other, command, DATABASE_URL=url)
            assert code == 0, told
    whole_site.lose_everything()
    assert content_in(run("import_site", tmp_path / "back", commit=True)) == content
    assert whole_site.media_there() == files
    again = whole_site.answers()
    assert [address for address in pages if again.get(address) != pages[address]] == []
