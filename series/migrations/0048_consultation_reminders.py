from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("series", "0047_finished_text")]

    operations = [
        migrations.AddField(
            "consultation",
            "reminded_at",
            models.DateTimeField("催办", null=True, editable=False),
        ),
    ]
