import re
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, migrations
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from series.actions.media.attachments import store_attachment
from series.actions.media.pictures import store_picture
from series.actions.tags.tags import merge_tags, name_tag
from series.models import Column, FormerTagKey, Revision, Tag, Term, VocabularyState
from series.text.language import vocabulary
from tests.helpers import making, people
from tests.helpers.samples.photographs import drawn, saved

OURS = ("chamber", "series")
SLOW = pytest.mark.slow(reason="makes its tables by the migrations, and takes steps back")
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


@pytest.mark.migrations
@pytest.mark.slow(
    reason="15 s of processor; the steps are also taken whenever a run makes its tables"
)
@pytest.mark.django_db(transaction=True)
def test_from_nothing_forwards_and_back_again():
    try:
        for app in reversed(OURS):
            call_command("migrate", app, "zero", verbosity=0)
        left = set(connection.introspection.table_names())
        assert {name for name in left if name.startswith(("series_", "chamber_"))} == set()
    finally:
        call_command("migrate", verbosity=0)
    made = set(connection.introspection.table_names())
    wanted = {
        model._meta.db_table for app in OURS for model in apps.get_app_config(app).get_models()
    }
    assert wanted <= made
    assert making.article("public", tags=["AI"]).is_public


@pytest.mark.migrations
@pytest.mark.slow(reason="25 s of processor: every step of both apps back and forth")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("app", OURS)
def test_each_step_can_be_taken_back_with_content_in_place(app):
    making.article("public", tags=["AI"], series=making.series(), number=1)
    names = sorted(name for label, name in steps() if label == app)
    try:
        for name in reversed(names[:-1]):
            call_command("migrate", app, name, verbosity=0)
    finally:
        call_command("migrate", verbosity=0)
    assert (
        MigrationExecutor(connection).migration_plan(
            MigrationExecutor(connection).loader.graph.leaf_nodes()
        )
        == []
    )
    assert Column.objects.get().entries.count() == 1


def test_migrations_are_the_only_files_beside_their_package():
    root = Path(__file__).resolve().parents[2]
    for app in OURS:
        found = {path.name for path in (root / app / "migrations").glob("*.py")}
        assert found == {"__init__.py"} | {f"{name}.py" for label, name in steps() if label == app}


def take_back_and_again(ending):
    """Take back the step of ours whose name ends so, with all after it, and do them again."""
    names = sorted(name for label, name in steps() if label == "series")
    laid_down = next(name for name in names if name.endswith(ending))
    try:
        call_command("migrate", "series", names[names.index(laid_down) - 1], verbosity=0)
    finally:
        call_command("migrate", verbosity=0)


@pytest.mark.migrations
@SLOW
@pytest.mark.django_db(transaction=True)
def test_a_new_site_begins_with_the_terms_of_the_file():
    take_back_and_again("_terms_of_the_vocabulary")
    assert VocabularyState.objects.count() == 1
    rows = Term.objects.all()
    assert Term.objects.as_vocabulary() == list(vocabulary.file_entries())
    assert [row.name for row in rows if row.folded != vocabulary.word_key(row.name)] == []


@pytest.mark.migrations
@SLOW
@pytest.mark.django_db(transaction=True)
def test_the_keys_of_former_tags_survive_a_step_back():
    making.article("public", tags=["碳中和", "绿色厂房"])
    into, other = Tag.objects.get(name="碳中和"), Tag.objects.get(name="绿色厂房")
    name_tag(into, name="零碳行动", by=people.admin())
    merge_tags(other, into=into, by=people.admin())
    kept = set(FormerTagKey.objects.values_list("key", "tag"))
    assert kept == {(into.pk, into.pk), (other.pk, into.pk)}
    take_back_and_again("_keys_of_former_tags")
    assert set(FormerTagKey.objects.values_list("key", "tag")) == kept


@pytest.mark.migrations
@SLOW
@pytest.mark.django_db(transaction=True)
def test_the_files_of_revisions_that_were_there_before_are_found():
    first, second = (store_picture(saved(drawn(60 + n, 40), "PNG")) for n in range(2))
    file = store_attachment(b"%PDF-1.7", name="名单.pdf", by=people.editor())
    address = first.get_absolute_url()
    guess = second.get_absolute_url().replace(second.digest[:12], "0" * 12)
    body = f'<p>图</p><figure><img src="{address}" alt="一"><img src="{guess}" alt="二"></figure>'
    row = making.article()
    making.store_unchecked(row, body=body, attachments=[file.pk])
    making.change(row, body="<p>没有图。</p>", attachments=[])
    shown, carried = Revision.pictures.through.objects, Revision.attachments.through.objects

    def kept():
        return set(shown.values_list("revision__number", "picture")), set(
            carried.values_list("revision__number", "attachment")
        )

    before = kept()
    assert before == ({(2, first.pk)}, {(2, file.pk)})
    take_back_and_again("_files_of_revisions")
    assert kept() == before


@pytest.mark.migrations
@SLOW
@pytest.mark.django_db(transaction=True)
def test_who_uploaded_a_file_is_read_from_the_audit():
    editor, chief = people.editor(), people.chief()
    picture = store_picture(saved(drawn(), "PNG"), by=editor)
    imported = store_picture(saved(drawn(61), "PNG"))
    file = store_attachment(b"%PDF-1.7", name="名单.pdf", by=chief)
    take_back_and_again("_uploaders")
    assert list(picture.uploaders.all()) == [editor]
    assert list(file.uploaders.all()) == [chief]
    assert not imported.uploaders.exists()
