import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("series", "0046_consultations")]

    operations = [
        migrations.CreateModel(
            name="FinishedText",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="finished",
                        serialize=False,
                        to="series.entry",
                    ),
                ),
                ("form", models.CharField(max_length=16)),
                ("seal", models.CharField(max_length=48)),
                ("markup", models.TextField()),
                ("characters", models.PositiveIntegerField()),
                ("minutes", models.PositiveIntegerField()),
            ],
            options={"verbose_name": "成品", "verbose_name_plural": "成品"},
        ),
    ]
