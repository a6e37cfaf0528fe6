"""manage.py accounts: once and for all, never a password twice."""

import re
import stat

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from chamber.models import User
from series.actions.desk.accounts import FIRST_ACCOUNTS, new_password
from series.models import AuditLine, Level
from series.roles import levels_of, may

pytestmark = pytest.mark.django_db
PASSWORD = re.compile(r"(?:[a-zA-Z2-9]{4}-){3}[a-zA-Z2-9]{4}")


@pytest.fixture
def accounts(settings, tmp_path, capsys):
    settings.DATA_DIR = tmp_path

    def run(*given):
        call_command("accounts", *given)
        return capsys.readouterr().out

    return run


@pytest.fixture
def file(tmp_path):
    return tmp_path / "accounts.txt"


def passwords(text):
    rows = (line.split("\t") for line in text.splitlines() if "\t" in line)
    return {row[0]: row[2] for row in rows}


def test_the_first_run_makes_and_tells(accounts, file):
    told = passwords(accounts())
    assert set(told) == {username for username, _ in FIRST_ACCOUNTS}
    assert passwords(file.read_text(encoding="utf-8")) == told
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    for username, password in told.items():
        assert authenticate(username=username, password=password)
    assert AuditLine.objects.filter(verb="建账号").count() == 5


def test_the_roles(accounts):
    accounts()
    rights = {user.username: user for user in User.objects.all()}
    assert may(rights["bianji"], "create")
    levels = [levels_of(rights[name]) for name in ("chushen", "fushen", "zhongshen")]
    extra = Level.EXTRA  # one more signature, for a reprint whose source is not listed
    assert levels == [[Level.FIRST], [Level.SECOND, extra], [Level.FINAL, extra]]
    assert rights["guanli"].is_superuser
    assert not any(rights[name].is_superuser for name in ("bianji", "zhongshen"))


def test_the_second_run_keeps_and_is_silent(accounts, file):
    accounts()
    before = file.read_bytes(), list(User.objects.values_list("password", flat=True))
    told = accounts()
    assert not PASSWORD.search(told)
    assert str(file) in told
    assert (file.read_bytes(), list(User.objects.values_list("password", flat=True))) == before


def test_a_reset_replaces_one_line(accounts, file):
    old = passwords(accounts())
    new = passwords(accounts("--reset", "bianji"))
    assert set(new) == {"bianji"}
    assert passwords(file.read_text(encoding="utf-8")) == {**old, **new}
    assert authenticate(username="bianji", password=new["bianji"])
    assert not authenticate(username="bianji", password=old["bianji"])
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_an_unknown_name_is_refused(accounts, file):
    with pytest.raises(CommandError, match="没有账号“nemo”"):
        accounts("--reset", "nemo")
    assert not file.exists()


def test_without_its_file_the_command_says_what_to_do(accounts, file):
    accounts()
    file.unlink()
    assert "--reset" in accounts()
    assert not file.exists()


def test_accounts_that_cannot_be_written_down_are_not_made(accounts, tmp_path):
    (tmp_path / "accounts.txt").mkdir()
    with pytest.raises(IsADirectoryError):
        accounts()
    assert not User.objects.exists()


def test_passwords_are_long_and_never_the_same():
    made = {new_password() for _ in range(200)}
    assert len(made) == 200
    assert all(PASSWORD.fullmatch(password) for password in made)
