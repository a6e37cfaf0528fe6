"""The recipe for several hosts in docs/deploy/hosts: its script runs, its files are read by what they are for."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from chamber.page_cache.redis_versions import RedisVersions
from chamber.page_cache.versions import UnreadableError
from tests.helpers.sites.nginx_front import NGINX, write_settings
from tests.helpers.sites.redis_server import needs_redis, redis_server
from tests.loads.places import free_port
from tests.structure.test_deploy import FOLDER, ROOT, TIMERS

HOSTS = FOLDER / "hosts"
SETTINGS = (HOSTS / "chamber.env").read_text(encoding="utf-8")
# What the script asks of the system: each notes its words, and does nothing.
NOTED = ("systemctl", "useradd", "chown")


@pytest.fixture
def machine(tmp_path):
    """A machine with the program in a folder, and an account and its settings file if they are made."""
    programs, program = tmp_path / "bin", tmp_path / "program"
    programs.mkdir()
    for name in NOTED:
        _program(programs / name, f'echo "{name} $*" >> {tmp_path}/noted')
    _program(programs / "id", "echo 0")
    _program(programs / "getent", "exit 2")
    shutil.copytree(FOLDER, program / "docs/deploy")
    (program / ".venv/bin").mkdir(parents=True)
    _program(program / ".venv/bin/python", f'echo "python $*" >> {tmp_path}/noted')
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc/chamber.env").write_text(SETTINGS)
    return tmp_path


def _program(path, line):
    path.write_text(f"#!/bin/sh\n{line}\n")
    path.chmod(0o755)


def install(machine, *words):
    own = {"PATH": f"{machine / 'bin'}:{os.environ['PATH']}"}
    own |= {"CHAMBER_ROOT": str(machine), "CHAMBER_PROGRAM": str(machine / "program")}
    script = machine / "program/docs/deploy/hosts/install.sh"
    done = subprocess.run(["sh", script, *words], env=own, capture_output=True, text=True)
    noted = machine / "noted"
    return done.returncode, done.stderr, noted.read_text() if noted.exists() else ""


def units(noted):
    """The units that are enabled."""
    words = " ".join(re.findall(r"systemctl enable --now (.*)", noted)).split()
    return sorted(words)


def test_the_first_host_has_the_site_and_every_timer_but_the_mirror(machine):
    code, errors, noted = install(machine, "first")
    assert (code, errors) == (0, "")
    assert units(noted) == sorted(["chamber.service", *set(TIMERS) - {"chamber-mirror.timer"}])
    assert "useradd --system" in noted
    assert "python -m pip install --quiet --requirement" in noted
    installed = machine / "etc/systemd/system"
    assert (installed / "chamber.service").read_text() == (FOLDER / "chamber.service").read_text()
    assert (installed / "chamber.service.d/shared-media.conf").exists()
    assert (machine / "var/lib/chamber").stat().st_mode & 0o777 == 0o700
    assert (machine / "etc/chamber.env").stat().st_mode & 0o777 == 0o600
    assert install(machine, "first")[0] == 0  # once more


def test_a_further_host_asks_for_the_keys_of_the_first(machine):
    code, errors, noted = install(machine, "further")
    assert code == 1
    assert "请从第一台抄来" in errors
    assert units(noted) == []
    for name in ("secret_key", "audit_key", "personal_key"):
        (machine / "var/lib/chamber" / name).write_text("x")
    code, errors, noted = install(machine, "further")
    assert (code, errors) == (0, "")
    assert units(noted) == ["chamber-doctor.timer", "chamber-due.timer", "chamber.service"]


@pytest.mark.parametrize("name", ["DATABASE_URL", "CHAMBER_REDIS", "CHAMBER_ADDRESS"])
def test_a_setting_that_is_missing_is_named(machine, name):
    lines = [line for line in SETTINGS.splitlines() if not line.startswith(name)]
    (machine / "etc/chamber.env").write_text("\n".join(lines))
    code, errors, noted = install(machine, "first")
    assert (code, noted) == (1, "")
    assert f"里没有 {name}" in errors


def test_without_a_role_the_script_says_how_it_is_used(machine):
    code, errors, _ = install(machine)
    assert code == 1
    assert "first（第一台）或 further（其余各台）" in errors


def test_the_settings_are_those_that_the_program_reads():
    read = (ROOT / "chamber/settings.py").read_text(encoding="utf-8")
    names = [line.lstrip("# ").split("=")[0] for line in SETTINGS.splitlines() if "=" in line]
    assert {"CHAMBER_REDIS", "CHAMBER_ADDRESS", "DATABASE_URL"} <= set(names)
    assert [name for name in names if f'"{name}"' not in read] == []


def test_nginx_asks_both_hosts_at_the_port_that_they_serve():
    text = (HOSTS / "nginx.conf").read_text(encoding="utf-8")
    servers = re.findall(r"server (10[\d.]+):(\d+) max_fails=1", text)
    assert len(servers) == 2
    assert {port for _, port in servers} == {"8000"}
    assert f"CHAMBER_ADDRESS={servers[0][0]}" in SETTINGS
    assert "non_idempotent" not in text


def test_nginx_reads_its_file(tmp_path):
    """With a certificate of its own, where nginx is installed."""
    if NGINX is None:
        pytest.skip("没有 nginx")
    words = [NGINX, "-t", "-c", write_settings(tmp_path), "-e", tmp_path / "errors"]
    done = subprocess.run(words, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def configured(tmp_path):
    """A server with the settings of redis.conf, on a port of its own."""
    text = (HOSTS / "redis.conf").read_text(encoding="utf-8")
    text = text.replace("bind 127.0.0.1 10.0.0.10", "bind 127.0.0.1").replace("port 6379\n", "")
    text = text.replace("密码", "password-of-a-test")
    (tmp_path / "redis.conf").write_text(text)
    with redis_server(tmp_path, port=free_port(), file=tmp_path / "redis.conf") as running:
        yield running


@needs_redis
def test_redis_with_its_settings_holds_the_numbers(configured):
    versions = RedisVersions(configured.url.replace("//", "//chamber:password-of-a-test@"))
    before = versions.numbers([1])
    with versions.writing(["lists"]):
        versions.settle()
    versions.touch(["lists"])
    versions.discard()
    assert versions.state()
    assert before == versions.numbers([1])
    assert len(versions.note_host("first", "keys")) == 1


@needs_redis
@pytest.mark.parametrize("given", ["", "chamber:wrong@"])
def test_control_nobody_else_is_let_in(configured, given, monkeypatch):
    with pytest.raises(UnreadableError):
        RedisVersions(configured.url.replace("//", f"//{given}")).state()


def test_every_file_of_the_recipe_is_told_of():
    handbook = (ROOT / "docs/scaling.md").read_text(encoding="utf-8")
    names = [path.name for path in HOSTS.iterdir()]
    assert [name for name in names if f"deploy/hosts/{name}" not in handbook] == []
    assert Path(HOSTS, "install.sh").read_text().startswith("#!/bin/sh\n")
