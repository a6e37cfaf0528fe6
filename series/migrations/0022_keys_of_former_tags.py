import django.db.models.deletion
from django.db import migrations, models


def keep_keys(apps, schema_editor):
    """Of every former name the tag's own key, and that of the tag that was merged."""
    former, kept = (apps.get_model("series", name) for name in ("FormerTag", "FormerTagKey"))
    pairs = {}
    for tag, merged in former.objects.values_list("tag", "merged_key"):
        pairs[tag] = tag
        if merged is not None:
            pairs[merged] = tag
    kept.objects.bulk_create(kept(key=key, tag_id=tag) for key, tag in pairs.items())


def give_back(apps, schema_editor):
    """Any former name of the tag may carry the key; what none is left for is lost."""
    former, kept = (apps.get_model("series", name) for name in ("FormerTag", "FormerTagKey"))
    for row in kept.objects.exclude(key=models.F("tag")):
        free = former.objects.filter(tag=row.tag, merged_key=None).first()
        if free:
            former.objects.filter(pk=free.pk).update(merged_key=row.key)


class Migration(migrations.Migration):
    dependencies = [("series", "0021_questions_are_tallied")]

    operations = [
        migrations.CreateModel(
            name="FormerTagKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.PositiveBigIntegerField(
                        editable=False, unique=True, verbose_name="编号"
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_keys",
                        to="series.tag",
                        verbose_name="话题",
                    ),
                ),
            ],
            options={"verbose_name": "话题旧编号", "verbose_name_plural": "话题旧编号"},
        ),
        migrations.RunPython(keep_keys, give_back),
        migrations.RemoveField(model_name="formertag", name="merged_key"),
    ]
