from django.db import migrations
from django.db.models import Count
from django.db.models.functions import ExtractMonth, ExtractYear
from django.utils import timezone


def by_month(apps, schema_editor):
    rebuild(apps, year=ExtractYear, month=ExtractMonth)


def by_year(apps, schema_editor):
    rebuild(apps, year=ExtractYear)


def rebuild(apps, **parts):
    """Count what is public once more, by these parts of the date in Shanghai."""
    entries, tallies = apps.get_model("series", "Entry"), apps.get_model("series", "Tally")
    here = timezone.get_default_timezone()
    days = {name: part("published_at", tzinfo=here) for name, part in parts.items()}
    rows = entries.objects.filter(visibility="public").annotate(**days)
    rows = rows.values("column_id", "kind", *days).annotate(count=Count("pk")).order_by()
    tallies.objects.all().delete()
    tallies.objects.bulk_create(tallies(**{"month": 1, **row}) for row in rows)


class Migration(migrations.Migration):
    dependencies = [("series", "0012_tallies_by_month")]

    operations = [migrations.RunPython(by_month, by_year)]
