"""A large office in a minute: the rows of one text, copied in SQL as often as wanted (SQLite).

One text goes through the desk's own actions; every table that points at it gets its rows again
for each copy, with keys, headline and moments of their own, the index of search as well.
"""

from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from chamber.models import User
from series.models import (
    Article,
    AuditHead,
    AuditLine,
    DraftDocument,
    Entry,
    Review,
    ReviewTask,
    Revision,
    SearchDocument,
    Submission,
    TaggedEntry,
)
from series.search.asking import DRAFTS
from series.search.engine import live_slot
from series.text.language.index_form import pairs, squeeze
from tests.helpers import making

SENTENCE = "常州市工商联围绕企业所需，组织会员单位交流技术改造、人才引育和市场开拓的做法。"
BODY = "".join(f"<h2>第{n}节</h2><p>{SENTENCE * 2}</p>" for n in range(4))
WRITERS = 20  # of all copies, in turn
HOURS = "strftime('%Y-%m-%d %H:%M:%S', '{start}', '-' || ({hours} * n.i) || ' hours')"
OF_AN_ENTRY = {
    Revision: "entry",
    Submission: "entry",
    Review: "entry",
    ReviewTask: "entry",
    TaggedEntry: "content_object",
}


def fill(public, drafts):
    """Make so many public entries with a round of review each, and so many drafts."""
    names = (f"writer{number}" for number in range(WRITERS))
    User.objects.bulk_create(User(username=name, name=name, is_staff=True) for name in names)
    topics = ["技术改造", "人才引育"]
    shown = making.article("published", headline="履职尽责展新姿 第0篇", body=BODY, tags=topics)
    draft = making.article(headline="正在写的稿件 第0篇", body=BODY.replace("技术改造", "数字转型"))
    with transaction.atomic():
        copies(shown, public, headline="履职尽责展新姿 第", slot=live_slot())
        copies(draft, drafts, headline="正在写的稿件 第", slot=DRAFTS)
        head = AuditHead.objects.get()
        AuditHead.objects.filter(pk=head.pk).update(count=AuditLine.objects.count())


def copies(original, count, *, headline, slot):
    """Copy the entry with all its rows so many times."""
    key, revision = Entry.objects.order_by("-pk")[0].pk, Revision.objects.order_by("-pk")[0].pk
    keys = {"entry": f"{key} + n.i", "revision": f"{revision} + n.i"}
    first = User.objects.get(username="writer0").pk
    keys["writer"] = f"{first} + n.i % {WRITERS}"
    keys |= {"live": keys["revision"], "newest": keys["revision"], "content_object": keys["entry"]}
    moments = HOURS.format(start=f"{timezone.now() - timedelta(days=2):%Y-%m-%d %H:%M:%S}", hours=3)
    row = Entry.objects.get(pk=original.pk)
    own = {"id": keys["entry"], "headline": f"'{headline}' || n.i || '篇'", "import_key": "NULL"}
    if row.is_public:
        own |= {"published_at": moments, "first_published_at": moments}
        own |= {"slip_number": "slip_number + n.i", "live_id": keys["live"]}
    _copy(Entry, {"id": row.pk}, count, own | {"newest_id": keys["newest"]})
    _copy(Article, {"entry_ptr_id": row.pk}, count, {"entry_ptr_id": keys["entry"]})
    for model, field in OF_AN_ENTRY.items():
        column = model._meta.get_field(field).column
        _copy(model, {column: row.pk}, count, {"id": None, **_keys(model, keys)})
    _copy_audit(row, count, keys)
    _copy_index(row, count, keys, slot)


def _keys(model, keys):
    """Return {column: expression} of the model's columns that name the entry or its revision."""
    own = {"id": keys["revision"], "created_by_id": keys["writer"]} if model is Revision else {}
    names = {"entry", "revision", "content_object"}
    fields = [field for field in model._meta.concrete_fields if field.name in names]
    return own | {field.column: keys[field.name] for field in fields}


def _copy_audit(row, count, keys):
    lines = AuditLine.objects.filter(entry=row.pk).order_by("pk")
    last = AuditLine.objects.order_by("-number")[0].number
    for place, line in enumerate(lines, start=1):
        own = {"id": None, "entry_id": keys["entry"]}
        own["number"] = f"{last + place} + (n.i - 1) * {len(lines)}"
        _copy(AuditLine, {"id": line.pk}, count, own)


def _copy_index(row, count, keys, slot):
    model = DraftDocument if slot == DRAFTS else SearchDocument
    document = model.objects.order_by("-pk")[0]
    own = {"id": f"{document.pk} + n.i", **_keys(model, keys)}
    _copy(model, {"id": document.pk}, count, own)
    texts = {"whole": ("text", "marks"), "single": ("text",), "heading": ("title", "marks")}
    given = {
        "text": " ".join(pairs(squeeze(row.draft_text))),
        "title": " ".join(pairs(squeeze(row.headline))),
        "marks": f"§karticle §c{row.column_id} §y2026",
    }
    for name, columns in texts.items():
        values = [given[column] for column in columns]
        if name == "single":
            values = [" ".join(sorted(set(squeeze(row.draft_text))))]
        _insert(
            f"series_search_{slot}_{name} (rowid, {', '.join(columns)})",
            f"{document.pk} + n.i, {', '.join(['%s'] * len(values))}",
            "",
            count,
            values,
        )


def _copy(model, where, count, own):
    """Copy the rows of `where`; `own` gives the columns that differ, None the database's choice."""
    fields = [field.column for field in model._meta.local_concrete_fields]
    columns = [name for name in fields if own.get(name, "") is not None]
    values = ", ".join(str(own.get(name, f'"{name}"')) for name in columns)
    condition = " AND ".join(f"{column} = {int(value)}" for column, value in where.items())
    into = f'"{model._meta.db_table}" ({", ".join(f"{chr(34)}{c}{chr(34)}" for c in columns)})'
    _insert(into, values, f', "{model._meta.db_table}" WHERE {condition}', count, [])


def _insert(into, values, source, count, given):
    numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %s)"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {into} {numbers} SELECT {values} FROM n{source}",
            [count, *given],
        )
