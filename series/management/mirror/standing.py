"""Recognise the pages of the last run that still stand (decision 163).

A page stands while the numbers of all that it showed are what they were (decision 137), and its
views, the frame of all pages, the settings, the source of the program, the day and the bytes of its
file. What the clock changes within a day is never known so.
"""

import json
import logging
import re
import sys
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from django.conf import settings
from django.db.models import Sum
from django.utils import timezone
from django.views.debug import SafeExceptionReporterFilter

from chamber.page_cache import writes
from chamber.page_cache.versions import slot_of
from series.models import ENTRY_KINDS, DailyViews
from series.page_keys import PARTICIPATION

from .folder import MirrorFolder

OUTPUTS = (".docx", ".md", ".txt", "/print/")  # of a text alone; the parts of a .docx bear the time
# Texts, topics, organizations and the later pages of lists. Those of a series tell what is to come.
TEXTS = [about.folder for about in ENTRY_KINDS.values() if about.is_news or not about.is_listed]
TIMELESS = re.compile(
    rf"/(?:{'|'.join([*TEXTS, 'tags', 'organizations'])})/[^/?]+/"
    r"|/feeds/(?:columns|tags)/[^/?]+"
    r"|/(?!series/)[^?]+\?(?:before|after|year|month|page)=.*"
)
# What readers take part in is open, then over: such a page is asked for each time.
TIMED = str(slot_of(PARTICIPATION))
PROGRAM = ("chamber", "series", "templates")
LENGTH = 8  # bytes of a digest
logger = logging.getLogger(__name__)


class PageStamps:
    """Tells what a page depends on, and whether that is as it was.

    `frame` is a page with nothing but the frame of all pages. With `quick` the views are not
    looked at."""

    def __init__(self, folder: MirrorFolder, frame: bytes, *, quick: bool):
        self._public, self._quick = folder.public, quick
        self._versions = writes.versions()
        self._ground = _digest([folder.root.encode(), frame, *_program()])
        # Read before any page is made: a page may show more of them, and is then asked for again.
        rows = DailyViews.objects.order_by().values_list("entry").annotate(Sum("count"))
        self._views = {key: str(total) for key, total in rows}
        self._seen, self._numbers = b"", {}

    def begin(self) -> bytes:
        """Return the state of the numbers before a page is made; empty if unknown."""
        try:
            state = self._versions.state() if self._versions else b""
        except OSError:
            logger.exception("the numbers of pages cannot be read; all pages are asked for")
            return b""
        return state if state and self._versions.is_settled(state) else b""

    def stamp(self, answer, before: bytes) -> str:
        """Return what an answer depends on, as it is now; empty if unknown."""
        if not answer.depends or not before or self.begin() != before:
            return ""
        slots = [str(slot) for slot in answer.depends]
        told = self._told(slots, before)
        if not told or self.begin() != before:
            return ""
        viewed = "" if answer.viewed is None else str(answer.viewed)
        views = self._views.get(answer.viewed, "0")
        return " ".join(
            [self._ground, viewed, views, _digest([answer.body]), ",".join(slots), told]
        )

    def stands(self, address: str, file: str, stamp: str) -> bool:
        """Tell whether the file of an address is what the site would answer now."""
        ground, viewed, views, seal, slots, told = stamp.split(" ")
        if ground != self._ground or not self._may_stand(address, slots.split(",")):
            return False
        if viewed and not self._quick and views != self._views.get(int(viewed), "0"):
            return False
        state = self.begin()
        return (
            bool(state)
            and self._told(slots.split(","), state) == told
            and self._seal_of(file) == seal
        )

    def _may_stand(self, address, slots):
        if address.endswith(OUTPUTS):
            return True
        return TIMED not in slots and TIMELESS.fullmatch(address) is not None

    def _told(self, slots, state):
        """Return a digest of the numbers of these places; empty where they cannot be read."""
        if state != self._seen:
            self._seen, self._numbers = state, {}
        missing = [slot for slot in slots if slot not in self._numbers]
        try:
            found = self._versions.numbers(map(int, missing)) if missing else ()
        except OSError:
            return ""
        self._numbers.update(zip(missing, found, strict=True))
        return _digest(self._numbers[slot] for slot in slots)

    def _seal_of(self, file):
        try:
            return _digest([(self._public / file).read_bytes()])
        except OSError:
            return ""


def _program() -> Iterator[bytes]:
    """Yield what every page is made with.

    The day, the settings, the versions of the packages, the sources and the drawings' names."""
    yield f"{timezone.localdate():%Y%m%d}".encode()
    known = SafeExceptionReporterFilter().get_safe_settings()  # without the secrets
    yield json.dumps(
        {name: known[name] for name in sorted(known) if name != "DATABASES"},
        default=_plain,
        skipkeys=True,
    ).encode()
    packages = {path.name for place in sys.path for path in Path(place).glob("*.dist-info")}
    yield " ".join(sorted(packages)).encode()
    own = [Path(settings.BASE_DIR, name) for name in PROGRAM]
    shown = [Path(place) for engine in settings.TEMPLATES for place in engine.get("DIRS", ())]
    for place in dict.fromkeys([*own, *shown]):
        for path in sorted(place.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                yield path.relative_to(place).as_posix().encode()
                yield path.read_bytes()
    styles = Path(settings.STATIC_ROOT or settings.BASE_DIR, "staticfiles.json")
    yield styles.read_bytes() if styles.is_file() else b""


def _plain(value):
    """Return a setting that is no JSON as text, the same everywhere."""
    if isinstance(value, set | frozenset):
        return sorted(map(str, value))
    if isinstance(value, str | Path) or hasattr(value, "pattern"):
        return str(getattr(value, "pattern", value))
    return getattr(value, "__qualname__", type(value).__qualname__)


def _digest(parts) -> str:
    found = blake2b(digest_size=LENGTH)
    for part in parts:
        found.update(len(part).to_bytes(LENGTH, "little"))
        found.update(part)
    return found.hexdigest()
