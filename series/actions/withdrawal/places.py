"""Where readers could meet an entry: every public address that may name it, and its files."""

from dataclasses import dataclass
from urllib.parse import quote

from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from chamber.models import Organization
from series.actions.editorial.share_links import token_of
from series.actions.media.covers import SHAPES
from series.models import Attachment, Entry, Event, Kind, Picture, ShareLink, Tag, Visibility

GONE, CLEAN, CLOSED = "gone", "clean", "closed"
LISTS = {Kind.ARTICLE: "articles", Kind.INITIATIVE: "initiatives", Kind.EVENT: "events"}
OUTPUTS = {"print": "打印版", "docx": "Word 版", "md": "Markdown 版", "txt": "纯文本版"}
SITEMAP_BLOCK = 5000
LONGEST_QUERY = 40
NEAR = 6
# What a cache or a browser sends that saw the page before.
REMEMBERS = (
    ("If-None-Match", "*"),
    ("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT"),
)


@dataclass(frozen=True)
class Place:
    """One address and what it must answer: GONE (410, without a word of the text), CLEAN (no
    word of the text) or CLOSED (not served). `but` is what it repeats of its own query."""

    name: str
    path: str
    wants: str = CLEAN
    headers: tuple[tuple[str, str], ...] = ()
    method: str = "GET"
    but: str = ""


def places_of(entry, *, sentences):
    """Every Place for one entry; `sentences` are searched for beside the headline."""
    return [
        *_own(entry),
        *_lists(entry),
        *_series(entry),
        *_tags(entry),
        *_mentions(entry),
        *_neighbours_by_topic(entry),
        *_searches(entry, sentences),
        *_machines(entry),
        *_interface(entry),
        *_events(entry),
        *_shares(entry),
        *_files(entry),
    ]


def _own(entry):
    path = entry.get_absolute_url()
    yield Place("公开页", path, GONE)
    for name, value in REMEMBERS:
        yield Place(f"公开页（{name}）", path, GONE, headers=((name, value),))
    for shape in SHAPES:
        yield Place(f"封面 {shape}", reverse("series:share_cover", args=[entry.pk, shape]), GONE)
    for form, name in OUTPUTS.items():
        other = reverse(f"series:{entry.kind}_{form}", args=[entry.pk])
        yield Place(name, other, GONE)
        yield Place(f"{name}（If-None-Match）", other, GONE, headers=REMEMBERS[:1])
    for kind in Kind:
        if kind != entry.kind:
            yield Place("同号的其他类型", reverse(f"series:{kind}", args=[entry.pk]))


def _lists(entry):
    """The lists, from their beginning and at the place where the entry stood."""
    day = timezone.localtime(entry.published_at)
    year = day.year
    here = _just_before(entry.published_at, entry.pk)
    yield Place("首页", reverse("series:home"))
    yield Place("数说", reverse("series:figures"))
    yield Place("按月归档原位", f"{reverse('series:month', args=[year, day.month])}?{here}")
    for name, path in (
        (f"{entry.get_kind_display()}列表", reverse(f"series:{LISTS[entry.kind]}")),
        ("专栏", entry.column.get_absolute_url()),
    ):
        yield Place(name, path)
        yield Place(f"{name}原位", f"{path}?{here}")
        if entry.kind != Kind.EVENT:
            yield Place(f"{name}{year}年", f"{path}?year={year}&{here}")


def _just_before(moment, pk):
    """The query of a page of a list that would begin with the entry."""
    return f"before={timezone.localtime(moment):%Y%m%dT%H%M%S.%f}-{pk + 1}"


def _series(entry):
    if entry.series_id is None:
        return
    path = entry.series.get_absolute_url()
    yield Place("系列", path)
    for form in ("atom", "rss"):
        feed = reverse(f"series:series_{form}", args=[entry.series_id])
        yield Place(f"系列订阅 {form}", feed)
    yield Place("系列日历", reverse("series:series_calendar", args=[entry.series_id]))
    if not entry.number:
        return
    yield Place("系列原位", f"{path}?after={entry.number - 1}")
    run = Entry.objects.published().filter(series=entry.series_id)
    before = run.filter(number__lt=entry.number).order_by("-number").first()
    after = run.filter(number__gt=entry.number).order_by("number").first()
    for neighbour in filter(None, (before, after)):
        yield Place(f"相邻的《{neighbour}》", neighbour.get_absolute_url())


def _tags(entry):
    here = _just_before(entry.published_at, entry.pk)
    for tag in Tag.objects.filter(items__content_object=entry.pk).order_by("pk"):
        yield Place(f"话题“{tag}”", tag.get_absolute_url())
        yield Place(f"话题“{tag}”原位", f"{tag.get_absolute_url()}?{here}")
        for form in ("atom", "rss"):
            feed = reverse(f"series:tag_{form}", args=[tag.slug])
            yield Place(f"话题“{tag}”订阅 {form}", feed)


def _mentions(entry):
    here = _just_before(entry.published_at, entry.pk)
    for row in Organization.objects.filter(mentions__entry=entry.pk).order_by("pk"):
        path = reverse("series:organization", args=[row.pk])
        yield Place(f"单位“{row}”", path)
        yield Place(f"单位“{row}”原位", f"{path}?{here}")


