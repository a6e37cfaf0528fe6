"""Working copies of amendments and of opinions, beside those of texts (decision 123)."""

from django.db import migrations, models


def leave_texts(apps, schema_editor):
    """On the way back: the code of before knows copies of texts alone."""
    apps.get_model("series", "WorkingCopy").objects.exclude(purpose="text").delete()


class Migration(migrations.Migration):
    dependencies = [("series", "0035_single_pages_navigation_and_redirects")]
    operations = [
        migrations.AddField(
            "workingcopy",
            "purpose",
            models.CharField(
                choices=[("text", "稿件"), ("amendment", "改后签"), ("opinion", "意见、批注")],
                default="text",
                max_length=12,
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, leave_texts),
        migrations.AddConstraint(
            "workingcopy",
            models.CheckConstraint(
                condition=models.Q(("purpose", "text"), ("entry__isnull", False), _connector="OR"),
                name="working_copy_beside_an_entry",
            ),
        ),
    ]
