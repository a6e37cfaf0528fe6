"""What a page says of an entry, as plain values.

One rule each for the pages, their labels, the linked data and the interface. Decision 51.
"""

from django.conf import settings
from django.utils import timezone

from .dates import to_the_minute
from .models import EventState, Speaker
from .models.site.addresses import address_of


def source_of(entry):
    """Return 来源: the source organization, a reprint's original source, else the owner."""
    original = entry.original_source if entry.reprint else ""
    return str(entry.source or original or settings.SITE["owner"])


def author_of(entry):
    """Return the label Author: 作者, else 责任编辑; "" where neither is known."""
    return entry.author or entry.editor


def modified_at(entry):
    """Return when the page last changed, as the feeds and the site map say it."""
    moment = max(entry.updated_at, entry.published_at)
    return timezone.localtime(moment).isoformat(timespec="seconds")


def image_of(entry, root):
    """Return the absolute address of the text's first picture, "" where it has none."""
    path = next(iter(entry.shown_pictures), "")
    return path and f"{root}{path}"


def cover_address(entry, shape):
    """Return the path of the drawn cover in this shape.
    It is new with every change of the public text.

    The shapes are og, wide and square. The version would count what is hidden: schedules too.
    """
    changed = int(max(entry.updated_at, entry.published_at).timestamp())
    return f"{address_of('share_cover', entry.pk, shape)}?v={changed}"


def picture_of(entry, root):
    """Return the address of the entry's picture: the text's first, else the drawn cover."""
    return image_of(entry, root) or f"{root}{cover_address(entry, 'og')}"


def with_guests(sessions):
    """Give each session its `guests`: the signed words with portrait and page of the register.

    One query for a programme with registered speakers, none for another. Returns the sessions.
    """
    sessions = list(sessions)
    keys = {each["id"] for item in sessions for each in item.speakers if "id" in each}
    rows = Speaker.objects.select_related("portrait").in_bulk(keys) if keys else {}
    for item in sessions:
        item.guests = [{**each, "speaker": rows.get(each.get("id"))} for each in item.speakers]
    return sessions


def told_headline(entry, event):
    """Return a headline for other places, with the state of a changed event.

    `event` is the row with the times, None for an entry of another kind.
    """
    if event is None or event.state == EventState.PLANNED:
        return entry.headline
    return f"{event.get_state_display()}：{entry.headline}"


def hosts_and_ways(event):
    """Yield (label, words) of an event's hosts and of ways to take part."""
    known = {
        "主办": event.host,
        "承办": event.organizer,
        "协办": event.co_host,
        "接待企业": event.enterprise.name if event.enterprise_id else "",
        "怎样参加": event.participation,
        "报名截止": event.deadline and to_the_minute(event.deadline),
        "联系": " ".join(filter(None, (event.contact, event.phone))),
        "怎样到达": event.directions,
        "地图": event.map_url,
    }
    yield from ((label, words) for label, words in known.items() if words)
