"""`manage.py backup`: what is in it, what is found when it is damaged, and that it is whole or
not there."""

import io
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test import override_settings

from series.actions.backups.durable import file_digest, only_one
from series.actions.backups.encryption import decrypted
from series.actions.backups.kept import folders_in
from series.actions.backups.manifest import NAME, _digest, read_manifest
from series.actions.backups.media import place_of
from series.actions.backups.verify import verified
from series.actions.backups.write import make_backup
from series.actions.errors import BackupError
from series.models import Attachment, AuditHead, Entry
from tests.helpers import whole_site
from tests.helpers.emptying import empty_tables

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def home(tmp_path_factory, django_db_setup, django_db_blocker):
    """A folder with the media of a small site whose rows are committed, and one backup of it."""
    folder = tmp_path_factory.mktemp("home")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=folder / "media"):
        whole_site.fill()
        make_backup(folder / "kept")
    yield folder
    with django_db_blocker.unblock():
        empty_tables()


@pytest.fixture
def media(home, settings):
    settings.MEDIA_ROOT = home / "media"


@pytest.fixture
def kept(home):
    (path,) = folders_in(home / "kept")
    return path


@pytest.fixture
def copy(kept, tmp_path):
    """A backup of one's own, to be damaged."""
    return shutil.copytree(kept, tmp_path / kept.name)


def backup(folder, **options):
    out = io.StringIO()
    call_command("backup", str(folder), stdout=out, **options)
    return out.getvalue()


def test_it_holds_every_row_and_every_file(kept, media):
    manifest = verified(kept)
    assert manifest.rows["series_entry"] == Entry.objects.count() > 5
    assert manifest.audit["seal"] == AuditHead.objects.get().seal
    assert {name: file.sha256 for name, file in manifest.media.items()} == whole_site.media_there()
    assert Attachment.objects.get().file.name in manifest.media
    assert manifest.missing == []


def test_it_is_private(kept):
    paths = [kept, *kept.rglob("*")]
    assert [path.name for path in paths if path.stat().st_mode & 0o077] == []


def test_the_secrets_are_named_and_not_contained(media, tmp_path):
    key = settings.DATA_DIR / "secret_key"
    key.write_text("only-a-test-knows-this-key")
    try:
        told = backup(tmp_path)
    finally:
        key.unlink()
    assert "不含密钥（请另行保管）：secret_key" in told
    (made,) = folders_in(tmp_path)
    held = b"".join(path.read_bytes() for path in made.rglob("*") if path.is_file())
    assert b"only-a-test-knows-this-key" not in held


def test_control_a_whole_copy_is_good(copy):
    assert verified(copy).rows


def _cut(path):
    path.write_bytes(path.read_bytes()[:-100])


def _flip(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def _database(folder):
    return next(path for path in folder.iterdir() if path.name.startswith("database."))


def _medium(folder):
    return next(path for path in folder.glob("media/*"))


DAMAGES = {
    "the database is cut": (lambda folder: _cut(_database(folder)), "与清单不符"),
    "a bit of the database": (lambda folder: _flip(_database(folder)), "与清单不符"),
    "no database": (lambda folder: _database(folder).unlink(), "缺文件 database"),
    "a bit of a picture": (lambda folder: _flip(_medium(folder)), "与清单不符"),
    "a picture is gone": (lambda folder: _medium(folder).unlink(), "缺文件"),
    "a bit of the manifest": (lambda folder: _flip(folder / NAME), "已损坏"),
    "the manifest is cut": (lambda folder: _cut(folder / NAME), "读不出来"),
    "no manifest": (lambda folder: (folder / NAME).unlink(), "不是本系统的备份"),
    "a list": (lambda folder: (folder / NAME).write_text("[]"), "不是本系统的备份"),
}


@pytest.mark.parametrize("what", DAMAGES)
def test_what_is_damaged_is_found(copy, what):
    damage, sentence = DAMAGES[what]
    damage(copy)
    with pytest.raises(BackupError, match=sentence):
        verified(copy)


@contextmanager
def rewritten(folder):
    """Change the copied database, and the manifest so that its digests agree with it."""
    path = _database(folder)
    with closing(sqlite3.connect(path)) as database:
        yield database
        database.commit()
    facts = json.loads((folder / NAME).read_text())
    del facts["digest"]
    facts["files"][path.name] |= {"sha256": file_digest(path), "size": path.stat().st_size}
    (folder / NAME).write_text(json.dumps({**facts, "digest": _digest(facts)}))


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("DELETE FROM series_revisionkeyterms", "表 series_revisionkeyterms 应有"),
        ("DELETE FROM series_column", "指向不存在的 series_column"),
        ("DELETE FROM series_auditline WHERE number > 3", "审计链没有写到备份开始时的末尾"),
        ("UPDATE series_attachment SET file = 'attachments/other.pdf'", "提到的文件 attachments/o"),
        ("DROP TABLE series_shingle", "没有表 series_shingle"),
    ],
)
def test_a_copy_whose_digests_agree_is_still_opened(copy, query, sentence):
    if connection.vendor != "sqlite":
        pytest.skip("只有 SQLite 的副本可以直接打开")
    with rewritten(copy) as database:
        database.execute("PRAGMA foreign_keys = OFF")
        database.execute(query)
    with pytest.raises(BackupError, match=sentence):
        verified(copy)


