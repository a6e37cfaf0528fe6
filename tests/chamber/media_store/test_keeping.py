"""Backups, moves and the examination of media that lie in an object store."""

import hashlib
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from series.actions.backups.manifest import BACKUP, read_manifest
from series.actions.backups.media import copy_media
from series.actions.backups.restore import check_media, restore_media
from series.actions.backups.write import make_backup
from series.actions.desk.doctor.line import Health
from series.actions.desk.doctor.store import object_store
from series.actions.desk.readiness import media_fault
from series.actions.errors import BackupError
from series.actions.media.attachments import store_attachment
from series.management.mirror.folder import MirrorFolder
from series.management.mirror.media import copy_files, public_files
from tests.helpers import making
from tests.helpers.sites.s3_server import needs_s3

pytestmark = [pytest.mark.django_db, pytest.mark.any_database, needs_s3]
TEXTS = {"pictures/2026/12/a.jpg": b"one", "attachments/2026/12/b.pdf": b"%PDF-1.7 two"}


@pytest.fixture
def stored(bucket):
    for name, data in TEXTS.items():
        default_storage.write_whole(name, data)
    return bucket


def contents():
    return {name: b"".join(default_storage.pieces(name)) for name, _ in default_storage.files()}


def copied(folder, **given):
    folder.mkdir()
    return copy_media(folder, **{"earlier": None, "known": {}, **given})


def test_a_backup_holds_the_objects_themselves(stored, tmp_path):
    found = copied(tmp_path / "one")
    assert {name: file.sha256 for name, file in found.items()} == {
        name: hashlib.sha256(data).hexdigest() for name, data in TEXTS.items()
    }
    kept = {path.read_bytes() for path in (tmp_path / "one/media").iterdir()}
    assert kept == set(TEXTS.values())


def test_the_next_backup_fetches_what_is_new_alone(stored, tmp_path, monkeypatch):
    known = copied(tmp_path / "one")
    default_storage.write_whole("pictures/2026/12/c.jpg", b"three")
    fetched, pieces = [], default_storage.pieces
    monkeypatch.setattr(
        default_storage._wrapped, "pieces", lambda name: (fetched.append(name), pieces(name))[1]
    )
    found = copied(tmp_path / "two", earlier=tmp_path / "one", known=known)
    assert fetched == ["pictures/2026/12/c.jpg"]
    assert len(found) == len(list((tmp_path / "two/media").iterdir())) == 3


def test_a_backup_is_restored_into_an_empty_bucket(stored, tmp_path):
    made = make_backup(tmp_path)
    manifest, before = read_manifest(made.path, kind=BACKUP), contents()
    stored.empty()
    assert check_media(manifest) == 2
    restore_media(made.path, manifest)
    assert contents() == before
    assert check_media(manifest) == 0  # a second run has nothing to do


def test_a_bucket_with_other_files_is_not_written_over(stored, tmp_path):
    made = make_backup(tmp_path)
    default_storage.write_whole("pictures/2026/12/a.jpg", b"someone else's")
    with pytest.raises(
        BackupError, match="存储桶 chamber-media 里已有别的文件（pictures/2026/12/a"
    ):
        check_media(made.manifest)


def test_a_backup_is_not_made_without_the_store(stored, tmp_path, go_away):
    go_away()
    with pytest.raises(BackupError, match="没有做成：存储桶 chamber-media 没有回答"):
        make_backup(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [".lock"]


def folder_with(settings, files):
    for name, data in files.items():
        path = Path(settings.MEDIA_ROOT) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def moved(capsys, *words):
    call_command("copy_media", *words)
    return capsys.readouterr().out


def test_a_folder_is_copied_into_the_bucket_and_each_file_once(bucket, settings, capsys):
    folder_with(settings, {**TEXTS, "pictures/2026/12/c.jpg.part": b"half"})
    assert "要抄 2 个" in moved(capsys)
    assert contents() == {}
    assert "抄了 2 个" in moved(capsys, "--commit")
    assert contents() == TEXTS
    assert "抄了 0 个（0.0 MB），已在那里且内容相同的 2 个" in moved(capsys, "--commit")


def test_a_run_that_ended_goes_on_and_mends_what_differs(bucket, settings, capsys):
    folder_with(settings, TEXTS)
    moved(capsys, "--commit")
    default_storage.write_whole("pictures/2026/12/a.jpg", b"eno")
    assert "抄了 1 个（0.0 MB），已在那里且内容相同的 1 个" in moved(capsys, "--commit")
    assert contents() == TEXTS


def test_bytes_that_arrive_changed_are_not_kept(bucket, settings, monkeypatch):
    folder_with(settings, {"pictures/2026/12/a.jpg": b"one"})
    monkeypatch.setattr(default_storage._wrapped, "pieces", lambda name: iter([b"other"]))
    with pytest.raises(CommandError, match="抄过去以后内容不同"):
        call_command("copy_media", "--commit")
    assert list(default_storage.files()) == []


def test_copying_needs_a_bucket_and_an_answer(bucket, settings, go_away):
    folder_with(settings, TEXTS)
    go_away()
    with pytest.raises(CommandError, match="没有抄完：存储桶 chamber-media 没有回答"):
        call_command("copy_media", "--commit")
    settings.S3 = ""
    with pytest.raises(CommandError, match="没有设置 CHAMBER_S3"):
        call_command("copy_media", "--commit")


def told():
    return [(line.health, line.text) for line in object_store()]


def test_the_doctor_writes_reads_and_deletes(bucket):
    assert told() == [(Health.OK, "存储桶 chamber-media 可读可写可删，别人读不到")]
    assert contents() == {}
    assert media_fault() == ""


def test_the_doctor_sees_a_bucket_that_anybody_reads(bucket):
    policy = (
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*",'
        ' "Action": "s3:GetObject", "Resource": "arn:aws:s3:::chamber-media/*"}]}'
    )
    client = default_storage.connection.meta.client
    client.put_bucket_policy(Bucket="chamber-media", Policy=policy)
    ((health, text),) = told()
    assert health == Health.ERROR
    assert "里的文件不用密钥就能读到" in text
    assert contents() == {}


def test_the_doctor_sees_versions_lost_files_and_silence(bucket, go_away):
    client = default_storage.connection.meta.client
    client.put_bucket_versioning(
        Bucket="chamber-media", VersioningConfiguration={"Status": "Enabled"}
    )
    attached = store_attachment(b"%PDF-1.7 four", name="d.pdf", by=None)
    default_storage.delete(attached.file.name)
    assert [health for health, _ in told()] == [Health.WARNING, Health.ERROR]
    assert "数据库提到的 1 个文件不在存储桶 chamber-media 里" in told()[1][1]
    go_away()
    ((health, text),) = told()
    assert (health, "没有回答" in text) == (Health.ERROR, True)


def test_a_mirror_fetches_each_public_file_once(bucket, tmp_path):
    attached = store_attachment(b"%PDF-1.7 five", name="e.pdf", by=None)
    making.article("public", attachments=[attached.pk])
    folder = MirrorFolder(tmp_path / "mirror", "https://example.org")
    with folder.held():
        assert copy_files(list(public_files()), folder) == (1, [])
        assert copy_files(list(public_files()), folder) == (0, [])
    (copy,) = (tmp_path / "mirror/public").rglob("*.pdf")
    assert copy.read_bytes() == b"%PDF-1.7 five"
