"""The layer in front of Django: answers public pages from the process's memory (decision 137).

A kept page is the same for everybody, so it is never one that was made for a person: requests with
a session, an Authorization header, another method than GET or HEAD, or a query go to Django. The
cookie of the reader's display is read as its closed set of choices, other cookies do not count, and
parameters that messengers append to links are left out. Of query and cookies Django sees what the
key holds, so that no page shows what a client invented; what is not kept in the end is passed on as
it is, with its conditions and encodings.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote_plus

from .dependence import ENVIRON, Asked
from .pages import Page, Pages
from .versions import EVERYTHING, slots_of

COME_ALONG = 10.0  # seconds after which a request goes through Django, for what it does by the way
LOG_EVERY = 10.0  # seconds between two lines on an outage
PATIENCE = 1.0  # seconds that others wait for the one who makes a page
LONGEST_PATH = 200
MOST_NOT_KEPT = 5_000  # keys that are remembered as not kept
COOKIES = 1_000  # Cookie headers whose choice is remembered
LONGEST_COOKIES = 500
# What WeChat, QQ, Weibo, DingTalk and statistics append to the address of a page.
APPENDED = frozenset(
    "from isappinstalled scene clicktime enterid nsukey wxfrom wx_header share_token tt_from"
    " utm_source utm_medium utm_campaign utm_term utm_content sudaref hmsr spm _t".split()
)
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class PublicSite:
    """What the layer has to know of the site."""

    hosts: frozenset[str]  # names under which it answers; a page for another is not kept
    display: Callable[[str], str]  # the choice in a display cookie, in one spelling
    display_cookie: str
    session_cookies: frozenset[str]
    passed: tuple[str, ...]  # what paths begin with that never lead to a page to keep
    behind_proxy: bool  # X-Forwarded-Proto tells the scheme
    note_answer: Callable[[Page, dict], None]  # counts a kept page that was answered


class Flight:
    """One thread makes a page; the others wait, or take the former copy."""

    def __init__(self, state: bytes):
        self.state = state  # of the versions when it began
        self.done = threading.Event()


class PageCache:
    """WSGI middleware: kept pages are answered from memory, all else by `application`.

    `versions` are a VersionFile or RedisVersions. While they cannot be read nothing is answered from
    memory, and nothing kept."""

    def __init__(self, application, *, versions, pages: Pages, site: PublicSite):
        self.application, self.versions, self.pages, self.site = application, versions, pages, site
        # The same few cookie headers come again and again; to read one costs half a kept answer.
        self._display_in = lru_cache(maxsize=COOKIES)(self._read_display)
        self._flights: dict[tuple, Flight] = {}
        self._not_kept: dict[tuple, None] = {}
        self._lock = threading.Lock()
        self._go_along_at = self._log_outage_at = 0.0

    def __call__(self, environ, start_response):
        key = self._key_of(environ)
        if key is None:
            return self.application(environ, start_response)
        page, state = self.pages.get(key), self._state()
        if state is None:
            return self.application(environ, start_response)
        if page is not None and self._is_fresh(page, state) and not self._goes_along():
            return self._answer_kept(page, environ, start_response)
        return self._make(key, page, state, environ, start_response)

    def _state(self):
        """Return the state of the versions; None where it cannot be read."""
        try:
            return self.versions.state()
        except OSError:  # the versions have logged it
            return None

    def _key_of(self, environ):
        """Return the key of a page that may be kept, None for other requests."""
        if not _is_plain(environ):
            return None
        path, host = environ["PATH_INFO"], environ.get("HTTP_HOST", "")
        if (
            path.startswith(self.site.passed)
            or len(path) > LONGEST_PATH
            or host not in self.site.hosts
        ):
            return None
        cookies = environ.get("HTTP_COOKIE")
        display = self._display_of(cookies) if cookies else ""
        if display is None:
            return None
        scheme = environ["wsgi.url_scheme"]
        if self.site.behind_proxy:
            told = environ.get("HTTP_X_FORWARDED_PROTO", "").partition(",")[0].strip()
            scheme = "https" if told == "https" else "http"  # read as Django reads it
        return path, display, host, scheme

    def _display_of(self, cookies):
        """Return the reader's choice; None where the cookies name a session.

        What may name a session, and what is longer than readers send, is never remembered."""
        if len(cookies) > LONGEST_COOKIES or any(
            map(cookies.__contains__, self.site.session_cookies)
        ):
            return self._read_display(cookies)
        return self._display_in(cookies)

    def _read_display(self, cookies):
        display = ""
        for part in cookies.split(";"):
            name, _, value = part.strip().partition("=")
            if name in self.site.session_cookies:
                return None
            if name == self.site.display_cookie:
                display = self.site.display(value)
        return display

    def _is_fresh(self, page, state):
        """Tell whether nothing that the page depends on has changed."""
        return time.time() < page.until and self._stands(page, state)

    def _stands(self, page, state):
        if state is None or state == page.state:
            return state is not None
        is_settled = self.versions.is_settled(state)
        try:
            if not is_settled:
                self.versions.settle()
            if self.versions.numbers(page.slots) != page.numbers:
                return False
        except OSError:
            return False
        if is_settled:
            page.state = state
        return True

    def _goes_along(self):
        """Tell one request of a process every few seconds to go through Django."""
        now = time.monotonic()
        if now < self._go_along_at:
            return False
        self._go_along_at = now + COME_ALONG
        return True

    def _make(self, key, former, state, environ, start_response):
        """Make the page, or wait for the thread that makes it already."""
        with self._lock:
            flight = self._flights.get(key)
            is_first = flight is None
            if is_first and key not in self._not_kept:
                flight = self._flights[key] = Flight(state)
        if flight is None:
            return self._from_django(key, former, environ, start_response)
        if is_first:
            try:
                return self._from_django(key, former, environ, start_response)
            finally:
                with self._lock:
                    self._flights.pop(key, None)
                flight.done.set()
        return self._from_others(flight, key, former, environ, start_response)

    def _from_others(self, flight, key, former, environ, start_response):
        """Answer while another thread makes the page.

        A former copy whose time ran out is answered at once; one that was changed only where the
        other needs long, and never after a change of the very thing that it shows."""
        may_show = former is not None and not self._own_changed(former)
        if may_show and self._stands(former, self._state()):
            return self._answer_kept(former, environ, start_response)
        is_done = flight.done.wait(PATIENCE)
        page = self.pages.get(key)
        state = self._state()
        if page is not None and self._is_fresh(page, state):
            return self._answer_kept(page, environ, start_response)
        if may_show and not is_done and state == flight.state:
            return self._answer_kept(former, environ, start_response)
        return self._from_django(key, former, environ, start_response)

    def _answer_kept(self, page, environ, start_response):
        self.site.note_answer(page, environ)
        return _answer(page, environ, start_response)

    def _own_changed(self, page):
        """Tell whether the very thing that a page shows has changed: withdrawn, for example."""
        if page.own is None:
            return False
        at = page.slots.index(page.own)
        try:
            return self.versions.numbers([page.own]) != (page.numbers[at],)
        except OSError:
            return True

    def _from_django(self, key, former, environ, start_response):
        if environ["REQUEST_METHOD"] == "HEAD":
            return self.application(environ, start_response)
        asked, told = Asked(is_expected=key not in self._not_kept), []
        own_environ = _as_key(environ, key, self.site.display_cookie) | {ENVIRON: asked}
        before = self._state()

        def note(status, headers, error=None):
            told[:] = [status, list(headers)]

        answer = self.application(own_environ, note)
        status, headers = told
        is_outage = status.startswith("503")
        if is_outage and former is not None and self._stands(former, self._state()):
            self._log_outage()
            _close(answer)
            return _answer(former, environ, start_response)
        if not asked.is_kept or not _is_same_for_all(headers):
            if not is_outage:  # which says nothing of the page
                self._note_not_kept(key)
            start_response(status, headers)
            return answer  # as it is: a recording is sent in pieces
        page = self._kept(key, asked, before, (status, headers, _joined(answer)))
        return _answer(page, environ, start_response)

    def _log_outage(self):
        """Log that former copies are answered, in one line every few seconds."""
        now = time.monotonic()
        if now >= self._log_outage_at:
            self._log_outage_at = now + LOG_EVERY
            logger.warning("former copies are answered while the site is in an outage")

    def _kept(self, key, asked, before, answer):
        """Keep a page, unless something was written while it was made. Returns the page."""
        status, headers, body = answer
        slots = tuple(slots_of([EVERYTHING, asked.own or EVERYTHING, *asked.keys]))
        numbers, state = self._numbers_and_state(slots)
        page = Page(status, headers, body, slots, numbers, state, time.time() + asked.seconds)
        page.own = slots_of([asked.own])[0] if asked.own else None
        page.viewed = asked.viewed
        if numbers and state == before and self.versions.is_settled(state):
            self.pages.put(key, page)
            self._not_kept.pop(key, None)
        else:
            self.pages.drop(key)  # the next request makes it again
        return page

    def _numbers_and_state(self, slots):
        """Return what a page is kept with; empty where it cannot be read."""
        try:
            return self.versions.numbers(slots), self.versions.state()
        except OSError:
            return (), b""

    def _note_not_kept(self, key):
        self.pages.drop(key)
        with self._lock:
            if len(self._not_kept) >= MOST_NOT_KEPT:
                self._not_kept.pop(next(iter(self._not_kept)))
            self._not_kept[key] = None


def _answer(page, environ, start_response):
    form = page.form_for(environ.get("HTTP_ACCEPT_ENCODING", ""))
    asked = environ.get("HTTP_IF_NONE_MATCH")
    if asked and page.status.startswith("200") and _names(asked, form.etag):
        start_response("304 Not Modified", form.unchanged)
        return [b""]
    start_response(page.status, form.headers)
    return [b"" if environ["REQUEST_METHOD"] == "HEAD" else form.body]


def _names(asked: str, etag: str) -> bool:
    """Tell whether an If-None-Match header names this ETag, weak or strong."""
    if asked == etag or asked.strip() == "*":
        return True
    return any(part.strip().removeprefix("W/") == etag for part in asked.split(","))


def _joined(answer) -> bytes:
    """Return the body of an application's answer."""
    try:
        return b"".join(answer)
    finally:
        _close(answer)


