"""词表: what vocabulary.txt says becomes rows that editors keep."""

import re
import uuid
from pathlib import Path

from django.db import migrations, models

FILE = Path(__file__).resolve().parents[1] / "text" / "language" / "vocabulary.txt"
PART = re.compile(r"([=~]?)([^=~]+)")
PARTING = re.compile(r"[,，、;；\u3000]")


def lay_down(apps, schema_editor):
    Term = apps.get_model("series", "Term")
    rows = (_row(line) for line in FILE.read_text(encoding="utf-8").splitlines())
    Term.objects.bulk_create(Term(**row) for row in rows if row)
    apps.get_model("series", "VocabularyState").objects.create(pk=1, stamp=uuid.uuid4())


def _row(line):
    if not line.strip() or line.startswith("#"):
        return None
    left, _, kind = line.partition("\t")
    (_, name), *others = PART.findall(left)
    return {
        "name": name,
        "folded": name.lower(),  # the file is in simplified script and half width
        "kind": kind,
        "spellings": _joined(word for sign, word in others if sign == "="),
        "synonyms": _joined(word for sign, word in others if sign == "~"),
    }


def _joined(words):
    return "，".join(f"“{word}”" if PARTING.search(word) else word for word in words)


def nothing(apps, schema_editor):
    """The tables go with their rows."""


class Migration(migrations.Migration):

    dependencies = [
        ("series", "0016_topics_keep_their_addresses"),
    ]

    operations = [
        migrations.CreateModel(
            name='VocabularyState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stamp', models.UUIDField(default=uuid.uuid4)),
            ],
            options={
                'verbose_name': '词表状态',
                'verbose_name_plural': '词表状态',
            },
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, verbose_name='词条')),
                ('folded', models.CharField(editable=False, error_messages={'unique': '已有这个词条'}, max_length=40, unique=True)),
                ('kind', models.CharField(choices=[('policy', '政策提法'), ('series', '系列与品牌'), ('event', '活动'), ('industry', '产业'), ('work', '业务工作'), ('organization', '单位与组织'), ('enterprise', '企业'), ('person', '人物'), ('general', '一般用语'), ('place', '地名与本会')], default='general', max_length=20, verbose_name='类别')),
                ('spellings', models.CharField(blank=True, help_text='同一词条的全称、简称等，用逗号、顿号或分号隔开；断词时同样不切开，算作同一话题', max_length=900, verbose_name='其他写法')),
                ('synonyms', models.CharField(blank=True, help_text='检索其中一个时一并查找；断词时可以切开，适合“民企”这类会出现在别的词里的短词', max_length=900, verbose_name='同义词')),
            ],
            options={
                'verbose_name': '词条',
                'verbose_name_plural': '词表',
                'ordering': ['kind', 'name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['policy', 'series', 'event', 'industry', 'work', 'organization', 'enterprise', 'person', 'general', 'place'])), name='term_kind_known')],
            },
        ),
        migrations.RunPython(lay_down, nothing),
    ]
