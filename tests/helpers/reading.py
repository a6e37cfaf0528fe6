"""What tests of public pages share: reading a page as a browser and a visitor would."""

import re
from collections import Counter
from itertools import pairwise

import html5lib

from series.actions.editorial.publication import publish_archive
from series.models import Entry, Kind
from tests.helpers import making

ADDRESS = re.compile(r'(?:href|src|action)="([^"]*)"')
HEADING = re.compile("h([1-6])")
PARAGRAPH = "<p>企业家说，办事快了，心里就有底。</p>"


MAKE = {
    Kind.ARTICLE: making.article,
    Kind.INITIATIVE: making.initiative,
    Kind.EVENT: making.event,
    Kind.FLATPAGE: making.flatpage,
}


def archived(kind=Kind.ARTICLE, *, dateline="2023-11-17", **content):
    """An entry that was public elsewhere on `dateline`, without the way through the desk."""
    make = MAKE[kind]
    arrangement = {"state": content.pop("state")} if "state" in content else {}
    row = make(**{"dateline": dateline, **content})
    if arrangement:
        making.change(row, **arrangement)
    entry = Entry.objects.select_related("newest").get(pk=row.pk)
    return publish_archive(entry, revision=entry.newest, channel="import")


def read(client, address, *, status=200):
    """The page's text; it must be well-formed HTML in good order and answer with `status`."""
    answer = client.get(address)
    assert answer.status_code == status, f"{address} answered {answer.status_code}"
    text = answer.content.decode()
    if answer["Content-Type"].startswith("text/html"):
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        assert disorder(parser.parse(text)) == [], address
    return whole(text)


def whole(text):
    """The page without its places where a title may break: a title is found again as written.

    What may follow a place or stand around a word is a span of the title alone; a test that looks
    for what must not be there would else pass for the wrong reason."""
    return text.replace("<wbr>", "")


def disorder(page):
    """What a screen reader would stumble over: headings out of order, one id twice."""
    elements = [element for element in page.iter() if isinstance(element.tag, str)]
    levels = [int(found[1]) for e in elements if (found := HEADING.fullmatch(e.tag))]
    wrong = [] if levels.count(1) == 1 else [f"{levels.count(1)} h1"]
    wrong += [f"h{a} → h{b}" for a, b in pairwise([0, *levels]) if b > a + 1]
    ids = Counter(element.get("id") for element in elements if element.get("id"))
    return wrong + [f"id {name} twice" for name, count in ids.items() if count > 1]


def addresses(text):
    """Every address that a page names, as written."""
    return [found.replace("&amp;", "&") for found in ADDRESS.findall(text)]


def flat(markup):
    """The markup without the blanks that a template's indentation puts inside and around tags."""
    tags = re.compile(r"\s*(<[^<>]*?)\s*(/?>)\s*")
    return tags.sub(lambda tag: re.sub(r"\s+", " ", tag[1]) + tag[2], markup)


def words(text):
    """What a reader sees, without scripts, tags and line ends."""
    text = re.sub(r"<script\b.*?</script>", "", text, flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", "", text).split())


def writing(queries):
    """The captured queries that write: SELECT reads, and so does SELECT with a setting of
    PostgreSQL's planner around it."""
    reads = r"(SET enable_seqscan = off; )?\(*SELECT [^;]*(; RESET enable_seqscan)?"
    return [row["sql"] for row in queries if not re.fullmatch(reads, row["sql"])]