def test_a_second_backup_links_what_the_first_has(kept, media, home):
    second = make_backup(home / "kept").path
    try:
        first = {path.name: path.stat().st_ino for path in kept.glob("media/*")}
        assert {path.name: path.stat().st_ino for path in second.glob("media/*")} == first
        assert first
    finally:
        shutil.rmtree(second)


def test_a_damaged_file_of_an_earlier_backup_is_not_taken_over(copy, media):
    _flip(_medium(copy))
    made = make_backup(copy.parent)
    assert verified(made.path).media == made.manifest.media
    assert place_of(made.path, _medium(copy).name).stat().st_ino != _medium(copy).stat().st_ino


def test_a_file_that_the_site_has_lost_is_named_and_the_rest_is_kept(home, settings, tmp_path):
    settings.MEDIA_ROOT = shutil.copytree(home / "media", tmp_path / "media")
    name = Attachment.objects.get().file.name
    (settings.MEDIA_ROOT / name).unlink()
    with pytest.raises(CommandError, match=f"1 个文件本来就不在：{name}"):
        backup(tmp_path / "kept")
    (made,) = folders_in(tmp_path / "kept")
    assert verified(made).missing == [name]


def test_an_unfinished_upload_is_left_out(home, settings, tmp_path):
    settings.MEDIA_ROOT = shutil.copytree(home / "media", tmp_path / "media")
    (settings.MEDIA_ROOT / "attachments/one.pdf.part").write_bytes(b"half")
    made = make_backup(tmp_path / "kept")
    assert [name for name in made.manifest.media if name.endswith(".part")] == []


def test_two_backups_at_once_are_one(tmp_path):
    with only_one(tmp_path), pytest.raises(CommandError, match="另一个备份正在写入"):
        backup(tmp_path)
    assert folders_in(tmp_path) == []


