import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import migrations
from django.db.migrations.loader import MigrationLoader

OURS = ("chamber", "series")
AUTO_NAMED = re.compile(r"^\d{4}_(auto|alter|add|remove|delete|rename)_|^\d{4}$|_and_more$")


def steps():
    disk = MigrationLoader(None).disk_migrations
    return {key: step for key, step in disk.items() if key[0] in OURS}


@pytest.mark.django_db
def test_models_and_migrations_agree():
    out = StringIO()
    try:
        call_command("makemigrations", check_changes=True, dry_run=True, stdout=out)
    except (CommandError, SystemExit):
        pytest.fail(f"模型已改，缺少迁移：{out.getvalue()}")


@pytest.mark.parametrize("app", OURS)
def test_history_is_one_line(app):
    numbers = sorted(name[:4] for label, name in steps() if label == app)
    assert numbers == [f"{place:04}" for place in range(1, len(numbers) + 1)]
    assert len(MigrationLoader(None).graph.leaf_nodes(app)) == 1


def test_names_tell_what_a_migration_does():
    assert [name for _, name in steps() if AUTO_NAMED.search(name)] == []


@pytest.mark.parametrize("name", ["0002_auto_20261124", "0003_alter_entry_body", "0004_a_and_more"])
def test_control_an_automatic_name_is_found(name):
    assert AUTO_NAMED.search(name)


def test_every_written_step_knows_its_way_back():
    written = (migrations.RunPython, migrations.RunSQL)
    one_way = [
        key
        for key, step in steps().items()
        for operation in step.operations
        if isinstance(operation, written) and not operation.reversible
    ]
    assert one_way == []


def test_migrations_are_the_only_files_beside_their_package():
    root = Path(__file__).resolve().parents[2]
    for app in OURS:
        found = {path.name for path in (root / app / "migrations").glob("*.py")}
        assert found == {"__init__.py"} | {f"{name}.py" for label, name in steps() if label == app}
