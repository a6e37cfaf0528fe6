import django.db.models.deletion
from django.db import migrations, models

from series.search.engine import engine


def create(apps, schema_editor):
    """The first slot's tables; `manage.py reindex` fills them with what is public already."""
    engine().create("a")


def drop(apps, schema_editor):
    for slot in "ab":
        engine().drop(slot)


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
