from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("series", "0009_ends_have_an_index")]

    operations = [migrations.RemoveField(model_name="presence", name="place")]
