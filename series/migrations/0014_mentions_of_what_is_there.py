import re

from django.db import migrations

from series.text.language.mentions import mentioned


def find(apps, schema_editor):
    """Mentions of all entries that are there already."""
    organization, entry, mention = (
        apps.get_model(*name)
        for name in (("chamber", "Organization"), ("series", "Entry"), ("series", "Mention"))
    )
    names = {
        row.pk: [row.name, row.short_name, *re.split(r"[、，,；;\s]+", row.other_names)]
        for row in organization.objects.all()
    }
    rows = entry.objects.only("plain_text", "visibility", "published_at").order_by("pk")
    for row in rows.iterator(chunk_size=200):
        public_at = row.published_at if row.visibility == "public" else None
        mention.objects.bulk_create(
            mention(entry_id=row.pk, organization_id=key, published_at=public_at)
            for key in mentioned(row.plain_text, names)
        )


class Migration(migrations.Migration):
    dependencies = [("series", "0013_counted_by_month")]

    operations = [migrations.RunPython(find, migrations.RunPython.noop)]
