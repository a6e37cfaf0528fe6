from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("series", "0005_bring_the_desk_over")]

    operations = [
        migrations.AlterField(
            model_name="auditline",
            name="number",
            field=models.PositiveBigIntegerField(unique=True, verbose_name="编号"),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_at__isnull", True),
                    models.Q(
                        ("first_published_at__isnull", False),
                        ("published_at__gte", models.F("first_published_at")),
                    ),
                    _connector="OR",
                ),
                name="entry_never_published_before_the_first_time",
            ),
        ),
    ]
