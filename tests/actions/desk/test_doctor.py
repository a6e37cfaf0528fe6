"""`manage.py doctor`: each fault of an installation is one line that says what to do."""

import os
import shutil
import socket
import ssl
import subprocess
import sys
import threading
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from series.actions.audit.chain import record
from series.actions.backups.kept import name_at
from series.actions.desk.doctor import data, program, work
from series.actions.desk.doctor.examine import CHECKS, examine, store_examination
from series.actions.desk.doctor.line import Health, error, well
from series.actions.desk.mail import OFF
from series.models import DraftDocument, Entry, Notification
from series.search.rebuilding import rebuild
from tests.helpers import making, people

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]
KEY = "only-a-test-knows-this-key-of-0123456789-characters"


def told(check):
    return [str(line) for line in check()]


def test_every_line_of_a_broken_installation_says_what_to_do(tmp_path):
    own = {"PATH": os.environ["PATH"], "CHAMBER_DATA": str(tmp_path / "none")}
    own["DATABASE_URL"] = "sqlite://:memory:"
    done = subprocess.run(
        [sys.executable, "manage.py", "doctor"], cwd=ROOT, env=own, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "错误　数据库：SQLite 的 journal_mode 是 memory，应为 wal" in done.stdout
    assert "项更新没有执行，请运行 manage.py prepare" in done.stdout
    assert "写不进去（No such file or directory）" in done.stdout
    assert "错误　密钥：没有密钥或太短，请运行 manage.py prepare" in done.stdout
    assert "处错误，请按上面所说的办" in done.stderr
    assert "Traceback" not in done.stderr


def test_control_this_database_and_these_folders_are_well(settings, tmp_path):
    settings.DATA_DIR = settings.MEDIA_ROOT = tmp_path
    settings.SECRET_KEY, settings.BACKUP_DIR = KEY, tmp_path
    lines = [*data.database(), *data.folders(), *data.secrets(), *program.django_version()]
    assert {line.health for line in lines} == {Health.OK}


def test_secrets_that_others_may_read_are_named(settings, tmp_path):
    settings.DATA_DIR, settings.SECRET_KEY = tmp_path, KEY
    for name in ("secret_key", "audit_key", "accounts.txt"):
        (tmp_path / name).touch(mode=0o600)
    assert told(data.secrets)[0] == "正常　密钥：齐全，只有运行网站的账号能读"
    (tmp_path / "audit_key").chmod(0o644)
    open_key, passwords = told(data.secrets)
    assert f"请运行 chmod go= {tmp_path}/audit_key" in open_key
    assert passwords.startswith("注意　首批密码：accounts.txt 还在")


def test_a_full_disk_is_told_before_it_is_full(settings, tmp_path, monkeypatch):
    settings.DATA_DIR, settings.MEDIA_ROOT, settings.BACKUP_DIR = tmp_path, tmp_path / "no", ""
    free = shutil.disk_usage(tmp_path).free
    seen = []
    for little, very_little in ((1, 0), (free * 2, 0), (free * 4, free * 2)):
        monkeypatch.setattr(data, "LITTLE", little)
        monkeypatch.setattr(data, "VERY_LITTLE", very_little)
        monkeypatch.setattr(data, "FEW_PERCENT", 0)
        monkeypatch.setattr(data, "VERY_FEW_PERCENT", 0)
        seen += [line.health for line in data.disk()]
    assert seen == [Health.OK, Health.WARNING, Health.ERROR]


def test_a_clock_behind_the_audit_is_an_error():
    record("登录", by=people.editor())
    assert told(work.clock)[0].startswith("正常　时钟")
    with connection.cursor() as cursor:
        later = timezone.now() + timedelta(days=3, hours=1)
        cursor.execute("UPDATE series_auditline SET at = %s", [later])
    assert told(work.clock)[0].startswith("错误　时钟：比最新的审计记录慢 3 天")


def test_overdue_entries_are_an_error():
    row = making.article("public")
    assert told(work.due_entries) == ["正常　定时发布：没有过时未办的稿件"]
    Entry.objects.filter(pk=row.pk).update(expires_at=timezone.now() - timedelta(hours=1))
    assert "1 篇到时没有办理，请看 systemctl status chamber-due.timer" in told(work.due_entries)[0]


def test_the_examination_is_no_check_of_the_desk():
    store_examination([well("甲", "好")])
    assert told(work.desk_checks) == ["注意　巡检：还没有运行过，请启用 chamber-check.timer"]


def test_mail_that_waits_or_failed_is_told(settings):
    settings.EMAIL_BACKEND = OFF
    assert "没有设置 EMAIL_URL" in told(work.mail)[0]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    user = people.editor()
    user.email = "editor@example.org"
    user.save()
    row = Notification.objects.create(user=user, text="请审核")
    assert told(work.mail) == ["正常　通知邮件：没有积压"]
    Notification.objects.update(created_at=timezone.now() - timedelta(hours=1))
    assert "1 封等了半小时以上" in told(work.mail)[0]
    Notification.objects.filter(pk=row.pk).update(mail_failures=5)
    assert "1 封试了 5 次没有发出" in told(work.mail)[0]


def test_an_index_that_was_never_built_is_an_error():
    assert told(work.search) == ["错误　检索索引：还没有建成，请运行 manage.py reindex"]
    rebuild(processes=1, grace=0)
    assert told(work.search) == ["正常　检索索引：与词典和程序一致"]


def test_drafts_that_the_index_of_the_desk_lacks_are_told():
    making.article()
    rebuild(processes=1, grace=0)
    assert told(work.search) == ["正常　检索索引：与词典和程序一致"]
    DraftDocument.objects.all().delete()
    assert "1 篇草稿不在工作台的索引里" in told(work.search)[0]


@pytest.mark.parametrize(
    ("minutes", "health"),
    [(3, "正常"), (40, "注意"), (60 * 25, "错误")],
)
def test_the_age_of_the_newest_backup(settings, tmp_path, minutes, health):
    settings.BACKUP_DIR = str(tmp_path)
    assert "一份也没有" in told(work.backups)[0]
    (tmp_path / name_at(datetime.now(UTC) - timedelta(minutes=minutes), taken=[])).mkdir()
    (tmp_path / ".unfinished-backup").mkdir()
    assert told(work.backups)[0].startswith(f"{health}　备份：最新一份在")
    (tmp_path / name_at(datetime.now(UTC) + timedelta(days=2), taken=[])).mkdir()
    assert "的时间在将来" in told(work.backups)[0]
    settings.BACKUP_DIR = ""
    assert told(work.backups)[0].startswith("注意　备份：没有设置 CHAMBER_BACKUPS")


def test_another_django_than_the_one_asked_for_is_told(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    (tmp_path / "requirements.txt").write_text("Django==5.1.0  # framework\n")
    assert "requirements.txt 要求 5.1.0" in told(program.django_version)[0]


def test_static_files_that_were_lost_are_told(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    manifest = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": manifest}}
    assert "没有收集过，请重启网站" in told(program.static_files)[0]
    (tmp_path / "a.1.css").touch()
    (tmp_path / "staticfiles.json").write_text('{"version": "1.1", "paths": {"a.css": "a.1.css"}}')
    assert told(program.static_files) == ["正常　静态文件：1 个，清单齐全"]
    (tmp_path / "a.1.css").unlink()
    assert "缺 a.1.css 等 1 个" in told(program.static_files)[0]


@contextmanager
def https(folder, *, days):
    """A server on this machine whose certificate lasts so many days; yields its port."""
    if shutil.which("openssl") is None:
        pytest.skip("没有安装 openssl")
    key, own = folder / "key.pem", folder / "cert.pem"
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", own]
    make += [
        "-days",
        str(days),
        "-subj",
        "/CN=localhost",
        "-addext",
        "subjectAltName=DNS:localhost",
    ]
    subprocess.run(make, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(own, key)
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:

        def serve():
            plain, _ = listening.accept()
            with plain:
                try:
                    context.wrap_socket(plain, server_side=True).close()
                except ssl.SSLError:  # the visitor does not trust it
                    return

        thread = threading.Thread(target=serve)
        thread.start()
        yield listening.getsockname()[1]
        thread.join(timeout=10)


@pytest.mark.parametrize(("days", "health"), [(2, "错误"), (10, "注意"), (90, "正常")])
def test_the_end_of_the_certificate(settings, tmp_path, monkeypatch, days, health):
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
    with https(tmp_path, days=days) as port:
        settings.SITE = {**settings.SITE, "base_url": f"https://localhost:{port}"}
        assert told(program.certificate)[0].startswith(f"{health}　证书：localhost 的证书还有")


def test_a_certificate_that_no_browser_takes_and_a_silent_address(settings, tmp_path):
    with https(tmp_path, days=90) as port:
        settings.SITE = {**settings.SITE, "base_url": f"https://localhost:{port}"}
        assert "的证书浏览器不认" in told(program.certificate)[0]
    assert told(program.certificate)[0].startswith("注意　证书：连不上 localhost")
    settings.SITE = {**settings.SITE, "base_url": ""}
    assert told(program.certificate) == []


def test_a_check_that_cannot_be_carried_out_is_an_error_and_stops_no_other(monkeypatch):
    def unreadable():
        yield well("甲", "好")
        raise PermissionError(13, "Permission denied", "/data/secret")

    monkeypatch.setattr(
        "series.actions.desk.doctor.examine.CHECKS",
        {"甲": unreadable, "乙": lambda: [well("乙", "好")]},
    )
    assert [str(line) for line in examine()] == [
        "正常　甲：好",
        "错误　甲：读不了 /data/secret（Permission denied），请检查权限",
        "正常　乙：好",
    ]
    assert len(CHECKS) > 10


def test_the_administrator_sees_the_last_result_and_nobody_else(as_person, admin, chief):
    assert "还没有检查过" in as_person(admin).get("/desk/").content.decode()
    store_examination([well("甲", "好"), error("备份", "一份也没有")])
    page = as_person(admin).get("/desk/").content.decode()
    assert "备份：一份也没有" in page
    assert "其余正常" in page
    assert "安装检查" not in as_person(chief).get("/desk/").content.decode()
    store_examination([well("甲", "好"), well("备份", "刚刚")])
    assert "2 项都正常" in as_person(admin).get("/desk/").content.decode()
