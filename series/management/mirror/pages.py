"""Ask the site for its pages and write those that changed.

Several processes share the addresses. What stands from the last run is found by this process and given
to none (decision 163).
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

from series.management.visiting import connection_kept
from series.templatetags.kept import Printed

from . import MirrorError
from .addresses import followed
from .asking import AskedSite
from .folder import MirrorFolder, file_of
from .standing import PageStamps

BATCH = 24  # addresses that a process is given at once; those of one entry stay together
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

    def __init__(self, folder: MirrorFolder, stamps: PageStamps):
        self.folder, self._stamps = folder, stamps
        self._site = AskedSite(folder.root)
        Printed.most = ROWS

    def make(self, address: str) -> MadePage:
        """Return what became of an address, after its file is written where it changed."""
        before = self._stamps.begin()
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
        stamp = self._stamps.stamp(answer, before)
        return MadePage(address, answer.status, file, stamp, links=links, is_written=is_written)


_maker: PageMaker | None = None


def _begin(folder, stamps):
    """Prepare a process of the pool, which ends with its parent."""
    global _maker
    ctypes.CDLL(None).prctl(DIES_WITH_PARENT, signal.SIGKILL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _maker = PageMaker(folder, stamps)


def _make_batch(batch):
    with connection_kept():
        return [_maker.make(address) for address in batch]


def make_pages(
    addresses: Iterable[tuple[str, ...]],
    folder: MirrorFolder,
    known: dict[str, KnownPage],
    stamps: PageStamps,
    *,
    jobs: int,
) -> Iterator[MadePage]:
    """Yield what became of each address and of the pages that follow.

    Addresses that stand together are made by one process, which shares what it knows of an entry."""
    logging.getLogger("chamber.requests").setLevel(logging.WARNING)  # no reader asked
    queue = _Queue(addresses, known, stamps)
    if jobs == 1:
        yield from _by_one(queue, folder, stamps)
    else:
        yield from _by_many(queue, folder, stamps, jobs)


def _by_one(queue, folder, stamps):
    maker = PageMaker(folder, stamps)
    with connection_kept():
        while batch := queue.take():
            yield from queue.given(map(maker.make, batch))
        yield from queue.stood()


def _by_many(queue, folder, stamps, jobs):
    connections.close_all()
    context = get_context("fork")
    with ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=(folder, stamps)) as pool:
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
        yield from queue.stood()
        if not running:
            return
        done, running = wait(running, return_when=FIRST_COMPLETED)
        for each in done:
            yield from queue.given(each.result())


class _Queue:
    """The addresses that are still to be made, each once; pages of lists first."""

    def __init__(self, addresses, known, stamps):
        self._known, self._stamps, self._seen = known, stamps, set()
        self._first: deque[str] = deque()
        self._rest = iter(addresses)
        self._stood: list[MadePage] = []

    def take(self):
        """Return the next batch of addresses to ask; empty where there is none now."""
        batch: list = []
        while len(batch) < BATCH and (together := self._next()):
            for address in together:
                if address in self._seen:
                    continue
                self._seen.add(address)
                if page := self._standing_page(address):
                    self._follow(page)
                    self._stood.append(page)
                else:
                    batch.append(address)
        return batch

    def _next(self):
        return (self._first.popleft(),) if self._first else next(self._rest, None)

    def _standing_page(self, address):
        known = self._known.get(address)
        if known is None or not self._stamps.stands(address, known.file, known.stamp):
            return None
        return MadePage(address, known.status, known.file, known.stamp, known.links, is_asked=False)

    def _follow(self, page):
        self._first.extend(link for link in page.links if link not in self._seen)

    def given(self, made):
        """Yield the pages that were made, after noting where they lead."""
        for page in made:
            self._follow(page)
            yield page

    def stood(self):
        """Yield the pages that were found to stand since the last call."""
        found, self._stood = self._stood, []
        yield from found
