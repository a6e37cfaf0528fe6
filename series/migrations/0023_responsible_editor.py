from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('series', '0022_keys_of_former_tags'),
    ]

    operations = [
        migrations.AddField(
            model_name='entry',
            name='editor',
            field=models.CharField(blank=True, max_length=60, verbose_name='责任编辑'),
        ),
    ]