def _neighbours_by_topic(entry):
    """Pages that may have offered the entry under 相关阅读."""
    tags = Tag.objects.filter(items__content_object=entry.pk).values("pk")
    near = Entry.objects.published().filter(tagged__tag__in=tags).exclude(pk=entry.pk).distinct()
    for row in near.newest_first()[:NEAR]:
        yield Place(f"相关的《{row}》", row.get_absolute_url())


def _searches(entry, sentences):
    path = reverse("series:search")
    for text in (entry.headline, *sentences):
        asked = text[:LONGEST_QUERY]
        yield Place("检索", f"{path}?q={quote(asked)}", but=text)
        yield Place("按类型检索", f"{path}?q={quote(asked)}&kind={entry.kind}", but=text)
    for typed in (entry.headline[:LONGEST_QUERY], entry.headline[:2]):
        yield Place("检索建议", f"{reverse('series:suggest')}?q={quote(typed)}")


def _machines(entry):
    for form in ("atom", "rss"):
        yield Place(f"订阅 {form}", reverse(f"series:feed_{form}"))
        column = reverse(f"series:column_{form}", args=[entry.column_id])
        yield Place(f"专栏订阅 {form}", column)
    yield Place("网站地图", reverse("series:sitemap"))
    yield Place("网站地图：栏目", reverse("series:sitemap_pages"))
    block = reverse("series:sitemap_entries", args=[entry.pk // SITEMAP_BLOCK])
    yield Place("网站地图：稿件", block)


def _interface(entry):
    """The read interface and what other sites are told."""
    own = reverse("series:api_entry", args=[entry.pk])
    yield Place("接口：全文", own, GONE)
    yield Place("接口：全文（If-None-Match）", own, GONE, headers=REMEMBERS[:1])
    yield Place("嵌入", f"{reverse('series:oembed')}?url={entry.get_absolute_url()}", GONE)
    path = reverse("series:api_entries")
    here = _just_before(entry.published_at, entry.pk)
    yield Place("接口：稿件列表原位", f"{path}?{here}")
    for name, value in (("column", entry.column_id), ("series", entry.series_id)):
        if value:
            yield Place(f"接口：按 {name} 列表原位", f"{path}?{name}={value}&{here}")
    for tag in Tag.objects.filter(items__content_object=entry.pk).order_by("pk"):
        yield Place(f"接口：话题“{tag}”原位", f"{path}?tag={quote(tag.slug)}&{here}")


def _events(entry):
    yield Place("活动日历", reverse("series:calendar"))
    event = Event.objects.filter(pk=entry.pk).first()
    if event is None or event.starts_at is None:
        return
    file = reverse("series:event_calendar", args=[entry.pk])
    for name, headers in (("日历文件", ()), ("日历文件（If-None-Match）", REMEMBERS[:1])):
        yield Place(name, file, GONE, headers=headers)
    path = reverse("series:events")
    months = {timezone.localtime(day).strftime("%Y-%m") for day in (event.starts_at, event.ends_at)}
    for month in sorted(months):
        yield Place(f"{month}月历", f"{path}?m={month}")
    here = _just_before(event.starts_at, event.pk)
    yield Place("往期活动原位", f"{path}?{here}")
    yield Place("接口：活动原位", f"{reverse('series:api_events')}?{here}")


def _shares(entry):
    """Links to what was public; HEAD, because an opening would be counted."""
    links = ShareLink.objects.filter(entry=entry, revoked_at=None, expires_at__gt=timezone.now())
    if entry.visibility != Visibility.WITHDRAWN:
        links = links.filter(revision=F("entry__live"))
    for link in links:
        path = reverse("series:share", args=[token_of(link)])
        yield Place(f"分享链接 {link.pk}", path, GONE, method="HEAD")


def _files(entry):
    """Files that no public entry carries, with every rendition, also as a cache would ask."""
    for name, path in addresses_of_files(entry):
        yield Place(name, path, CLOSED)
        yield Place(f"{name}（If-None-Match）", path, CLOSED, headers=REMEMBERS[:1])


def addresses_of_files(entry):
    """(name, path) of every file of the entry alone."""
    others = Entry.objects.published().exclude(pk=entry.pk)
    shown = Picture.objects.filter(Q(entries__in=others)).values("pk")
    carried = Attachment.objects.filter(Q(entries__in=others)).values("pk")
    for row in Attachment.objects.filter(entries=entry.pk).exclude(pk__in=carried).order_by("pk"):
        yield f"附件 {row.pk}", row.get_absolute_url()
    for row in Picture.objects.filter(entries=entry.pk).exclude(pk__in=shown).order_by("pk"):
        yield f"图片 {row.pk}", row.get_absolute_url()
        for path in _renditions(row):
            yield f"图片 {row.pk} 的小图", path


def _renditions(picture):
    known = [picture.pk, picture.digest[:12]]
    for extension in picture.FORMATS if picture.renditions else ():
        for width in picture.renditions:
            yield reverse("series:rendition", args=[*known, width, extension])
        for width in picture.cover_widths:
            yield picture.cover_url(width, extension)
