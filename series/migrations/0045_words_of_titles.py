from django.db import migrations, models


class Migration(migrations.Migration):
    """The words of titles, between which lines break; `reindex` fills them (decision 133)."""

    dependencies = [("series", "0044_after_events")]

    operations = [
        migrations.AddField(
            model_name="entry",
            name="title_words",
            field=models.TextField("标题断词", blank=True, editable=False, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="series",
            name="title_words",
            field=models.TextField("名称断词", blank=True, editable=False, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="column",
            name="title_words",
            field=models.TextField("名称断词", blank=True, editable=False, default=""),
            preserve_default=False,
        ),
    ]
