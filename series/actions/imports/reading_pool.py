"""Reading the lines of an archive in processes of their own (decision 98).
Few lines are read in this one."""

import logging
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from django.db import connection

from series.actions.errors import EditorialError
from series.actions.tags.suggestions import Site, site_of_names
from series.search.composing import dictionary_folders
from series.text.language import vocabulary
from series.text.markup.blocks import TextError

from .jsonl import ArchiveRow
from .reading_worker import begin
from .readings import read_archive_text

log = logging.getLogger(__name__)
WORTH_A_POOL = (
    3_000_000  # bytes of archives; below, starting a process (jieba: a second) costs more
)
SITE_SERVES = 100  # texts for which what is known of the site's words and topics holds
_site: tuple[int, Site] | None = None


def read_batches(
    batches: Iterable[list[ArchiveRow]], *, column: str, size: int
) -> Iterator[list[tuple]]:
    """Yield each batch as (row, function that gives its ImportReading, or the sentence why not).

    While a batch is stored, the next one is read.
    """
    global _site
    _site = None  # an earlier run in this process knew another site
    if size < WORTH_A_POOL or _in_memory():
        for rows in batches:
            yield [(row, _reader(row, column)) for row in rows]
        return
    with _pool() as pool:
        before = None
        for rows in batches:
            reads = [(row, row.text and _begun(pool, row, column)) for row in rows]
            if before:
                yield before
            before = reads
        if before:
            yield before


def _reader(row, column):
    return lambda: _read(row.text, *_facts(row, column))


def _begun(pool, row, column):
    """Begin a reading in the pool; return the function that gives its result.

    A process that was ended (a machine out of memory ends the largest first) costs no text: what
    it left undone is read in this one.
    """
    here = _reader(row, column)
    try:
        future = pool.submit(_read, row.text, *_facts(row, column))
    except BrokenProcessPool:
        return here

    def result():
        try:
            return future.result()
        except BrokenProcessPool:
            log.warning("the reading process has ended; %s is read in this one", row.name)
            return here()

    return result


def _facts(row, column):
    return row.name, column, row.key, row.digest


def _in_memory():
    return connection.vendor == "sqlite" and connection.is_in_memory_db()


def _pool():
    terms = vocabulary.in_use()
    return ProcessPoolExecutor(
        1,
        mp_context=get_context("spawn"),
        initializer=begin,
        initargs=(
            connection.settings_dict["NAME"],
            terms.entries,
            terms.stamp,
            dictionary_folders(),
            os.getpid(),
        ),
    )


def _read(text, name, column, key, digest):
    """Return the ImportReading of a line, or the sentence that refuses it.

    A sentence, since what a process raises must go through a pipe.
    """
    facts = {"file": name, "column": column, "key": key, "digest": digest}
    try:
        return read_archive_text(text, **facts, site=_known_site())
    except (TextError, EditorialError) as error:
        return str(error)


def _known_site():
    """Return what is known of the site; looked at again after SITE_SERVES texts."""
    global _site
    left, site = _site or (0, None)
    if left <= 0:
        left, site = SITE_SERVES, site_of_names()
    _site = left - 1, site
    return site
