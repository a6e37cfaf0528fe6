"""Who uploaded a picture or an attachment, as the audit tells of those that are there already."""

from django.conf import settings
from django.db import migrations, models

VERBS = {"上传图片": "picture", "取回图片": "picture", "上传附件": "attachment"}
BATCH = 1000


def read_from_audit(apps, schema_editor):
    lines = apps.get_model("series", "AuditLine").objects.filter(
        verb__in=VERBS, actor__isnull=False
    )
    for model in ("Picture", "Attachment"):
        field = model.lower()
        named = {
            (line.detail.get(field), line.actor_id)
            for line in lines.only("verb", "detail", "actor").iterator(BATCH)
            if VERBS[line.verb] == field
        }
        files = apps.get_model("series", model)
        there = set(files.objects.values_list("pk", flat=True))
        through = files.uploaders.through
        rows = [
            through(**{f"{field}_id": key, "user_id": user})
            for key, user in sorted(pair for pair in named if pair[0] in there)
        ]
        through.objects.bulk_create(rows, batch_size=BATCH)


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("series", "0027_kicker"),
    ]
    operations = [
        *(
            migrations.AddField(
                model_name=model,
                name="uploaders",
                field=models.ManyToManyField(
                    editable=False,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                    verbose_name="上传人",
                ),
            )
            for model in ("picture", "attachment")
        ),
        migrations.RunPython(read_from_audit, migrations.RunPython.noop),
    ]
