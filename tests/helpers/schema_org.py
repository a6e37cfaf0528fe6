"""The part of schema.org that our pages use, written down from its definition: which property
belongs to which type. A stand-in for the remote context, which no test may fetch."""

import json

from pyld import jsonld

VOCABULARY = "https://schema.org/"
IDS = ("url", "mainEntityOfPage", "item", "image", "logo", "isBasedOn")
IDS += ("eventStatus", "eventAttendanceMode")
STAND_IN = {
    "@context": {"@vocab": VOCABULARY, **{name: {"@type": "@id"} for name in IDS}},
}
THING = {"name", "url", "description", "image", "mainEntityOfPage"}
WORK = THING | {
    *("headline", "alternativeHeadline", "datePublished", "dateModified", "inLanguage"),
    *("keywords", "author", "editor", "publisher", "sourceOrganization", "isPartOf", "position"),
    *("isBasedOn", "genre", "audience", "temporalCoverage", "sponsor", "hasPart"),
}
EVENT = THING | {
    *("startDate", "endDate", "previousStartDate", "eventStatus", "eventAttendanceMode"),
    *("location", "organizer", "superEvent", "subEvent", "keywords", "inLanguage"),
    "performer",
}
PROPERTIES = {
    "NewsArticle": WORK | {"articleSection"},
    "CreativeWorkSeries": WORK,
    "WebSite": WORK | {"potentialAction"},
    "Event": EVENT,
    "EventSeries": EVENT,
    "Organization": THING | {"logo"},
    "Person": THING | {"jobTitle", "worksFor"},
    "Place": THING | {"address"},
    "Audience": THING | {"audienceType"},
    "SearchAction": THING | {"target", "query-input"},
    "EntryPoint": THING | {"urlTemplate"},
    "BreadcrumbList": THING | {"itemListElement"},
    "ListItem": THING | {"position", "item"},
}


def _load(url, options):
    if url.rstrip("/") != VOCABULARY.rstrip("/"):
        raise LookupError(url)
    return {"contextUrl": None, "documentUrl": url, "document": STAND_IN}


def expanded(value):
    """The data block as PyLD reads it: [nodes], every term an absolute address."""
    return jsonld.expand(json.loads(json.dumps(value)), {"documentLoader": _load})


def faults(value):
    """What is wrong with a data block: unknown types, properties of other types, nothing in it."""
    nodes = expanded(value)
    return [fault for node in nodes for fault in _faults(node)] if nodes else ["nothing"]


def _faults(node):
    if set(node) == {"@id"} or "@value" in node:
        return
    kinds = [kind.removeprefix(VOCABULARY) for kind in node.get("@type", [])]
    if len(kinds) != 1 or kinds[0] not in PROPERTIES:
        yield f"type {kinds}"
        return
    for name, values in node.items():
        if name.startswith("@"):
            continue
        short = name.removeprefix(VOCABULARY)
        if short not in PROPERTIES[kinds[0]]:
            yield f"{short} of {kinds[0]}"
        for value in values:
            if value.get("@value") == "":
                yield f"empty {short}"
            yield from _faults(value) if isinstance(value, dict) else ()
