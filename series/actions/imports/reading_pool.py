"""Reading the lines of an archive in processes of their own (decision 98).
Few lines are read in this one."""

import logging
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
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
SENT = 10  # texts that go to the process together: each message costs both half a millisecond
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
            reads = _begun_all(pool, rows, column)
            if before:
                yield before
            before = reads
        if before:
            yield before


def _begun_all(pool, rows, column):
    """Begin the readings of a batch in the pool, SENT texts at a time."""
    wanted = [row for row in rows if row.text]
    results = {}
    for at in range(0, len(wanted), SENT):
        part = wanted[at : at + SENT]
        results |= zip(map(id, part), _begun(pool, part, column), strict=True)
    return [(row, results.get(id(row), row.text)) for row in rows]


def _reader(row, column):
    return lambda: _read(row.text, *_facts(row, column))


def _begun(pool, rows, column):
    """Begin readings in the pool; return the functions that give their results.

    A process that was ended (a machine out of memory ends the largest first) costs no text: what
    it left undone is read in this one, and so is a text that fails there.
    """
    here = [_reader(row, column) for row in rows]
    try:
        future = pool.submit(_read_each, [(row.text, *_facts(row, column)) for row in rows])
    except BrokenProcessPool:
        return here
    return [partial(_result, future, at, read, rows[at].name) for at, read in enumerate(here)]


def _result(future, at, here, name):
    """Return the result at this place of a future; of `here` where it has none."""
    try:
        found = future.result()[at]
    except BrokenProcessPool:
        log.warning("the reading process has ended; %s is read in this one", name)
        found = None
    return here() if found is None else found


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


def _read_each(texts):
    """Return the result of each reading; None where it fails otherwise than with a sentence."""
    results = []
    for text in texts:
        try:
            results.append(_read(*text))
        except Exception:  # it is read once more, and logged, by the importing process
            results.append(None)
    return results


def _known_site():
    """Return what is known of the site; looked at again after SITE_SERVES texts."""
    global _site
    left, site = _site or (0, None)
    if left <= 0:
        left, site = SITE_SERVES, site_of_names()
    _site = left - 1, site
    return site
