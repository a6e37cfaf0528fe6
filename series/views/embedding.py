"""oEmbed: an entry's name, title and picture for other sites.

The type is “link”: nothing of ours runs or is framed there, and no size is claimed for a text.
"""

from urllib.parse import urlsplit
from xml.etree import ElementTree

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.urls import Resolver404, resolve, reverse
from django.views.decorators.http import require_safe

from series.context import root_of
from series.facts import source_of
from series.models import ENTRY_KINDS, Entry
from series.text.typography.plain_formats import xml_text

from .entry_addresses import GONE, PublicAddress, shows_entries
from .public import GONE_SAYS, LARGEST_KEY, gone_as

FORMATS = {"json", "xml"}
LONGEST = 2000
KEPT = 3600
WIDEST = 1440
NOT_OURS = "没有这篇稿件，或者它尚未发布；请给出本站一篇文章、倡议或活动的完整网址"


class UnknownEntryError(Exception):
    """A question that names no entry of this site; the message is the answer."""


def card_addresses(withdrawn):
    query = f"url={withdrawn.entry.get_absolute_url()}"
    yield PublicAddress("嵌入", f"{reverse('series:oembed')}?{query}", GONE)


@shows_entries(card_addresses)
@require_safe
def oembed(request):
    """Answer for a public entry of this site, else 404.
    501 for unknown formats."""
    form = request.GET.get("format", "json")
    if form not in FORMATS:
        return _error(f"不支持 {form[:20]} 格式，请用 json 或 xml", status=501)
    try:
        which = _asked(request)
        limits = _limit(request, "maxwidth") or WIDEST, _limit(request, "maxheight")
    except UnknownEntryError as error:
        return _error(str(error), status=404)
    entry = Entry.objects.published().select_related("source").filter(**which).first()
    if entry is None:
        gone = gone_as(**which)
        return _error(GONE_SAYS[gone], status=410) if gone else _error(NOT_OURS, status=404)
    return _opened(_written(_card(entry, root_of(request), limits), form))


def _asked(request):
    """Return kind and key, or kind and address, of the entry that ?url= names.

    UnknownEntryError where it names none."""
    try:
        match = resolve(_path(request))
    except (Resolver404, ValueError) as error:  # a path or an address that is none
        raise UnknownEntryError(NOT_OURS) from error
    key = {name: match.kwargs[name] for name in ("pk", "slug") if name in match.kwargs}
    is_entry = match.namespace == "series" and match.url_name in ENTRY_KINDS
    if not is_entry or key.get("pk", 0) > LARGEST_KEY:
        raise UnknownEntryError(NOT_OURS)
    return {"kind": match.url_name, **key}


def _path(request):
    """Return the path of the address in ?url=, which must be one of this site."""
    url = request.GET.get("url", "")
    if url.startswith("/"):
        url = root_of(request) + url
    parts = urlsplit(url[:LONGEST])
    ours = {urlsplit(root_of(request)).netloc, request.get_host()}
    if parts.scheme not in ("http", "https") or parts.netloc not in ours:
        raise UnknownEntryError(NOT_OURS)
    return parts.path


def _limit(request, name):
    """Return the parameter as the largest width or height, None where it is missing."""
    text = request.GET.get(name, "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 6 and int(text)):
        raise UnknownEntryError(f"{name} 须是正整数")
    return int(text)


def _card(entry, root, limits):
    return {
        "version": "1.0",
        "type": "link",
        "title": entry.headline,
        "author_name": entry.author or source_of(entry),
        "provider_name": settings.SITE["name"],
        "provider_url": f"{root}/",
        "cache_age": KEPT,
        **_thumbnail(entry, root, limits),
    }


def _thumbnail(entry, root, limits):
    """Return the thumbnail fields: the largest copy of the first picture within the limits."""
    picture = next(iter(entry.shown_pictures.values()), None)
    if picture is None:
        return {}
    fitting = [size for size in _sizes(picture) if _fits(size, limits)]
    if not fitting:
        return {}
    width, height, path = max(fitting)
    return {
        "thumbnail_url": root + path,
        "thumbnail_width": width,
        "thumbnail_height": height,
    }


def _sizes(picture):
    """Yield (width, height, path) of the original and of each smaller copy."""
    yield picture.width, picture.height, picture.get_absolute_url()
    for width in picture.renditions:
        args = [picture.pk, picture.digest[:12], width, "webp"]
        height = max(1, round(picture.height * width / picture.width))
        yield width, height, reverse("series:rendition", args=args)


def _fits(size, limits):
    return all(limit is None or side <= limit for side, limit in zip(size, limits, strict=False))


def _written(card, form):
    if form == "json":
        return JsonResponse(card, json_dumps_params={"ensure_ascii": False})
    root = ElementTree.Element("oembed")
    for name, value in card.items():
        ElementTree.SubElement(root, name).text = xml_text(str(value))
    written = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return HttpResponse(written, content_type="text/xml; charset=utf-8")


def _opened(response):
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "no-cache"
    return response


def _error(sentence, *, status):
    shown = {"ensure_ascii": False}
    return _opened(JsonResponse({"error": sentence}, status=status, json_dumps_params=shown))
