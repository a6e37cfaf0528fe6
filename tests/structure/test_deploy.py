"""The systemd units in docs/deploy: each can be read, runs a command that exists, and is told of."""

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs/deploy"
SERVICES = sorted(path.name for path in FOLDER.glob("*.service"))
TIMERS = sorted(path.name for path in FOLDER.glob("*.timer"))
COMMAND = re.compile(r"/srv/chamber/\.venv/bin/python manage\.py (\w+)((?: \S+)*)")


def unit(name):
    parser = configparser.ConfigParser(interpolation=None, delimiters=["="])
    parser.optionxform = str  # systemd's names keep their case
    parser.read_string((FOLDER / name).read_text(encoding="utf-8"))
    return parser


def commands_of(name):
    service = unit(name)["Service"]
    lines = [service[key] for key in ("ExecStartPre", "ExecStart") if key in service]
    return [COMMAND.fullmatch(line).groups() for line in lines]


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_runs_a_command_with_options_that_it_takes(name, capsys):
    for command, options in commands_of(name):
        made = load_command_class(get_commands()[command], command)
        parser = made.create_parser("manage.py", command)
        parser.parse_args(options.split())
        with pytest.raises(SystemExit) as ended:
            parser.parse_args(["--help"])
        assert ended.value.code == 0
        assert f"usage: manage.py {command}" in capsys.readouterr().out


def test_control_an_option_that_no_command_takes_is_found():
    parser = load_command_class(get_commands()["backup"], "backup").create_parser("", "backup")
    parser.called_from_command_line = True
    with pytest.raises(SystemExit):
        parser.parse_args(["--keep", "many"])


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_runs_as_an_account_of_its_own(name):
    service = unit(name)["Service"]
    assert (service["User"], service["NoNewPrivileges"]) == ("chamber", "true")
    assert service["ProtectSystem"] == "strict"
    assert "/var/lib/chamber" in service["ReadWritePaths"].split()
    assert service["EnvironmentFile"] == "/etc/chamber.env"


@pytest.mark.parametrize("name", TIMERS)
def test_a_timer_has_a_service_of_its_name_that_ends(name):
    service = unit(name.replace(".timer", ".service"))["Service"]
    assert service["Type"] == "oneshot"
    assert unit(name)["Install"]["WantedBy"] == "timers.target"


@pytest.mark.parametrize("name", TIMERS)
def test_systemd_reads_the_time_of_a_timer(name):
    if shutil.which("systemd-analyze") is None:
        pytest.skip("没有 systemd-analyze")
    when = unit(name)["Timer"]["OnCalendar"]
    done = subprocess.run(["systemd-analyze", "calendar", when], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_backups_are_made_at_least_every_four_minutes():
    assert unit("chamber-backup.timer")["Timer"]["OnCalendar"] == "*:0/4"
    assert commands_of("chamber-backup.service") == [("backup", " --keep 12 --days 30")]


def test_the_handbook_names_every_timer_with_its_command():
    handbook = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(chamber-\w+)` \| `([^`]+)` \|", handbook, re.MULTILINE))
    found = {
        name.removesuffix(".timer"): "".join(commands_of(name.replace(".timer", ".service"))[0])
        for name in TIMERS
    }
    assert rows == found


def test_every_timer_that_the_handbook_switches_on_is_there():
    handbook = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    named = re.search(
        r"systemctl enable --now chamber\.service chamber-\{([\w,]+)\}\.timer", handbook
    )
    assert {f"chamber-{each}.timer" for each in named[1].split(",")} <= set(TIMERS)


def test_the_environment_file_sets_what_the_settings_read():
    settings = (ROOT / "chamber/settings.py").read_text(encoding="utf-8")
    lines = (FOLDER / "chamber.env").read_text(encoding="utf-8").splitlines()
    names = [line.lstrip("# ").split("=")[0] for line in lines if "=" in line]
    assert len(names) > 5
    assert [name for name in names if f'"{name}"' not in settings] == []
