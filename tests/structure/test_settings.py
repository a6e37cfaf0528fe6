"""The one settings file under different environments, each in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KEY = "only-a-test-knows-this-key-of-0123456789-characters"


def settings_under(tmp_path, *names, command="", **environment):
    """Print these settings in a fresh process; returns (exit code, output, errors)."""
    own = {"PATH": os.environ["PATH"], "CHAMBER_DATA": str(tmp_path), **environment}
    shown = "; ".join(f"print(repr(settings.{name}))" for name in names)
    program = f"from chamber import settings; {shown}"
    done = subprocess.run(
        [sys.executable, "-c", program, command],
        **{"env": own, "cwd": ROOT, "capture_output": True, "text": True},
    )
    return done.returncode, done.stdout.split("\n")[:-1], done.stderr


def test_without_a_key_only_this_machine_is_served(tmp_path):
    code, shown, _ = settings_under(tmp_path, "DEBUG", "ALLOWED_HOSTS", "HTTPS")
    assert (code, shown) == (0, ["True", "['localhost', '127.0.0.1', '[::1]']", "False"])


def test_a_connection_of_a_serving_process_stays_open_and_has_a_small_cache(tmp_path):
    names = ("SQLITE_CACHE", "DATABASES['default']['CONN_MAX_AGE']")
    served = settings_under(tmp_path, *names, command="serve")
    assert (served[1], settings_under(tmp_path, *names)[1]) == (
        ["4000", "None"],
        ["20000", "None"],
    )


def test_with_hosts_the_second_factor_is_asked_of_everybody(tmp_path):
    name, given = "SECOND_FACTOR_REQUIRED", {"CHAMBER_SECRET_KEY": KEY}
    seen = [
        settings_under(tmp_path, name, **given, **hosts)[:2]
        for hosts in ({}, {"CHAMBER_HOSTS": "zt.example.org"})
    ]
    assert seen == [(0, ["False"]), (0, ["True"])]


def test_with_key_and_hosts_everything_is_https(tmp_path):
    code, shown, _ = settings_under(
        tmp_path,
        *("DEBUG", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"),
        *("SECURE_HSTS_SECONDS >= 31_536_000", "CSRF_TRUSTED_ORIGINS", "ALLOWED_HOSTS[0]"),
        CHAMBER_SECRET_KEY=KEY,
        CHAMBER_HOSTS="zt.example.org",
    )
    assert code == 0
    assert shown == [
        *("False", "True", "True", "True", "True"),
        "['https://zt.example.org']",
        "'zt.example.org'",
    ]


@pytest.mark.parametrize(
    "given",
    [{}, {"CHAMBER_SECRET_KEY": "short"}, {"CHAMBER_SECRET_KEY": KEY, "CHAMBER_DEBUG": "true"}],
)
def test_a_public_host_without_a_key_or_with_debug_is_refused(tmp_path, given):
    code, _, errors = settings_under(tmp_path, "DEBUG", CHAMBER_HOSTS="zt.example.org", **given)
    assert code == 1
    assert "请先运行 manage.py prepare 生成密钥" in errors


def test_only_prepare_runs_for_a_public_host_without_a_key(tmp_path):
    """The service of docs/deploy runs it before the first start, with all settings."""
    own = {"PATH": os.environ["PATH"], "CHAMBER_DATA": str(tmp_path)}
    own["CHAMBER_HOSTS"] = "zt.example.org"
    codes = {}
    for command in ("prepare", "check"):
        words = [sys.executable, "manage.py", command, "--help"]
        codes[command] = subprocess.run(words, env=own, cwd=ROOT, capture_output=True).returncode
    assert codes == {"prepare": 0, "check": 1}


def test_the_security_contact_is_an_address_or_the_site_does_not_start(tmp_path):
    name = "SITE['security_contact']"
    given = [{}, {"SITE_SECURITY_CONTACT": "a@example.cn"}, {"SITE_SECURITY_CONTACT": "信息科"}]
    seen = [settings_under(tmp_path, name, **each) for each in given]
    assert [(code, shown) for code, shown, _ in seen] == [
        *((0, ["''"]), (0, ["'mailto:a@example.cn'"]), (1, []))
    ]
    assert "SITE_SECURITY_CONTACT 写作“信息科”无法使用" in seen[2][2]


def test_the_key_file_counts_as_a_key(tmp_path):
    (tmp_path / "secret_key").write_text(KEY + "\n")
    code, shown, _ = settings_under(tmp_path, "DEBUG", "SECRET_KEY", CHAMBER_HOSTS="zt.example.org")
    assert (code, shown) == (0, ["False", repr(KEY)])


def test_a_database_url_means_postgresql_with_limits(tmp_path):
    code, shown, _ = settings_under(
        tmp_path,
        *("DATABASES['default']['ENGINE']", "DATABASES['default']['CONN_HEALTH_CHECKS']"),
        "POSTGRES_OPTIONS['options'].count('timeout')",
        DATABASE_URL="postgres://editor:secret@127.0.0.1/column",
    )
    assert (code, shown) == (0, ["'chamber.backends.postgresql'", "True", "3"])


def test_the_address_of_redis_has_a_scheme_or_the_site_does_not_start(tmp_path):
    code, shown, _ = settings_under(tmp_path, "REDIS", CHAMBER_REDIS="redis://10.0.0.3:6379/0")
    assert (code, shown) == (0, ["'redis://10.0.0.3:6379/0'"])
    code, _, errors = settings_under(tmp_path, "REDIS", CHAMBER_REDIS="10.0.0.3:6379")
    assert code == 1
    assert "CHAMBER_REDIS 应以 redis://" in errors


def test_a_replica_is_one_of_postgresql_or_the_site_does_not_start(tmp_path):
    replica = {"CHAMBER_REPLICA": "postgres://reads:secret@10.0.0.20/column"}
    names = ("DATABASES['replica']['HOST']", "DATABASES['replica']['OPTIONS']['options'][-12:]")
    primary = {"DATABASE_URL": "postgres://editor:secret@127.0.0.1/column"}
    assert settings_under(tmp_path, *names, **replica, **primary)[1] == [
        "'10.0.0.20'",
        "'read_only=on'",
    ]
    for given in (replica, primary | {"CHAMBER_REPLICA": "sqlite:///column"}):
        code, _, errors = settings_under(tmp_path, *names, **given)
        assert code == 1
        assert "CHAMBER_REPLICA 是 PostgreSQL 副本的地址" in errors


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"CHAMBER_S3": "https://s3.example.cn"}, "应为 https://主机/存储桶"),
        ({"CHAMBER_S3": "http://10.0.0.9:9000/files"}, "应为 https://主机/存储桶"),
        ({"CHAMBER_S3": "https://key:word@s3.example.cn/files"}, "应为 https://主机/存储桶"),
        ({"CHAMBER_S3": "https://s3.example.cn/files"}, "还须设 CHAMBER_S3_KEY"),
        (
            {
                "CHAMBER_S3": "https://s3.example.cn/files",
                "CHAMBER_S3_KEY": "k",
                "CHAMBER_S3_SECRET": "s",
                "CHAMBER_S3_STYLE": "folder",
            },
            "CHAMBER_S3_STYLE 应为 path 或 virtual",
        ),
    ],
)
def test_an_object_store_that_cannot_work_is_refused_at_the_start(tmp_path, given, said):
    code, _, errors = settings_under(tmp_path, "S3", **given)
    assert code == 1
    assert said in errors


def test_a_site_with_a_folder_loads_nothing_of_an_object_store(tmp_path):
    """Memory: boto3 takes 26 MB a process."""
    loaded = "[name for name in __import__('sys').modules if name.startswith(('boto', 'storages'))]"
    program = (
        "import django; django.setup(); from django.core.files.storage import default_storage;"
        f"default_storage.exists('a.jpg'); import series.urls; print({loaded})"
    )
    own = {"PATH": os.environ["PATH"], "CHAMBER_DATA": str(tmp_path)}
    own["DJANGO_SETTINGS_MODULE"] = "chamber.settings"
    words = [sys.executable, "-c", program]
    done = subprocess.run(words, env=own, cwd=ROOT, capture_output=True, text=True)
    assert (done.stdout.strip(), done.returncode) == ("[]", 0)


def test_the_address_on_which_a_host_listens_is_one_of_its_names(tmp_path):
    code, shown, _ = settings_under(tmp_path, "ALLOWED_HOSTS[-1]", CHAMBER_ADDRESS="10.0.0.2")
    assert (code, shown) == (0, ["'10.0.0.2'"])


def test_the_proxy_header_is_believed_only_behind_a_proxy(tmp_path):
    name = "'SECURE_PROXY_SSL_HEADER' in vars(settings)"
    program = f"from chamber import settings; print({name})"
    seen = []
    for given in ({}, {"CHAMBER_BEHIND_PROXY": "true"}):
        own = {"PATH": os.environ["PATH"], "CHAMBER_DATA": str(tmp_path), **given}
        done = subprocess.run(
            [sys.executable, "-c", program], env=own, cwd=ROOT, capture_output=True, text=True
        )
        seen.append(done.stdout.strip())
    assert seen == ["False", "True"]


def test_the_deployment_check_has_nothing_to_say(tmp_path):
    own = {
        **{"PATH": os.environ["PATH"], "CHAMBER_DATA": str(tmp_path), "CHAMBER_SECRET_KEY": KEY},
        **{"CHAMBER_HOSTS": "zt.example.org", "CHAMBER_BEHIND_PROXY": "true"},
    }
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, env=own, cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
