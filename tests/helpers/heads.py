"""A page's head and data blocks, read by a parser that knows nothing of how they were written."""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

import html5lib

from .reading import read


@dataclass
class Head:
    """`metas`: {name or property: [contents]}; `links`: {rel: [href]}; `data`: the data blocks;
    `page`: the whole tree."""

    page: object
    metas: dict = field(default_factory=lambda: defaultdict(list))
    links: dict = field(default_factory=lambda: defaultdict(list))
    data: list = field(default_factory=list)

    def one(self, name):
        """The only content of this name; fails where there are none or several."""
        (content,) = self.metas[name]
        return content

    def of(self, *kinds):
        """The only data block of one of these types."""
        (found,) = [each for each in self.data if each.get("@type") in kinds]
        return found

    def text(self, tag, *, class_=None):
        """What the first such element says."""
        found = (e for e in self.page.iter(tag) if class_ in (None, e.get("class")))
        element = next(found, None)
        return None if element is None else " ".join("".join(element.itertext()).split())

    def told(self, term):
        """The words beside a term of a definition list: 来源 → its name."""
        for row in self.page.iter("dl"):
            cells = [e for e in row.iter() if e.tag in ("dt", "dd")]
            for name, value in pairwise(cells):
                if "".join(name.itertext()).strip() == term:
                    return " ".join("".join(value.itertext()).split())
        return None

    def trail(self):
        """[(name, href or None)] as seen."""
        (nav,) = [e for e in self.page.iter("nav") if e.get("aria-label") == "所在位置"]
        steps = []
        for item in nav.iter("li"):
            link = next(item.iter("a"), None)
            said = " ".join("".join(item.itertext()).split())
            steps.append((said, None if link is None else link.get("href")))
        return steps


def head_of(client, address):
    page = html5lib.parse(read(client, address), namespaceHTMLElements=False)
    head = Head(page)
    for meta in page.iter("meta"):
        name = meta.get("name") or meta.get("property")
        if name:
            head.metas[name].append(meta.get("content"))
    for link in page.iter("link"):
        head.links[link.get("rel")].append(link.get("href"))
    for script in page.iter("script"):
        if script.get("type") == "application/ld+json":
            head.data.append(json.loads(script.text))
    return head
