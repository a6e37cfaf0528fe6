"""Every open form has a working copy of its own; before, there was one a person of an entry."""

import secrets

from django.conf import settings
from django.db import migrations, models


def name_copies(apps, schema_editor):
    copies = apps.get_model("series", "WorkingCopy").objects
    for copy in copies.only("pk").iterator():
        name = secrets.token_hex(8)
        copies.filter(pk=copy.pk).update(key=name, page=name)


def keep_newest(apps, schema_editor):
    """On the way back: one copy a person of an entry, or of new texts of a kind."""
    copies = apps.get_model("series", "WorkingCopy").objects
    copies.filter(closed_at__isnull=False).delete()
    found = set()
    for copy in copies.defer("fields").order_by("-saved_at", "-pk"):
        place = (copy.user_id, copy.entry_id or copy.kind)
        if place in found:
            copy.delete()
        found.add(place)


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("series", "0031_entries_have_places_on_pages"),
    ]
    operations = [
        migrations.RemoveConstraint("workingcopy", "working_copy_once_an_entry"),
        migrations.RemoveConstraint("workingcopy", "working_copy_one_new_a_kind"),
        migrations.AddField(
            "workingcopy", "key", models.CharField(default="", max_length=32), preserve_default=False
        ),
        migrations.AddField(
            "workingcopy", "page", models.CharField(default="", max_length=32), preserve_default=False
        ),
        migrations.AddField("workingcopy", "turn", models.PositiveIntegerField(default=0)),
        migrations.AddField("workingcopy", "closed_at", models.DateTimeField(null=True)),
        migrations.RunPython(name_copies, keep_newest),
        migrations.AddConstraint(
            "workingcopy",
            models.UniqueConstraint(fields=["user", "key"], name="working_copy_once_a_key"),
        ),
        migrations.AddConstraint(
            "workingcopy",
            models.UniqueConstraint(fields=["user", "page"], name="working_copy_once_a_form"),
        ),
    ]
