"""Ask the site for its pages and write those that changed.

Several processes share the addresses. A page whose numbers in the page cache are those of the last run
is not asked for again where its file is still there (decision 137).
"""

import ctypes
import logging
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context

from django.db import connections

from chamber.page_cache import writes
from series.templatetags.kept import Printed

from . import MirrorError
from .addresses import followed
from .asking import AskedSite
from .folder import MirrorFolder, file_of

BATCH = 24  # addresses that a process is given at once
ROWS = 20_000  # printed rows that a process keeps: each stands in a dozen pages of lists, 3 kB
DIES_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)
EXTENSIONS = {"text/html": "html", "image/png": "png", "image/jpeg": "jpg"}
logger = logging.getLogger(__name__)
MOVED = (301, 302)
PAGES = (200, 410)
CONFLICTS = (IsADirectoryError, NotADirectoryError, FileExistsError)


@dataclass(frozen=True)
class KnownPage:
    """A page of the last run: its file, status, and what it depended on."""

    file: str
    status: int
    stamp: str
    links: tuple[str, ...] = ()


@dataclass(frozen=True)
class MadePage:
    """What became of an address. `file` is empty where none was written; `fault` says why."""

    address: str
    status: int
    file: str = ""
    stamp: str = ""
    links: tuple[str, ...] = ()
    target: str = ""
    fault: str = ""
    is_written: bool = False
    is_asked: bool = True


class PageMaker:
    """Makes pages in one process."""

    def __init__(self, folder: MirrorFolder, *, day: str):
        self.folder, self.day = folder, day
        self._site = AskedSite(folder.root)
        self._numbers = writes.versions()
        Printed.most = ROWS

    def make(self, address: str, known: KnownPage | None) -> MadePage:
        """Return what became of an address, after its file is written where it changed."""
        if known and self._stands(known):
            file, status = known.file, known.status
            return MadePage(address, status, file, known.stamp, known.links, is_asked=False)
        before = self._state()
        answer = self._site.ask(address)
        if answer.status in MOVED:
            return MadePage(address, answer.status, target=answer.headers["location"])
        if answer.status not in PAGES:
            fault = f"回答 {answer.status}" if answer.status != 404 else ""
            return MadePage(address, answer.status, fault=fault)
        file = file_of(address, EXTENSIONS.get(answer.kind, "bin"))
        if not file or not answer.is_for_all:
            return MadePage(address, answer.status, fault="" if answer.is_for_all else "不公开")
        try:
            is_written = self.folder.write(self.folder.public / file, answer.body)
        except CONFLICTS:  # an old address `/a/b` beside a page `/a/b/`: settings alone tell it
            return MadePage(address, answer.status)
        links: tuple[str, ...] = ()
        if answer.kind == "text/html" and answer.status == 200:
            path = address.partition("?")[0]
            links = tuple(dict.fromkeys(followed(path, answer.body.decode())))
        stamp = self._stamp(answer.depends, before)
        return MadePage(address, answer.status, file, stamp, links=links, is_written=is_written)

    def _stamp(self, slots, before):
        """Return what a page depends on, with its numbers; empty if unknown."""
        if not slots or not before or not self._numbers.is_settled(before):
            return ""
        told = self._told(slots)
        if not told or self._state() != before:
            return ""
        return f"{self.day} {','.join(map(str, slots))} {told}"

    def _state(self):
        """Return the state of the numbers; empty where they cannot be read."""
        try:
            return self._numbers.state() if self._numbers else b""
        except OSError:
            logger.exception("the numbers of pages cannot be read; all pages are asked for")
            return b""

    def _told(self, slots):
        try:
            return b".".join(self._numbers.numbers(slots)).hex()
        except OSError:
            return ""

    def _stands(self, known):
        day, _, rest = known.stamp.partition(" ")
        state = self._state()
        if day != self.day or not state or not self._numbers.is_settled(state):
            return False
        slots, _, told = rest.partition(" ")
        now = self._told(map(int, slots.split(",")))
        return now == told and (self.folder.public / known.file).is_file()


_maker: PageMaker | None = None


def _begin(folder, day):
    """Prepare a process of the pool, which ends with its parent."""
    global _maker
    ctypes.CDLL(None).prctl(DIES_WITH_PARENT, signal.SIGKILL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _maker = PageMaker(folder, day=day)


def _make_batch(batch):
    return [_maker.make(*one) for one in batch]


def make_pages(
    addresses: Iterable[str],
    folder: MirrorFolder,
    known: dict[str, KnownPage],
    *,
    day: str,
    jobs: int,
) -> Iterator[MadePage]:
    """Yield what became of each address and of the pages that follow."""
    logging.getLogger("chamber.requests").setLevel(logging.WARNING)  # no reader asked
    queue = _Queue(addresses, known)
    if jobs == 1:
        maker = PageMaker(folder, day=day)
        while batch := queue.take():
            yield from queue.given(maker.make(*one) for one in batch)
        return
    connections.close_all()
    context = get_context("fork")
    with ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=(folder, day)) as pool:
        try:
            pool.submit(int).result()  # all processes begin now, before this one asks the database
            yield from _by_pool(pool, queue, jobs)
        except BrokenProcessPool as error:
            raise MirrorError(
                "一个进程被系统结束（内存可能不够），请减少 --jobs 后再运行"
            ) from error


def _by_pool(pool, queue, jobs):
    running = set()
    while True:
        while len(running) < jobs + 1 and (batch := queue.take()):
            running.add(pool.submit(_make_batch, batch))
        if not running:
            return
        done, running = wait(running, return_when=FIRST_COMPLETED)
        for each in done:
            yield from queue.given(each.result())


class _Queue:
    """The addresses that are still to be made, each once; pages of lists first."""

    def __init__(self, addresses, known):
        self._known, self._seen = known, set()
        self._first: deque[str] = deque()
        self._rest = iter(addresses)

    def take(self):
        """Return the next batch: (address, its page of the last run)."""
        batch: list = []
        while len(batch) < BATCH and (address := self._next()):
            if address not in self._seen:
                self._seen.add(address)
                batch.append((address, self._known.get(address)))
        return batch

    def _next(self):
        return self._first.popleft() if self._first else next(self._rest, None)

    def given(self, made):
        """Yield the pages that were made, after noting where they lead."""
        for page in made:
            self._first.extend(link for link in page.links if link not in self._seen)
            yield page
