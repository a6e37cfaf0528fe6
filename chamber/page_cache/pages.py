"""The finished pages of a process: bytes, headers, digests; bounded in bytes (decision 137)."""

import gzip
import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b

import brotli

ENCODINGS = ("br", "gzip")  # in the order of preference
SMALLEST = 200  # bytes: less is not compressed
OVERHEAD = 2_000  # bytes of a page beside its bodies, about
WORTH_IT = ("text/", "application/json", "application/xml", "application/rss+xml", "image/svg+xml")
WORTH_IT += ("application/atom+xml", "application/manifest+json", "application/feed+json")


@dataclass
class Form:
    """A page in one encoding."""

    body: bytes
    etag: str
    headers: list[tuple[str, str]]
    unchanged: list[tuple[str, str]]  # of the answer 304


@dataclass
class Page:
    """A finished page, with the numbers that it depends on."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes
    slots: tuple[int, ...]
    numbers: tuple[bytes, ...]
    state: bytes  # of the versions when they were last found to stand; empty: look at each
    until: float  # of time.time()
    own: int | None = None  # slot of what the page shows
    viewed: int | None = None
    forms: dict[str, Form] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return len(self.body) + OVERHEAD + sum(len(form.body) for form in self.forms.values())

    def form_for(self, accepted: str) -> Form:
        """Return the page in the best encoding that an Accept-Encoding header names."""
        encoding = encoding_of(accepted)
        form = self.forms.get(encoding)
        if form is None:
            form = self.forms[encoding] = self._form_in(encoding)
        return form

    def _form_in(self, encoding):
        body = self.body
        if encoding and len(body) >= SMALLEST and self._is_text():
            body = _compressed(body, encoding)
        else:
            encoding = ""
        digest = blake2b(self.body, digest_size=16).hexdigest()
        etag = f'"{digest}{"-" + encoding if encoding else ""}"'
        shared = [
            pair for pair in self.headers if pair[0] not in ("Content-Length", "ETag", "Vary")
        ]
        shared += [("ETag", etag), ("Vary", "Accept-Encoding, Cookie")]
        headers = [*shared, ("Content-Length", str(len(body)))]
        if encoding:
            headers.append(("Content-Encoding", encoding))
        unchanged = [pair for pair in shared if pair[0] != "Content-Type"]
        return Form(body, etag, headers, unchanged)

    def _is_text(self):
        return any(
            value.startswith(WORTH_IT) for name, value in self.headers if name == "Content-Type"
        )


class Pages:
    """Pages by key, the one used longest ago thrown out first.
    At most `most` bytes."""

    def __init__(self, most: int):
        self._most, self._size = most, 0
        self._pages: OrderedDict[tuple, tuple[Page, int]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: tuple) -> Page | None:
        """Return the page under a key, None where there is none."""
        found = self._pages.get(key)
        if found is None:
            return None
        try:
            self._pages.move_to_end(key)
        except KeyError:  # thrown out at this moment
            return None
        return found[0]

    def put(self, key: tuple, page: Page) -> None:
        """Keep a page. One that would take a tenth of all room is not kept."""
        size = 2 * page.size  # with its other encodings
        with self._lock:
            self._drop(key)
            if size * 10 > self._most:
                return
            self._pages[key] = page, size
            self._size += size
            while self._size > self._most:
                self._drop(next(iter(self._pages)))

    def drop(self, key: tuple) -> None:
        """Throw a page out, if there is one."""
        with self._lock:
            self._drop(key)

    def _drop(self, key):
        dropped = self._pages.pop(key, None)
        if dropped:
            self._size -= dropped[1]

    def __len__(self):
        return len(self._pages)

    @property
    def size(self) -> int:
        """Return the bytes that the pages are reckoned to take."""
        return self._size


@lru_cache(maxsize=256)
def encoding_of(accepted: str) -> str:
    """Return br or gzip where an Accept-Encoding header takes it, else nothing."""
    offered = dict(_offers(accepted.split(",")))
    wanted = [name for name in ENCODINGS if offered.get(name, offered.get("*", 0.0)) > 0]
    return wanted[0] if wanted else ""


def _offers(parts: Iterable[str]):
    for part in parts:
        name, _, parameter = part.partition(";")
        quality = parameter.strip().removeprefix("q=") if parameter else "1"
        try:
            yield name.strip().lower(), float(quality)
        except ValueError:
            yield name.strip().lower(), 0.0


def _compressed(body, encoding):
    if encoding == "br":
        return brotli.compress(body, mode=brotli.MODE_TEXT, quality=5)
    return gzip.compress(body, compresslevel=6, mtime=0)
