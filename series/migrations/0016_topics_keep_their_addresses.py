import re
import unicodedata

import django.db.models.deletion
from django.db import migrations, models


# How a name became an address when this migration was written.
QUOTES = str.maketrans("", "", "“”‘’\"'「」『』")
SPACES = re.compile(r"\s+")
UNSAFE_IN_ADDRESS = re.compile(r"[/?#%\\\s]+")


def tag_slug(name):
    bare = unicodedata.normalize("NFKC", name).translate(QUOTES)
    tidy = SPACES.sub(" ", bare).strip()[:40]
    return UNSAFE_IN_ADDRESS.sub("-", tidy.casefold()).strip("-") or "-"


def remember(apps, schema_editor):
    """The former names of what was renamed before addresses were kept, as the audit tells them.
    A name that has become a tag of its own since then stays one."""
    tag, former, line = (
        apps.get_model("series", name) for name in ("Tag", "FormerTag", "AuditLine")
    )
    today = {}
    for row in line.objects.filter(verb="改话题", result="done").order_by("number"):
        before, after = row.detail["before"], row.detail["after"]
        for name, slug in today.items():
            if slug == tag_slug(before):
                today[name] = tag_slug(after)
        today[before] = tag_slug(after)
    tags = dict(tag.objects.values_list("slug", "pk"))
    found = {
        tag_slug(name): (name, tags[slug])
        for name, slug in today.items()
        if slug in tags and tag_slug(name) not in tags
    }
    former.objects.bulk_create(
        former(slug=slug, name=name, tag_id=key) for slug, (name, key) in found.items()
    )


class Migration(migrations.Migration):
    dependencies = [("series", "0015_search_index")]

    operations = [
        migrations.AddField(
            model_name="tag",
            name="description",
            field=models.CharField(
                blank=True,
                help_text="写给读者，显示在话题页的开头，不超过 300 字",
                max_length=300,
                verbose_name="说明",
            ),
        ),
        migrations.CreateModel(
            name="FormerTag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="旧名称")),
                (
                    "slug",
                    models.SlugField(
                        allow_unicode=True, max_length=100, unique=True, verbose_name="旧地址"
                    ),
                ),
                ("merged_key", models.PositiveBigIntegerField(editable=False, null=True)),
                (
                    "tag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former",
                        to="series.tag",
                        verbose_name="话题",
                    ),
                ),
            ],
            options={
                "verbose_name": "话题旧名",
                "verbose_name_plural": "话题旧名",
                "ordering": ["name"],
            },
        ),
        migrations.RunPython(remember, migrations.RunPython.noop),
    ]
