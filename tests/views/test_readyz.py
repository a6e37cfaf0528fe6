"""/readyz: what the site needs, part by part; why a part fails is told to administrators alone."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from series.actions.desk import readiness
from series.actions.editorial import clock
from series.actions.editorial.schedules import schedule
from series.models import DeskCheck, Entry
from tests.helpers import making, people
from tests.helpers.reading import archived

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def folders(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STATIC_ROOT = tmp_path / "static"
    for folder in (settings.MEDIA_ROOT, settings.STATIC_ROOT):
        folder.mkdir()
    (settings.STATIC_ROOT / readiness.MANIFEST).touch()
    return tmp_path


def asked(client):
    """(status, {part: what is said of it}) of /readyz."""
    answer = client.get("/readyz")
    lines = answer.text.splitlines()[1:]
    return answer.status_code, dict(line.split("：", 1) for line in lines)


def test_all_is_well(client, folders):
    archived(headline="会员总数超过32000家")
    status, parts = asked(client)
    assert (status, set(parts.values())) == (200, {"正常"})
    assert set(parts) == {"数据库", "磁盘", "图片和附件", "样式和脚本", "定时稿件", "时钟", "检索"}


def planned():
    """The only schedule: nine days from now."""
    row = making.article("signed")
    moment = timezone.now() + timedelta(days=9)
    schedule(row, revision=making.newest(row), at=moment, by=people.chief())
    return Entry.objects.filter(pk=row.pk)


def late_schedule(folders):
    planned().update(publish_due_at=timezone.now() - timedelta(hours=1))


def jumped_clock(folders):
    planned()
    before = timezone.now() - timedelta(days=3)
    DeskCheck.objects.create(name=clock.NAME, checked_at=before)


def lost_document(folders):
    row = archived(headline="会员总数超过32000家")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM series_searchdocument WHERE entry_id = %s", [row.pk])


FAULTS = {
    "图片和附件": (lambda folder: (folder / "media").rmdir(), "没有文件夹"),
    "样式和脚本": (
        lambda folder: (folder / "static" / readiness.MANIFEST).unlink(),
        "请重新启动网站",
    ),
    "定时稿件": (late_schedule, "1 篇定时稿件逾时未发"),
    "时钟": (jumped_clock, "相差 3 天"),
    "检索": (lost_document, "索引里没有这一篇"),
}


@pytest.mark.parametrize("part", FAULTS)
def test_what_is_wrong_is_named_and_explained_to_administrators_alone(client, folders, part):
    spoil, sentence = FAULTS[part]
    spoil(folders)
    status, parts = asked(client)
    assert (status, parts[part]) == (503, "有问题")
    assert {name for name, said in parts.items() if said != "正常"} == {part}
    client.force_login(people.editor())
    assert asked(client)[1][part] == "有问题"
    client.force_login(people.admin())
    assert sentence in asked(client)[1][part]
    assert client.get("/healthz").status_code == 200


def test_too_little_space_is_told_before_there_is_none(client, folders, monkeypatch):
    monkeypatch.setattr(readiness, "LEAST_FREE", 2**60)
    monkeypatch.setattr(readiness, "LEAST_SHARE", 1.0)
    assert asked(client)[1]["磁盘"] == "有问题"


def test_missing_migrations_are_told(client, folders):
    readiness._require_migrations.cache_clear()
    MigrationRecorder(connection).migration_qs.filter(app="series").delete()
    client.force_login(people.admin())
    assert "请运行 manage.py migrate" in asked(client)[1]["数据库"]
    readiness._require_migrations.cache_clear()


def test_it_writes_nothing(client, folders):
    before = {path: path.stat().st_mtime_ns for path in Path(folders).rglob("*")}
    client.get("/readyz")
    assert {path: path.stat().st_mtime_ns for path in Path(folders).rglob("*")} == before