def test_a_place_that_cannot_hold_backups_is_named(media, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(CommandError, match="不能写入"):
        backup(tmp_path / "file" / "kept")
    with pytest.raises(CommandError, match="在图片文件夹里"):
        backup(settings.MEDIA_ROOT / "kept")
    with pytest.raises(CommandError, match="请写明放备份的文件夹"):
        call_command("backup")
    with pytest.raises(CommandError, match="请改正后重试"):
        backup(tmp_path, keep=0)


# Makes a backup in a process that ends, without a word, where it comes to a given step.
DIES = """
import os, signal, sys, django
django.setup()
from django.conf import settings
settings.DATABASES["default"]["NAME"] = os.environ["ITS_DATABASE"]
settings.MEDIA_ROOT = os.environ["ITS_MEDIA"]
from pathlib import Path
from series.actions.backups import write
owner = Path if sys.argv[1] == "rename" else write
setattr(owner, sys.argv[1], lambda *args, **options: os.kill(os.getpid(), signal.SIGKILL))
write.make_backup(Path(sys.argv[2]))
"""


SLOW = pytest.mark.slow(reason="a process each; the last moment stays")


@pytest.mark.parametrize(
    "step",
    [pytest.param("copy_media", marks=SLOW), pytest.param("sync_tree", marks=SLOW), "rename"],
)
def test_a_killed_backup_leaves_nothing_that_looks_whole(home, media, tmp_path, step):
    given = {"ITS_DATABASE": str(connection.settings_dict["NAME"]), "PYTHONPATH": str(ROOT)}
    given |= {"ITS_MEDIA": str(home / "media"), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "-c", DIES, step, str(tmp_path)]
    done = subprocess.run(
        command, env={**os.environ, **given}, cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert folders_in(tmp_path) == []
    assert len(list(tmp_path.glob(".unfinished-*"))) == 1
    backup(tmp_path)
    assert len(folders_in(tmp_path)) == 1
    assert list(tmp_path.glob(".unfinished-*")) == []


# Makes a backup where no file may grow beyond a few pages, as on a disk that is full.
FULL = """
import os, resource, signal, sys, django
django.setup()
from django.conf import settings
settings.DATABASES["default"]["NAME"] = os.environ["ITS_DATABASE"]
settings.MEDIA_ROOT = os.environ["ITS_MEDIA"]
from django.core.management import execute_from_command_line
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
execute_from_command_line(["manage.py", "backup", sys.argv[1]])
"""


def test_a_full_disk_is_one_sentence_and_leaves_nothing(home, media, tmp_path):
    given = {"ITS_DATABASE": str(connection.settings_dict["NAME"]), "PYTHONPATH": str(ROOT)}
    given |= {"ITS_MEDIA": str(home / "media"), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "-c", FULL, str(tmp_path)]
    done = subprocess.run(
        command, env={**os.environ, **given}, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    assert "没有做成" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == [".lock"]


@pytest.fixture
def keyring(tmp_path, monkeypatch):
    """A keyring of GPG with one key, which its folder takes along."""
    if shutil.which("gpg") is None:
        pytest.skip("没有安装 gpg")
    folder = tmp_path / "keys"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("GNUPGHOME", str(folder))
    make = ["gpg", "--batch", "--passphrase", "", "--quick-gen-key", "keeper@example.org"]
    subprocess.run(make, capture_output=True, check=True)
    yield "keeper@example.org"
    subprocess.run(["gpgconf", "--kill", "all"], capture_output=True, check=False)


def test_an_encrypted_backup_opens_with_the_key_alone(keyring, media, tmp_path, monkeypatch):
    backup(tmp_path / "kept", encrypt_to=keyring)
    (made,) = (tmp_path / "kept").glob("backup-*")
    assert made.name.endswith(".tar.gpg")
    assert b"chamber-backup" not in made.read_bytes()
    (tmp_path / "out").mkdir()
    assert verified(decrypted(made, tmp_path / "out")).rows["series_entry"] > 5
    monkeypatch.setenv("GNUPGHOME", str(tmp_path))
    (tmp_path / "other").mkdir()
    with pytest.raises(BackupError, match="gpg 没有做成"):
        decrypted(made, tmp_path / "other")


def test_age_opens_with_its_own_key_file(media, tmp_path):
    if shutil.which("age-keygen") is None:
        pytest.skip("没有安装 age")
    key = tmp_path / "key.txt"
    subprocess.run(["age-keygen", "-o", str(key)], capture_output=True, check=True)
    public = re.search(r"age1\w+", key.read_text())[0]
    backup(tmp_path / "kept", encrypt_to=public)
    (made,) = folders_in(tmp_path / "kept")
    assert made.name.endswith(".tar.age")
    (tmp_path / "out").mkdir()
    with pytest.raises(BackupError, match="须用 --identity 指定私钥文件"):
        decrypted(made, tmp_path / "out")
    assert verified(decrypted(made, tmp_path / "out", identity=str(key))).rows["series_entry"] > 5


def test_an_unknown_recipient_or_a_missing_program_is_one_sentence(keyring, media, tmp_path):
    with pytest.raises(CommandError, match=r"gpg 没有做成.*请核对收件人"):
        backup(tmp_path / "kept", encrypt_to="nobody@example.org")
    with pytest.raises(CommandError, match="收件人“--yes”不能用"):
        backup(tmp_path / "kept", encrypt_to="--yes")
    if shutil.which("age") is None:
        with pytest.raises(CommandError, match="没有找到加密程序 age，请先安装"):
            backup(tmp_path / "kept", encrypt_to="age1qqqq")
    assert list((tmp_path / "kept").glob("*backup-*")) == []


def test_the_manifest_of_another_version_is_refused(copy):
    facts = json.loads((copy / NAME).read_text())
    (copy / NAME).write_text(json.dumps({**facts, "format": 99}))
    with pytest.raises(BackupError, match="请先把程序升级"):
        read_manifest(copy, kind="chamber-backup")
