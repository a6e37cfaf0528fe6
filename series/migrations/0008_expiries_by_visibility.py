"""The visibility leads the index: alone, its equality drew SQLite to an index of every public
entry (a scan of all of them each time that somebody asks what is due)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("series", "0007_desk_checks")]

    operations = [
        migrations.RemoveIndex(model_name="entry", name="entry_expires"),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=models.Q(("expires_at__isnull", False), ("visibility", "public")),
                fields=["visibility", "expires_at"],
                name="entry_expires",
            ),
        ),
    ]
