"""The feed of one call: milestones, promises, answers and results.

Nobody who endorsed it is named. Decision 132.
"""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, get_tag_uri
from django.utils.html import escape
from django.views.decorators.http import conditional_page

from series.context import root_of
from series.models import Initiative, Kind
from series.templatetags.calls import call_progress
from series.text.typography.plain_formats import xml_text
from series.views.entry_addresses import GONE, PublicAddress, shows_entries
from series.views.public import public_page, published_or_gone

NEWEST = 50
FIRST_OF_YEAR = "-01-01"


@dataclass(frozen=True)
class CallNews:
    """One thing that a feed tells, its place on the page and its link."""

    moment: datetime
    anchor: str
    title: str
    text: str = ""
    link: str = ""


def call_feed_addresses(withdrawn):
    """Yield the feed of a call."""
    if withdrawn.entry.kind == Kind.INITIATIVE:
        path = reverse("series:initiative_atom", args=[withdrawn.entry.pk])
        yield PublicAddress("倡议的订阅", path, GONE)


@shows_entries(call_feed_addresses)
@conditional_page
@public_page
def call_feed(request, pk):
    """Answer with the news of a public call, the newest first."""
    rows = Initiative.objects.select_related("issuer")
    call, gone = published_or_gone(request, rows, kind=Kind.INITIATIVE, pk=pk)
    if gone:
        return gone
    root = settings.SITE["base_url"] or root_of(request)
    page = f"{root}{call.get_absolute_url()}"
    news = sorted(_news(call), key=lambda each: each.moment, reverse=True)[:NEWEST]
    feed = Atom1Feed(
        title=xml_text(call.headline),
        link=page,
        description=xml_text(f"{call.headline}：进展"),
        subtitle=xml_text(f"{call.headline}：进展"),
        language="zh-CN",
        feed_url=f"{root}{request.path}",
        author_name=xml_text(call.issuer.name if call.issuer else settings.SITE["owner"]),
    )
    for each in news:
        feed.add_item(
            title=xml_text(each.title),
            link=f"{root}{each.link}" if each.link else f"{page}#{each.anchor}",
            description=escape(xml_text(each.text)),
            unique_id=get_tag_uri(f"{page}#{_key(each)}", each.moment),
            pubdate=each.moment,
            updateddate=each.moment,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _key(news):
    """Return the name of an item, made of its words."""
    return sha256(f"{news.anchor}{news.title}{news.text}".encode()).hexdigest()[:16]


def _news(call):
    """Yield what is to be told of a call.

    Links lead only to pages that are public.
    """
    progress = call_progress(call)

    def public(link):
        return link if link in progress.public else ""

    yield CallNews(call.published_at, "", f"倡议发布：{call.headline}", call.summary)
    for step in progress.milestones:
        yield CallNews(_day(step.when), "milestones", step.title, step.text, public(step.link))
    for promise in progress.promises:
        if promise.reached:
            said = f"联署满 {promise.number}：{promise.promise}"
            yield CallNews(_day(promise.reached), "endorse", said, "承诺到期，请看答复。")
        if promise.answered:
            title = f"{promise.promise}：已答复"
            link = public(promise.link)
            yield CallNews(_day(promise.answered), "answer", title, promise.answer, link)
    for each in progress.outcome:
        yield CallNews(call.updated_at, "answer", each.text, "", public(each.link))


def _day(when):
    """Return the beginning of a day that may be a month or a year."""
    day = date.fromisoformat(f"{when}{FIRST_OF_YEAR[3 * when.count('-') :]}")
    return timezone.make_aware(datetime(day.year, day.month, day.day))
