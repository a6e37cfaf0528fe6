"""The container file in docs/deploy: a linter reads it, and it agrees with the units and the settings."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.helpers.sites import container_file
from tests.helpers.sites.container_file import FILE, ROOT, environment, instructions, values

PINNED = re.compile(r"python:3\.11\.\d+-slim-\w+")
SECRET = re.compile(r"SECRET|PASSWORD|TOKEN|_KEY|://\S*:\S*@", re.IGNORECASE)
NEEDED = (
    "manage.py",
    "chamber/wsgi.py",
    "series/urls.py",
    "templates/base.html",
    "requirements.txt",
)


@pytest.fixture(scope="module")
def found():
    return instructions(FILE.read_text(encoding="utf-8"))


def faults(file):
    """Return what hadolint says of a container file, one fault a line."""
    own = shutil.which("hadolint", path=Path(sys.executable).parent) or shutil.which("hadolint")
    if own is None:
        pytest.skip("没有 hadolint（requirements-dev.txt 只在 Linux x86_64 安装它）")
    command = [own, "--no-color", "--failure-threshold", "style", str(file)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert bool(done.returncode) == bool(done.stdout), done.stderr
    return done.stdout.splitlines()


def test_a_linter_finds_no_fault():
    assert faults(FILE) == []


def test_control_the_linter_finds_a_base_without_version_and_a_last_user_that_is_root(tmp_path):
    text = FILE.read_text(encoding="utf-8")
    worse = text.replace("USER 990:990", "USER root")
    worse = re.sub(r"^FROM .*$", "FROM python", worse, flags=re.MULTILINE)
    (tmp_path / "Containerfile").write_text(worse)
    said = " ".join(faults(tmp_path / "Containerfile"))
    assert "DL3006" in said
    assert "DL3002" in said


def test_the_base_is_pinned_and_the_account_is_the_one_of_the_units(found):
    assert [PINNED.fullmatch(base) is not None for base in values(found, "FROM")] == [True]
    made = re.search(r"useradd .*--uid (\d+) --gid chamber .* chamber ", values(found, "RUN")[0])
    group = re.search(r"groupadd .*--gid (\d+) chamber ", values(found, "RUN")[0])
    assert values(found, "USER") == [f"{made[1]}:{group[1]}"]
    assert 0 < int(made[1]) < 1000
    names = [name for name, _ in found]
    assert names.index("USER") < names.index("CMD")
    assert max(at for at, name in enumerate(names) if name in ("RUN", "COPY")) < names.index("USER")


def test_it_starts_with_the_steps_of_the_unit(found):
    unit = (ROOT / "docs/deploy/chamber.service").read_text(encoding="utf-8")
    steps = re.findall(r"^Exec\w+=\S+ manage\.py (.+)$", unit, re.MULTILINE)
    shell, option, line = container_file.start_command(found)
    assert (shell, option) == ("sh", "-c")
    assert re.findall(r"manage\.py ([\w -]+?)(?: &&|$)", line) == steps == ["prepare", "serve"]
    assert [step for step in steps if step.split()[0] not in get_commands()] == []
    assert line.endswith("exec python manage.py serve")  # so that SIGTERM reaches the server
    assert line.startswith(f"umask {re.search(r'UMask=0(.*)', unit)[1]} ")


def test_its_environment_is_read_and_is_that_of_the_units(found):
    own = environment(found)
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "chamber").rglob("*.py"))
    unread = [name for name in own if f'"{name}"' not in code and not name.startswith("PYTHON")]
    assert unread == []
    lines = (ROOT / "docs/deploy/chamber.env").read_text(encoding="utf-8").splitlines()
    given = dict(line.split("=", 1) for line in lines if line[:1].isalpha())
    both = own.keys() & given.keys()
    assert both == {"CHAMBER_DATA", "CHAMBER_BACKUPS"}
    assert {name: own[name] for name in both} == {name: given[name] for name in both}


def test_ports_and_folders_are_said_once(found):
    own = environment(found)
    assert values(found, "EXPOSE") == [own["PORT"]]
    assert "'PORT'" in container_file.health_command(found)[-1]
    assert "'/healthz'" in container_file.health_command(found)[-1]
    volumes = re.findall(r'"([^"]+)"', values(found, "VOLUME")[0])
    assert volumes == [own["CHAMBER_DATA"], own["CHAMBER_BACKUPS"]]
    made = " ".join(values(found, "RUN"))
    assert [folder for folder in volumes if folder not in made] == []


def test_it_holds_no_secret(found):
    assert [rest for name, rest in found if name in ("ENV", "ARG") and SECRET.search(rest)] == []
    assert values(found, "ADD") == []
    assert SECRET.search("CHAMBER_SECRET_KEY=x")
    assert SECRET.search("DATABASE_URL=postgres://chamber:x@host/chamber")


def test_it_copies_the_program_and_nothing_else(found, tmp_path):
    site = tmp_path / "site"
    for name in (*NEEDED, "static/site/site.css", "locale/zh_Hans/django.po"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).touch()
    for name in ("var/secret_key", ".git/config", "tests/places.py", "series/__pycache__/urls.pyc"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).touch()
    container_file.copy_into(tmp_path / "image", root=site)
    copied = {
        path.relative_to(tmp_path / "image").as_posix()
        for path in (tmp_path / "image").rglob("*")
        if path.is_file()
    }
    assert copied == {*NEEDED, "static/site/site.css", "locale/zh_Hans/django.po"}
    known = container_file.patterns()
    kept = [
        name
        for name in ("var", ".git", "tests", ".venv")
        if not container_file.is_ignored(Path(name), known)
    ]
    assert kept == []
    assert [one for one, _ in container_file.copies(found) if not (ROOT / one).exists()] == []
