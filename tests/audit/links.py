"""Every address that a page, feed, sitemap, style sheet or calendar names."""

import json
import re
from dataclasses import dataclass, replace
from urllib.parse import urldefrag
from xml.sax.saxutils import unescape

import lxml.etree
import lxml.html

LINK, RESOURCE = "链接", "资源"
RESOURCE_ATTRIBUTES = {
    ("img", "src"),
    ("source", "src"),
    ("script", "src"),
    ("iframe", "src"),
    ("embed", "src"),
    ("audio", "src"),
    ("video", "src"),
    ("track", "src"),
    ("input", "src"),
    ("video", "poster"),
    ("object", "data"),
    ("image", "href"),
    ("use", "href"),
}
# What a browser fetches by itself; canonical, alternate and the like are only named.
FETCHED_RELATIONS = {"stylesheet", "icon", "preload", "prefetch", "manifest", "apple-touch-icon"}
FETCHED_RELATIONS |= {"preconnect", "dns-prefetch", "modulepreload", "mask-icon"}
CSS_ADDRESS = re.compile(r"""(?:url\(\s*|@import\s+)["']?([^"')\s;]+)""", re.I)
CSS_COMMENT = re.compile(r"/\*.*?\*/", re.S)
CALENDAR_ADDRESS = re.compile(r"^(?:URL|ATTACH|SOURCE|IMAGE)[^:\n]*:(\S+)", re.M)
NAMED = re.compile(r"^(?:https?|webcal)://\S+$")


@dataclass(frozen=True)
class Named:
    """An address as it was written, and whether a browser fetches it by itself."""

    address: str
    sort: str = LINK


def named(answer):
    """{Named} in an answer, by its type; what cannot be parsed names nothing."""
    if answer.is_html:
        return in_html(answer.body)
    if answer.type == "text/css":
        return in_css(answer.text)
    if answer.type == "text/calendar":
        return {Named(found) for found in CALENDAR_ADDRESS.findall(unfolded(answer.text))}
    if answer.type.endswith(("xml", "json")) and answer.type != "image/svg+xml":
        return in_json(answer.text) if answer.type.endswith("json") else in_xml(answer.body)
    if answer.type == "text/plain":
        return {Named(found) for found in re.findall(r"^Sitemap: (\S+)", answer.text, re.M)}
    return set()


def unfolded(calendar):
    return re.sub(r"\r?\n[ \t]", "", calendar)


def in_html(body):
    page = tree(body)
    if page is None:
        return set()
    found = set()
    for element in page.iter(lxml.etree.Element):
        found |= set(of_element(element))
    for script in page.iterfind(".//script[@type='application/ld+json']"):
        # An @id like /#site names a thing, not a place on a page.
        named = in_json(script.text_content())
        found |= {replace(one, address=urldefrag(one.address).url) for one in named}
    return found


def tree(body):
    """The page as lxml reads it, or None where it holds nothing."""
    parser = lxml.html.HTMLParser(encoding="utf-8")
    return lxml.html.document_fromstring(body, parser=parser) if body.strip() else None


def of_element(element):
    tag = str(element.tag).rpartition("}")[2]
    fetched = tag == "link" and set(element.get("rel", "").lower().split()) & FETCHED_RELATIONS
    for name, value in element.attrib.items():
        name = name.rpartition("}")[2].rpartition(":")[2]
        if name in {"srcset", "imagesrcset"}:
            yield from (Named(part.split()[0], RESOURCE) for part in candidates(value))
        elif name in {"href", "src", "poster", "data", "action", "formaction", "cite"}:
            is_resource = fetched or (tag, name) in RESOURCE_ATTRIBUTES
            yield Named(value.strip(), RESOURCE if is_resource else LINK)
        elif name == "style":
            yield from in_css(value)
    if tag == "style":
        yield from in_css(element.text or "")
    if tag == "meta" and NAMED.match(element.get("content", "").strip()):
        yield Named(element.get("content").strip())


def candidates(srcset):
    return [part for part in re.split(r",\s+|,$", srcset.strip()) if part.strip()]


def in_css(text):
    found = CSS_ADDRESS.findall(CSS_COMMENT.sub("", text))
    return {Named(address, RESOURCE) for address in found}


def in_json(text):
    """Whole strings that are addresses; names of vocabularies are addresses of no page of ours."""
    try:
        waiting, found = [json.loads(text)], set()
    except ValueError:
        return set()
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict | list):
            waiting.extend(value.values() if isinstance(value, dict) else value)
        elif isinstance(value, str) and NAMED.match(value):
            found.add(Named(value))
    return found


def in_xml(body):
    """Addresses in attributes and texts, and those of the HTML that a feed carries."""
    try:
        root = lxml.etree.fromstring(body, lxml.etree.XMLParser(resolve_entities=False))
    except lxml.etree.XMLSyntaxError:
        return set()
    found = set()
    for element in root.iter(lxml.etree.Element):
        values = [element.text or "", *element.attrib.values()]
        found |= {Named(value.strip()) for value in values if NAMED.match(value.strip())}
        if "<" in (element.text or ""):
            found |= in_html(unescape(element.text).encode())
    return found - {Named(space) for space in root.nsmap.values()}
