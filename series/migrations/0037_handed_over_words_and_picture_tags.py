"""Who answers for a handed-over text, the stored number of 字, tags of pictures."""

import re
from html import unescape

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


# How the 字 of stored markup were counted when this migration was written.
SIGNS = (
    "\u2e80-\u2fff\u3001-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef“”‘’…—\U00020000-\U0003347f"
)
COUNTED = re.compile(rf"[{SIGNS}]|[^\s\u200b\ufeff{SIGNS}]+")
TOKEN = re.compile(
    r'<(?P<end>/?)(?P<tag>[a-z][a-z0-9]*)(?P<rest>(?:[^>"]|"[^"]*")*+)>|(?P<text>[^<]+|<)'
)
INLINE = frozenset({"strong", "em", "sup", "sub", "small", "a", "img"})
AT_ONCE = 500


def words_in(body):
    pieces = []
    for token in TOKEN.finditer(body):
        if token["text"]:
            pieces.append(unescape(token["text"]))
        elif token["tag"] not in INLINE:
            pieces.append("\n")
    return len(COUNTED.findall("".join(pieces)))


def count_words(apps, schema_editor):
    entry_model = apps.get_model("series", "Entry")
    rows = entry_model.objects.exclude(newest=None).order_by("pk")
    rows = rows.values_list("pk", "newest__content__body")
    counted = []
    for key, body in rows.iterator(chunk_size=AT_ONCE):
        counted.append(entry_model(pk=key, word_count=words_in(body or "")))
        if len(counted) == AT_ONCE:
            entry_model.objects.bulk_update(counted, ["word_count"])
            counted = []
    entry_model.objects.bulk_update(counted, ["word_count"])


class Migration(migrations.Migration):

    dependencies = [
        ('series', '0036_working_copies_by_purpose'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PictureTag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=20, unique=True, verbose_name='名称')),
            ],
            options={
                'verbose_name': '图片标签',
                'verbose_name_plural': '图片标签',
                'ordering': ['name'],
            },
        ),
        migrations.AddField(
            model_name='entry',
            name='handed_to',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='entry',
            name="word_count",
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name='字数'),
        ),
        migrations.AlterField(
            model_name='column',
            name='longest_silence',
            field=models.PositiveSmallIntegerField(default=14, help_text='超过这个天数没有新文章，就在今日提醒', verbose_name='最长更新间隔（天）'),
        ),
        migrations.AlterField(
            model_name='column',
            name='order',
            field=models.PositiveSmallIntegerField(default=100, help_text='小的排在前面', verbose_name='排序'),
        ),
        migrations.AlterField(
            model_name='column',
            name='type',
            field=models.CharField(default='工作动态', help_text='写在网页的标签里，给搜索引擎和政府网站的检查工具看', max_length=20, verbose_name='栏目类别'),
        ),
        migrations.AlterField(
            model_name='series',
            name='lunar_month',
            field=models.PositiveSmallIntegerField(blank=True, help_text='按农历过的节日才填，如 1 月 15 日', null=True, verbose_name='农历月'),
        ),
        migrations.AlterField(
            model_name='series',
            name='order',
            field=models.PositiveSmallIntegerField(default=100, help_text='小的排在前面', verbose_name='排序'),
        ),
        migrations.AlterField(
            model_name='series',
            name='per_year',
            field=models.PositiveSmallIntegerField(blank=True, help_text='如每年一次填 1，可不填', null=True, verbose_name='每年次数'),
        ),
        migrations.AddField(
            model_name='picture',
            name='tags',
            field=models.ManyToManyField(related_name='pictures', to='series.picturetag', verbose_name='标签'),
        ),
        migrations.RunPython(count_words, migrations.RunPython.noop),
    ]
