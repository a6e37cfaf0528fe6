import re

from django.db import migrations

SHORTEST = 4


def mentioned(text, names):
    """The keys whose names stand in the text, as it was decided when this migration was written."""
    owner = {name: key for key, each in names.items() for name in each if len(name) >= SHORTEST}
    if not owner:
        return []
    longest_first = sorted(owner, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest_first)))
    return list(dict.fromkeys(owner[match[0]] for match in pattern.finditer(text)))


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
