"""A public address, what it must answer once an entry is taken off, and what the entry is known
by there. Which addresses there are is said by the views; this room knows none of them."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.utils import timezone

from series.models import Entry, Tag

GONE, CLEAN, CLOSED = "gone", "clean", "closed"
# What a cache or a browser sends that saw the page before.
IF_NONE_MATCH = ("If-None-Match", "*")
IF_MODIFIED_SINCE = ("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT")


@dataclass(frozen=True)
class PublicAddress:
    """One address and what it must answer: GONE (410, without a word of the text), CLEAN (no
    word of the text) or CLOSED (not served). `but` is what it repeats of its own query."""

    name: str
    path: str
    wants: str = CLEAN
    headers: tuple[tuple[str, str], ...] = ()
    method: str = "GET"
    but: str = ""

    def and_remembered(self, *headers):
        """Return the address, and the same as whoever saw it before asks for it with each header."""
        asked = [
            replace(self, name=f"{self.name}（{each[0]}）", headers=(each,)) for each in headers
        ]
        return [self, *asked]


@dataclass(frozen=True)
class Withdrawn:
    """An entry that is looked for; `sentences` are its own, to be searched for."""

    entry: Entry
    sentences: tuple[str, ...] = ()

    @cached_property
    def tags(self):
        return list(Tag.objects.filter(items__content_object=self.entry.pk).order_by("pk"))

    @property
    def here(self):
        """Return the query of the page of a list that would begin with the entry."""
        return just_before(self.entry.published_at, self.entry.pk)


def just_before(moment, pk):
    """Return the query of a page of a list that would begin with the row `pk` of this moment."""
    return f"before={timezone.localtime(moment):%Y%m%dT%H%M%S.%f}-{pk + 1}"
