"""The start page and the calendar ask for the ends of a span of days, public or past: without an
index of its own that reads every row."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("series", "0008_expiries_by_visibility")]

    operations = [
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=models.Q(("expires_at__isnull", False)),
                fields=["expires_at"],
                name="entry_ends",
            ),
        ),
    ]
