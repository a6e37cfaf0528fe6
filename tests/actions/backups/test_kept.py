"""Which backups stay: the newest, one a day, and always the last good one."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from series.actions.backups.kept import folders_in, name_at, prune, unneeded

TODAY = date(2026, 11, 30)


def at(*moments):
    """Paths of backups begun at these “day hour:minute”, the newest first."""
    names = [
        name_at(datetime.strptime(f"2026-11-{m}", "%Y-%m-%d %H:%M"), taken=[]) for m in moments
    ]
    return [Path(name) for name in names]


def test_the_newest_and_the_last_of_each_day_stay():
    paths = at("30 12:08", "30 12:04", "30 12:00", "29 23:56", "29 12:00", "28 23:00", "20 10:00")
    gone = unneeded(paths, keep=2, days=3, today=TODAY)
    assert gone == at("30 12:00", "29 12:00", "20 10:00")


def test_the_newest_stays_whatever_is_asked():
    paths = at("20 10:00", "19 10:00")
    assert unneeded(paths, keep=0, days=0, today=TODAY) == at("19 10:00")


def test_a_second_backup_in_one_second_has_a_name_of_its_own_and_is_the_newer():
    moment = datetime(2026, 11, 30, 12, tzinfo=UTC)
    first = name_at(moment, taken=[])
    second = name_at(moment, taken=[Path(first)])
    assert (first, second) == ("backup-20261130T120000Z", "backup-20261130T120000Z-2")
    # The earlier ones may have been removed meanwhile: no name comes twice.
    assert name_at(moment, taken=[Path(f"{first}-9")]) == "backup-20261130T120000Z-10"


def test_other_files_are_not_taken_for_backups(tmp_path):
    first = "backup-20261130T120000Z"
    for name in (first, f"{first}-2", f"{first}-10", ".unfinished-backup"):
        (tmp_path / name).mkdir()
    (tmp_path / "backup-20261130T110000Z.tar.gpg").touch()
    (tmp_path / "backup-old.zip").touch()
    assert [path.name for path in folders_in(tmp_path)] == [
        "backup-20261130T120000Z-10",
        "backup-20261130T120000Z-2",
        "backup-20261130T120000Z",
        "backup-20261130T110000Z.tar.gpg",
    ]
    assert folders_in(tmp_path / "none") == []


def test_pruning_never_takes_the_last_good_backup(tmp_path):
    yesterday = datetime.now(UTC) - timedelta(days=1)
    good = tmp_path / f"{name_at(yesterday, taken=[])}.tar.gpg"
    good.write_bytes(b"whole")
    for hour in (1, 2):  # empty folders: a disk that filled up left nothing in them
        (tmp_path / name_at(yesterday + timedelta(hours=hour), taken=[])).mkdir()
    gone = prune(tmp_path, keep=1, days=0)
    assert good.exists()
    assert len(gone) == 1
    assert len(folders_in(tmp_path)) == 2


def test_the_backup_just_made_stays_where_the_clock_went_back(tmp_path):
    now = datetime.now(UTC)
    names = [name_at(now + timedelta(days=days), taken=[]) for days in (400, 399, 0)]
    for name in names:
        (tmp_path / f"{name}.tar.gpg").write_bytes(b"whole")
    made = tmp_path / f"{names[-1]}.tar.gpg"
    assert [path.name for path in prune(tmp_path, keep=1, days=0, made=made)] == [
        f"{names[1]}.tar.gpg"
    ]
    assert made in prune(tmp_path, keep=1, days=0)  # control: without the rule it would go
