"""Every migration from nothing, each back with content in place, and forwards again.

One walk for all that is asked of it: to take the steps builds the models anew for each of 600
operations, 20 s of processor a way, whatever the database (decision 141).
"""

import gc
import io

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from series.actions.backups.write import make_backup
from series.actions.media.attachments import store_attachment
from series.actions.media.pictures import store_picture
from series.actions.tags.tags import merge_tags, name_tag
from series.models import Column, Entry, FormerTagKey, Revision, Tag, Term, VocabularyState
from series.text.language import vocabulary
from tests.helpers import making, people, whole_site
from tests.helpers.samples.photographs import drawn, saved

OURS = ("chamber", "series")
OLDER = ("series", "0026_plain_names")  # the schema of the old backup
KEYS = ("series", "0022_keys_of_former_tags")
BEFORE_KEYS = ("series", "0021_questions_are_tallied")


def migrate(*where):
    """Collect garbage once a command: a fifth of the time went into looking for it."""
    gc.disable()
    try:
        call_command("migrate", *where, verbosity=0, interactive=False)
    finally:
        gc.enable()
        gc.collect()


def drop_every_table():
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
            return
        cursor.execute("PRAGMA foreign_keys = OFF")
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            " ORDER BY sql NOT LIKE 'CREATE VIRTUAL%'"
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TABLE IF EXISTS {connection.ops.quote_name(name)}")
        cursor.execute("PRAGMA foreign_keys = ON")


def tables_of_ours():
    names = connection.introspection.table_names()
    return {name for name in names if name.startswith(("series_", "chamber_"))}


def wanted_tables():
    return {model._meta.db_table for app in OURS for model in apps.get_app_config(app).get_models()}


def missing_steps():
    executor = MigrationExecutor(connection)
    return executor.migration_plan(executor.loader.graph.leaf_nodes())


def first_steps():
    """[(app, name of its first step)], the app that depends on the other first."""
    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    return [(app, graph.root_nodes(app)[0][1]) for app in reversed(OURS)]


def terms():
    """The terms of the file are laid down as rows."""
    rows = Term.objects.all()
    return (
        VocabularyState.objects.count(),
        Term.objects.as_vocabulary() == list(vocabulary.file_entries()),
        [row.name for row in rows if row.folded != vocabulary.word_key(row.name)],
    )


def entries_in_their_column():
    making.article("public", tags=["AI"], series=making.series(), number=1)
    return lambda: Column.objects.get().entries.count()


def keys_of_former_tags():
    making.article("public", tags=["碳中和", "绿色厂房"])
    into, other = Tag.objects.get(name="碳中和"), Tag.objects.get(name="绿色厂房")
    name_tag(into, name="零碳行动", by=people.admin())
    merge_tags(other, into=into, by=people.admin())
    wanted = {(into.pk, into.pk), (other.pk, into.pk)}
    assert set(FormerTagKey.objects.values_list("key", "tag")) == wanted
    return wanted


def stored_keys():
    with connection.cursor() as cursor:
        cursor.execute("SELECT key, tag_id FROM series_formertagkey")
        return set(cursor.fetchall())


def files_of_revisions():
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

    assert kept() == ({(2, first.pk)}, {(2, file.pk)})
    return kept


def uploaders():
    """Who uploaded a file is read from the audit."""
    editor, chief = people.editor(), people.chief()
    picture = store_picture(saved(drawn(80), "PNG"), by=editor)
    imported = store_picture(saved(drawn(81), "PNG"))
    file = store_attachment(b"%PDF-1.7 chief", name="名单.pdf", by=chief)

    def kept():
        return [list(row.uploaders.all()) for row in (picture, imported, file)]

    assert kept() == [[editor], [], [chief]]
    return kept


def length_of_texts():
    """The length of texts that were there before is counted."""
    body = (
        "<h2>节题</h2><p>一句话，<strong>GDP</strong> 增长 6.5%。</p><p>甲<small>脚注</small></p>"
    )
    row = making.article(body=body)
    making.change(row, body=body.replace("一句话", "两句长一点的话"))

    def kept():
        row.refresh_from_db()
        return row.word_count

    assert kept() > 15
    return kept


@pytest.fixture
def bare_database(transactional_db):
    """The database without any table; afterwards it has all of them, without rows."""
    drop_every_table()
    ContentType.objects.clear_cache()
    yield
    migrate()
    whole_site.lose_everything()


CONTENT = (
    *(entries_in_their_column, files_of_revisions),
    *(uploaders, length_of_texts),
)


@pytest.mark.timeout(1800)
@pytest.mark.slow(reason="three minutes of processor: every step of both apps back and forth")
def test_every_step_is_taken_from_nothing_and_back_with_content_in_place(bare_database, tmp_path):
    migrate()
    assert wanted_tables() <= tables_of_ours()
    assert terms() == (1, True, [])
    kept, keys = {each: each() for each in CONTENT}, keys_of_former_tags()
    before = {each.__name__: ask() for each, ask in kept.items()}
    headlines = sorted(Entry.objects.values_list("headline", flat=True))
    migrate(*OLDER)
    old_backup = make_backup(tmp_path)
    migrate(*BEFORE_KEYS)  # further back nothing tells that a tag had another
    migrate(*KEYS)
    assert stored_keys() == keys
    for way in first_steps():
        migrate(*way)
    assert len(missing_steps()) > 50
    assert not wanted_tables() <= tables_of_ours()

    migrate()
    assert missing_steps() == []
    assert terms() == (1, True, [])
    assert {each.__name__: ask() for each, ask in kept.items()} == before

    for app in reversed(OURS):
        migrate(app, "zero")
    assert tables_of_ours() == set()
    migrate()
    assert wanted_tables() <= tables_of_ours()
    assert making.article("public", tags=["AI"]).is_public

    a_backup_of_an_older_schema_is_brought_to_the_one_of_today(old_backup)
    assert sorted(Entry.objects.values_list("headline", flat=True)) == headlines


def a_backup_of_an_older_schema_is_brought_to_the_one_of_today(made):
    whole_site.lose_everything()
    out = io.StringIO()
    call_command("restore", str(made.path), stdout=out, stderr=out)
    assert "恢复后升级数据库结构：series.0027_kicker" in out.getvalue()
    call_command("restore", str(made.path), commit=True, stdout=out, stderr=out)
    assert Entry.objects.count() == made.manifest.rows["series_entry"]
    assert set(Entry.objects.values_list("kicker", flat=True)) == {""}
    applied = MigrationRecorder(connection).applied_migrations()
    assert ("series", "0027_kicker") in applied
