"""The counters that lists print, kept with every publication, so that no page counts rows.

Decisions 5 and 45.
"""

from django.db import transaction
from django.db.models import Count, F, Q
from django.db.models.functions import ExtractMonth, ExtractYear
from django.utils import timezone

from chamber.page_cache.versions import EVERYTHING
from chamber.page_cache.writes import touch
from series.models import ENTRY_KINDS, Column, Entry, Series, Tag, Tally, Visibility


def lock_counters():
    """Lock all counters: one transaction at a time changes them, so that none deadlock.

    The rows of the columns are locked for all counters; new entries may still be written to the
    columns meanwhile. Decision 22.
    """
    list(Column.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def count_entry(entry, *, step):
    """Add a public entry to all its counters, or remove it from them.
    `step` is 1 or -1. What stands in no list is not counted."""
    if not ENTRY_KINDS[entry.kind].is_listed:
        return
    tags = Tag.objects.filter(items__content_object=entry.pk)
    Tag.objects.filter(pk__in=list(tags.values_list("pk", flat=True))).update(
        published_count=F("published_count") + step
    )
    if entry.series_id:
        if Series.objects.filter(pk=entry.series_id, published_count=int(step < 0)).exists():
            touch(EVERYTHING)  # texts that name it lead to its page from now on, or no more
        Series.objects.filter(pk=entry.series_id).update(
            published_count=F("published_count") + step
        )
    day = timezone.localtime(entry.published_at)
    key = {
        "column_id": entry.column_id,
        "kind": entry.kind,
        "year": day.year,
        "month": day.month,
    }
    Tally.objects.get_or_create(**key)
    Tally.objects.filter(**key).update(count=F("count") + step)


@transaction.atomic
def recount():
    """Rebuild every counter from the entries. Returns how many counters were wrong."""
    lock_counters()
    before = _counters()
    public = Count("entries", filter=Q(entries__visibility=Visibility.PUBLIC))
    for series in Series.objects.annotate(real=public):
        Series.objects.filter(pk=series.pk).update(published_count=series.real)
    tagged = Count("items", filter=Q(items__content_object__visibility=Visibility.PUBLIC))
    for tag in Tag.objects.annotate(real=tagged):
        Tag.objects.filter(pk=tag.pk).update(published_count=tag.real)
    Tally.objects.all().delete()
    here = timezone.get_default_timezone()
    days = {
        "year": ExtractYear("published_at", tzinfo=here),
        "month": ExtractMonth("published_at", tzinfo=here),
    }
    rows = Entry.objects.published().listed().annotate(**days).values("column_id", "kind", *days)
    Tally.objects.bulk_create(Tally(**row) for row in rows.annotate(count=Count("pk")).order_by())
    return len(before ^ _counters())


def _counters():
    tallies = Tally.objects.filter(count__gt=0).values_list(
        "column", "kind", "year", "month", "count"
    )
    series = Series.objects.values_list("pk", "published_count")
    tags = Tag.objects.values_list("pk", "published_count")
    return {*tallies, *(("series", *row) for row in series), *(("tag", *row) for row in tags)}
