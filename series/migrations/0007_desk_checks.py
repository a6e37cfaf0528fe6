from django.db import migrations, models

import series.models.revision


class Migration(migrations.Migration):
    """What the desk's checks found last: the start page reads it and looks at nothing else."""

    dependencies = [("series", "0006_no_gap_in_the_chain")]

    operations = [
        migrations.CreateModel(
            name="DeskCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=20, unique=True, verbose_name="项目")),
                ("checked_at", models.DateTimeField(verbose_name="时间")),
                ("total", models.PositiveIntegerField(default=0, verbose_name="处数")),
                (
                    "findings",
                    models.JSONField(
                        default=list,
                        encoder=series.models.revision.ReadableJSON,
                        verbose_name="所见",
                    ),
                ),
            ],
            options={
                "verbose_name": "巡检",
                "verbose_name_plural": "巡检",
                "ordering": ["name"],
            },
        ),
    ]
