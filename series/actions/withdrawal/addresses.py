"""Public addresses and what they must answer after a withdrawal.

The views name the addresses; this module knows none of them.
"""

from dataclasses import dataclass, replace
from functools import cached_property

from django.utils import timezone

from series.models import Entry, Series, Tag

GONE, CLEAN, CLOSED = "gone", "clean", "closed"
# Headers of a cache or a browser that has an older copy of the page.
IF_NONE_MATCH = ("If-None-Match", "*")
IF_MODIFIED_SINCE = ("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT")


@dataclass(frozen=True)
class PublicAddress:
    """One address and what it must answer.

    GONE is 410 without a word of the text, CLEAN no word of the text, CLOSED not served. `but` is
    the part of its own query that the answer repeats, `also` words that must not be there.
    """

    name: str
    path: str
    wants: str = CLEAN
    headers: tuple[tuple[str, str], ...] = ()
    method: str = "GET"
    but: str = ""
    also: str = ""

    def and_remembered(self, *headers):
        """Return the address alone and once with each header of a cache."""
        conditional = [
            replace(self, name=f"{self.name}（{header[0]}）", headers=(header,))
            for header in headers
        ]
        return [self, *conditional]


@dataclass(frozen=True)
class Withdrawn:
    """A withdrawn entry and `sentences` that only it has, to be searched for."""

    entry: Entry
    sentences: tuple[str, ...] = ()

    @cached_property
    def tags(self):
        return list(Tag.objects.filter(items__content_object=self.entry.pk).order_by("pk"))

    @cached_property
    def _left(self):
        """Return {model: keys} of the entry's topics and series that readers may still know of."""
        tags = Entry.objects.published().filter(tagged__tag__in=self.tags)
        series = self.entry.series
        return {
            Tag: set(tags.values_list("tagged__tag", flat=True)),
            Series: {series.pk} if series and self._is_known(series) else set(),
        }

    def _is_known(self, series):
        has_day = series.lunar_month is not None
        return has_day or Entry.objects.published().filter(series=series).exists()

    def wants(self, row):
        """Return what an address of this topic or series must answer.

        CLOSED where readers may not know of it any more, else CLEAN (decision 106).
        """
        return CLEAN if row.pk in self._left[type(row)] else CLOSED

    @property
    def here(self):
        """Return the query of the list page that would begin with the entry."""
        return just_before(self.entry.published_at, self.entry.pk)


def just_before(moment, pk):
    """Return the query of the list page that would begin with this row.
    Row `pk` of this moment."""
    return f"before={timezone.localtime(moment):%Y%m%dT%H%M%S.%f}-{pk + 1}"