def _close(answer):
    if hasattr(answer, "close"):
        answer.close()


def _as_key(environ, key, display_cookie):
    """Return the environment of a request with the query and the cookie of the key.

    Conditions and encodings stay: what is not kept in the end is answered by them."""
    _, display, _, _ = key
    own = dict(environ)
    own.pop("HTTP_COOKIE", None)
    if display:
        own["HTTP_COOKIE"] = f"{display_cookie}={display}"
    own["QUERY_STRING"] = ""
    return own


def _is_same_for_all(headers: Iterable[tuple[str, str]]) -> bool:
    """Tell whether an answer's headers allow that everybody gets it."""
    for name, value in headers:
        lower = name.lower()
        if lower in ("set-cookie", "content-encoding") or (
            lower == "cache-control" and _is_private(value)
        ):
            return False
        if lower == "vary" and {part.strip().lower() for part in value.split(",")} - {"cookie"}:
            return False
    return True


def _is_private(value):
    return "no-store" in value or "private" in value


def _is_plain(environ) -> bool:
    """Tell whether a request reads a whole page and says nothing of who asks."""
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
        return False
    if "HTTP_AUTHORIZATION" in environ or "HTTP_RANGE" in environ:
        return False
    if environ.get("CONTENT_TYPE") or environ.get("SCRIPT_NAME"):
        return False
    if environ.get("CONTENT_LENGTH") not in (None, "", "0"):
        return False
    query = environ.get("QUERY_STRING", "")
    return not query or _is_appended(query)


def _is_appended(query: str) -> bool:
    """Tell whether a query has nothing but what messengers append."""
    return all(unquote_plus(part.partition("=")[0]) in APPENDED for part in query.split("&"))
