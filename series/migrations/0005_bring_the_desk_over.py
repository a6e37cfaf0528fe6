"""Existing rows get what the desk now asks of them: a sealed audit line, the time of the first
publication, a draft's text, an open task where a review had begun; and the first opinions."""

import hashlib
import json
import re
from html import unescape

from django.db import migrations
from django.db.models import F

OPINIONS = (
    ("return", "数字或事实须核对，请注明出处。"),
    ("return", "人名、职务或单位名称有误，请核实。"),
    ("return", "标题与内容不符，请修改。"),
    ("return", "表述不够准确，请按有关文件规范用语。"),
    ("return", "有错别字或标点问题，请校对后再送。"),
    ("return", "图片缺少说明或不清晰，请更换。"),
    ("return", "内容与已发稿件重复，请合并或删减。"),
    ("approve", "内容属实，同意。"),
    ("approve", "导向正确，同意发布。"),
    ("approve", "文字已校对，同意。"),
    ("handover", "本人外出，请代为审核。"),
    ("handover", "涉及您分管的工作，请审核。"),
)


# How stored markup was read as lines when this migration was written.
TOKEN = re.compile(
    r'<(?P<end>/?)(?P<tag>[a-z][a-z0-9]*)(?P<rest>(?:[^>"]|"[^"]*")*+)>|(?P<text>[^<]+|<)'
)
INLINE = frozenset({"strong", "em", "sup", "sub", "small", "a", "img"})


def plain(html):
    lines, line = [], []
    for token in TOKEN.finditer(html):
        if token["text"]:
            line.append(unescape(token["text"]))
        elif token["tag"] == "br":
            line.append("\n")
        elif token["tag"] not in INLINE:
            lines.append("".join(line).strip())
            line = []
    lines.append("".join(line).strip())
    return "\n".join(filter(None, lines))


def seal_lines(apps, schema_editor):
    line_model = apps.get_model("series", "AuditLine")
    seal, number = "", 0
    for number, line in enumerate(line_model.objects.order_by("pk").iterator(), start=1):
        facts = {
            "previous": seal,
            "number": number,
            "at": line.at.isoformat(),
            "actor": line.actor_id,
            "channel": line.channel,
            "address": None,
            "verb": line.verb,
            "result": "done",
            "entry": line.entry_id,
            "object": "",
            "digest": line.digest,
            "detail": line.detail,
        }
        written = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        seal = hashlib.sha256(written.encode()).hexdigest()
        line_model.objects.filter(pk=line.pk).update(number=number, seal=seal)
    apps.get_model("series", "AuditHead").objects.create(pk=1, count=number, seal=seal)


def fill_entries(apps, schema_editor):
    entries = apps.get_model("series", "Entry").objects
    entries.update(first_published_at=F("published_at"))
    for entry in entries.select_related("newest").exclude(newest=None).iterator():
        content = entry.newest.content
        text = f"{content['headline']}\n{plain(content['body'])}"
        entries.filter(pk=entry.pk).update(draft_text=text)


def open_tasks(apps, schema_editor):
    """A text that somebody has signed and nobody returned goes on where it stood."""
    reviews = apps.get_model("series", "Review").objects
    entries = apps.get_model("series", "Entry").objects.exclude(newest=F("live"))
    for entry in entries.select_related("newest", "column").exclude(newest=None):
        rows = list(reviews.filter(entry=entry, digest=entry.newest.digest).order_by("pk"))
        if not rows or rows[-1].decision == "return":
            continue
        signed = {row.level for row in rows if row.decision == "approve"}
        left = [level for level in range(1, entry.column.levels + 1) if level not in signed]
        apps.get_model("series", "ReviewTask").objects.create(
            entry=entry, revision=entry.newest, step=left[0] if left else 9
        )


def offer_opinions(apps, schema_editor):
    opinions = apps.get_model("series", "CannedOpinion").objects
    for order, (decision, text) in enumerate(OPINIONS, start=1):
        opinions.create(decision=decision, text=text, order=order * 10)


class Migration(migrations.Migration):
    dependencies = [("series", "0004_editorial_desk")]

    operations = [
        migrations.RunPython(seal_lines, migrations.RunPython.noop),
        migrations.RunPython(fill_entries, migrations.RunPython.noop),
        migrations.RunPython(open_tasks, migrations.RunPython.noop),
        migrations.RunPython(offer_opinions, migrations.RunPython.noop),
    ]
