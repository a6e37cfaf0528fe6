import django.db.models.deletion
from django.db import migrations, models


# The tables of a slot as they were when this migration was written; `manage.py reindex` makes
# those of today's code.
SQLITE_TABLES = {
    "whole": ("text, marks", "columnsize=0"),
    "single": ("text", "columnsize=0, detail=none"),
    "heading": ("title, names, keywords, sounds, initials, marks", "columnsize=0"),
}
POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION series_search_tokens(pieces text, marks text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 1000000 AS $$
DECLARE
    characters text[] := string_to_array(pieces, NULL);
BEGIN
    RETURN (
        SELECT array_to_tsvector(coalesce(array_agg(token), '{}')) FROM (
            SELECT one FROM unnest(characters) AS one WHERE one <> '|'
            UNION SELECT one || two FROM unnest(characters, characters[2:]) AS pair (one, two)
            WHERE one <> '|' AND two <> '|'
            UNION SELECT mark FROM unnest(string_to_array(btrim(marks), ' ')) AS mark
        ) AS found (token)
    );
END $$"""
POSTGRES_TABLE = """
CREATE TABLE IF NOT EXISTS series_search_a (id bigint PRIMARY KEY, whole text NOT NULL,
marks text NOT NULL, heading text NOT NULL, heading_marks text NOT NULL,
sounds text NOT NULL, initials text NOT NULL)"""
POSTGRES_INDEXES = {"whole": "whole, marks", "heading": "heading, heading_marks"}


def create(apps, schema_editor):
    """The first slot's tables; `manage.py reindex` fills them with what is public already."""
    if schema_editor.connection.vendor == "postgresql":
        statements = [POSTGRES_FUNCTION, POSTGRES_TABLE]
        for name, columns in POSTGRES_INDEXES.items():
            index = f"series_search_a_{name}"
            statements += [
                f"CREATE INDEX IF NOT EXISTS {index} ON series_search_a"
                f" USING gin (series_search_tokens({columns}))",
                f"ALTER INDEX {index} ALTER COLUMN 1 SET STATISTICS 0",
            ]
    else:
        statements = [
            f"CREATE VIRTUAL TABLE IF NOT EXISTS series_search_a_{name} USING fts5"
            f"({columns}, content='', tokenize='ascii', {options})"
            for name, (columns, options) in SQLITE_TABLES.items()
        ]
    run(schema_editor, statements)


def drop(apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    endings = [""] if postgres else [f"_{name}" for name in SQLITE_TABLES]
    run(
        schema_editor,
        [
            f"DROP TABLE IF EXISTS series_search_{slot}{ending}"
            for slot in "ab"
            for ending in endings
        ],
    )


def run(schema_editor, statements):
    with schema_editor.connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("chamber", "0002_organizations_have_other_names"),
        ("series", "0014_mentions_of_what_is_there"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchIndex",
            fields=[
                (
                    "slot",
                    models.CharField(
                        choices=[("a", "甲"), ("b", "乙")],
                        max_length=1,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("live", "使用中"), ("building", "重建中")], max_length=8
                    ),
                ),
                ("identity", models.CharField(max_length=64)),
                ("reached_at", models.DateTimeField(null=True)),
                ("reached", models.PositiveBigIntegerField(default=0)),
                ("done", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "检索索引",
                "verbose_name_plural": "检索索引",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("slot__in", ["a", "b"])), name="search_slot_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["live", "building"])),
                        name="search_state_known",
                    ),
                    models.UniqueConstraint(fields=("state",), name="search_one_slot_a_state"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slot", models.CharField(choices=[("a", "甲"), ("b", "乙")], max_length=1)),
                ("minute", models.IntegerField()),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("article", "文章"), ("initiative", "倡议"), ("event", "活动")],
                        max_length=12,
                    ),
                ),
                ("title", models.TextField()),
                ("names", models.TextField()),
                ("keywords", models.TextField()),
                (
                    "column",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="series.column",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="series.entry",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="series.series",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="chamber.organization",
                    ),
                ),
            ],
            options={
                "verbose_name": "检索条目",
                "verbose_name_plural": "检索条目",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("slot", "entry"), name="search_document_once_a_slot"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("slot__in", ["a", "b"])),
                        name="search_document_slot_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["article", "initiative", "event"])),
                        name="search_document_kind_known",
                    ),
                ],
            },
        ),
        migrations.RunPython(create, drop),
    ]
