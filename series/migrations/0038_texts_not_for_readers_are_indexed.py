import django.db.models.deletion
from django.db import migrations, models

# The tables as they were when this migration was written; `manage.py reindex` makes those of
# today's code. The function of PostgreSQL is that of 0015.
SQLITE_TABLES = {
    "whole": ("text, marks", "columnsize=0"),
    "single": ("text", "columnsize=0, detail=none"),
    "heading": ("title, names, keywords, sounds, initials, marks", "columnsize=0"),
}
POSTGRES_TABLE = """
CREATE TABLE IF NOT EXISTS series_search_drafts (id bigint PRIMARY KEY, whole text NOT NULL,
marks text NOT NULL, heading text NOT NULL, heading_marks text NOT NULL,
sounds text NOT NULL, initials text NOT NULL)"""
POSTGRES_INDEXES = {"whole": "whole, marks", "heading": "heading, heading_marks"}


def create(apps, schema_editor):
    """Make the tables for drafts; `manage.py prepare` fills them with what is there."""
    if schema_editor.connection.vendor == "postgresql":
        statements = [POSTGRES_TABLE]
        for name, columns in POSTGRES_INDEXES.items():
            index = f"series_search_drafts_{name}"
            statements += [
                f"CREATE INDEX IF NOT EXISTS {index} ON series_search_drafts"
                f" USING gin (series_search_tokens({columns}))",
                f"ALTER INDEX {index} ALTER COLUMN 1 SET STATISTICS 0",
            ]
    else:
        statements = [
            f"CREATE VIRTUAL TABLE IF NOT EXISTS series_search_drafts_{name} USING fts5"
            f"({columns}, content='', tokenize='ascii', {options})"
            for name, (columns, options) in SQLITE_TABLES.items()
        ]
    run(schema_editor, statements)


def drop(apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    endings = [""] if postgres else [f"_{name}" for name in SQLITE_TABLES]
    run(schema_editor, [f"DROP TABLE IF EXISTS series_search_drafts{end}" for end in endings])


def run(schema_editor, statements):
    with schema_editor.connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("series", "0037_handed_over_words_and_picture_tags")]

    operations = [
        migrations.CreateModel(
            name="DraftDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="series.entry",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="series.revision",
                    ),
                ),
            ],
            options={"verbose_name": "草稿检索条目", "verbose_name_plural": "草稿检索条目"},
        ),
        migrations.RunPython(create, drop),
        migrations.RemoveIndex(model_name="entry", name="entry_pending"),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=models.Q(("newest", models.F("live")), _negated=True),
                fields=["-newest", "live", "discarded_at", "column"],
                name="entry_pending",
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=models.Q(("discarded_at__isnull", True)),
                fields=["-newest", "-id", "visibility", "column", "kind", "series", "published_at", "discarded_at"],
                name="entry_at_desk",
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=models.Q(("discarded_at__isnull", True)),
                fields=["column", "-newest", "-id", "visibility", "kind", "series", "published_at", "discarded_at"],
                name="entry_column_at_desk",
            ),
        ),
        migrations.AddIndex(
            model_name="revision",
            index=models.Index(fields=["created_by", "entry"], name="revision_by_writer"),
        ),
    ]
