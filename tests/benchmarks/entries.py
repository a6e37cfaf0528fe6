"""Ten thousand published articles without ten thousand trips through the desk.

The rows are those that the actions would have written: entry, article, one revision, tags.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from series.actions.counters.published import recount
from series.actions.editorial.content import blank_content
from series.actions.imports.batch import insert_child_rows
from series.models import Article, Column, Entry, Kind, Revision, Series, Tag, TaggedEntry
from series.models.revision import content_digest
from series.text.markup.stored_html import clean

SENTENCE = "常州市工商联围绕企业所需，组织会员单位交流技术改造、人才引育和市场开拓的做法。"
BODY = clean(
    "".join(f"<h2>第{n}节</h2><p>{SENTENCE * 4}</p><p>{SENTENCE * 3}</p>" for n in range(5))
)
NEWEST = datetime(2026, 11, 1, 9, tzinfo=timezone.get_default_timezone())


@transaction.atomic
def grow_to(total):
    """Add published articles until there are `total`. Ages: one every three hours."""
    column = Column.objects.get_or_create(name="新时代 新常商 新力量")[0]
    run = Series.objects.get_or_create(column=column, title="常商论坛")[0]
    tags = [Tag.objects.get_or_create(name=f"话题{n}", slug=f"话题{n}")[0] for n in range(20)]
    numbers = range(Entry.objects.count(), total)
    entries = Entry.objects.bulk_create(
        [_entry(n, column=column, run=run) for n in numbers], batch_size=500
    )
    insert_child_rows(Article, entries)
    Revision.objects.bulk_create([_revision(entry) for entry in entries], batch_size=500)
    own = Revision.objects.filter(entry=OuterRef("pk")).values("pk")[:1]
    new = Entry.objects.filter(pk__gte=entries[0].pk) if entries else Entry.objects.none()
    new.update(live=Subquery(own), newest=Subquery(own), visibility="public")
    TaggedEntry.objects.bulk_create(
        [
            TaggedEntry(
                tag=tags[(n + k) % 20], content_object=entry, published_at=entry.published_at
            )
            for n, entry in zip(numbers, entries, strict=True)
            for k in (0, 7)
        ],
        batch_size=500,
    )
    recount()


def _entry(number, *, column, run):
    moment = NEWEST - timedelta(hours=3 * number)
    return Entry(
        kind=Kind.ARTICLE,
        column=column,
        series=run if number < 200 else None,
        number=number + 1 if number < 200 else None,
        headline=f"履职尽责展新姿 第{number}篇",
        summary=SENTENCE,
        body=BODY,
        plain_text=SENTENCE * 35,
        draft_text=SENTENCE * 35,
        published_at=moment,
        first_published_at=moment,
    )


def _revision(entry):
    content = {
        **blank_content(Kind.ARTICLE),
        **{"column": entry.column_id, "series": entry.series_id, "number": entry.number},
        **{"headline": entry.headline, "summary": entry.summary, "body": entry.body},
    }
    return Revision(entry=entry, number=1, content=content, digest=content_digest(content))
