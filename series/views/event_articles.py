"""会后: what public articles say of an event, linked both ways. Decision 127.

The article names the event in its signed content; the event's page asks for the public ones.
"""

from django.db.models import Case, IntegerField, Prefetch, Value, When

from series.models import TEXTS, Aftermath, Article

from .entry_addresses import PublicAddress

ORDER = {value: place for place, value in enumerate(Aftermath.values)}
MOST = 30


def aftermath_of(event):
    """Return the public articles that tell of an event: its report first, its results last."""
    return list(_told().filter(about_event=event.pk)[:MOST])


def with_aftermath(events):
    """Load with each event of a list what public articles say of it."""
    return events.prefetch_related(Prefetch("aftermath", queryset=_told(), to_attr="told"))


def _told():
    places = [When(aftermath=value, then=Value(place)) for value, place in ORDER.items()]
    rows = Article.objects.published().defer(*TEXTS).select_related("column")
    rows = rows.annotate(place=Case(*places, default=0, output_field=IntegerField()))
    return rows.order_by("place", "-published_at", "-pk")


def aftermath_addresses(withdrawn):
    """Yield the pages that linked a withdrawn entry as event or report."""
    for row in Article.objects.published().filter(about_event=withdrawn.entry.pk)[:MOST]:
        yield PublicAddress(f"所写活动的《{row}》", row.get_absolute_url())
    article = Article.objects.filter(pk=withdrawn.entry.pk).select_related("about_event").first()
    if article and article.about_event and article.about_event.is_public:
        yield PublicAddress("所写的活动", article.about_event.get_absolute_url())
