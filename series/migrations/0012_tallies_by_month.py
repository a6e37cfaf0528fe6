from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("series", "0011_readers_views_figures_and_mentions")]

    operations = [
        migrations.RemoveConstraint(model_name="tally", name="tally_once"),
        migrations.AddField(
            model_name="tally",
            name="month",
            field=models.PositiveSmallIntegerField(default=1),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="tally",
            constraint=models.UniqueConstraint(
                fields=["column", "kind", "year", "month"], name="tally_once_a_month"
            ),
        ),
        migrations.AddConstraint(
            model_name="tally",
            constraint=models.CheckConstraint(
                condition=models.Q(month__gte=1, month__lte=12), name="tally_month_known"
            ),
        ),
    ]
