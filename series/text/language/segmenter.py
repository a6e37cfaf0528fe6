"""Cut Chinese text into words with jieba.
No other module uses it (decisions 58 and 61).

jieba is loaded at the first cut (half a second, 70 MB), not at import. Its dictionary cache is a
marshal file that jieba trusts blindly, by default in the shared temp folder: here it lies in a
private folder of ours (`configure`), beside a seal. A cache that does not match its seal, or was
made by another version of jieba, is built anew.

A `Cutter` never changes. Other terms in the vocabulary make another one at the next cut, with
jieba's own words and frequencies as they were and the new terms over them. They get a frequency and
take none from other words: a term that comes or goes changes the cuts of texts that hold it, and no
others.
"""

import contextlib
import copy
import errno
import hashlib
import logging
import os
import tempfile
import threading
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import import_module
from importlib.util import find_spec
from math import log
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Any

from series.text.characters.word_graph import cut_run

from . import vocabulary

_lock = threading.Lock()
_folder: Path | None = None
_cutter: "Cutter | None" = None
FREQUENCY = 1_000_000
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
MOST_RUNS = 20_000  # runs whose words are remembered (12 MB): those of a batch of an archive
MOST_GUESSES = 5_000  # the same of what no dictionary joins: 的一, 了在 stand in every text
CACHE, SEAL = "jieba.cache", "jieba.cache.seal"
_logger = logging.getLogger(__name__)
QUOTES = str.maketrans("", "", "“”‘’\"'")


def configure(cache_dir: str | os.PathLike) -> None:
    """Set the folder of jieba's cache; call it before the first cut.
    The folder is made with mode 0700."""
    global _folder
    _folder = Path(cache_dir)


@dataclass(frozen=True)
class Cutter:
    """jieba with a vocabulary's terms among its words.
    `covered` keeps what the terms replaced in jieba's table: {piece: its frequency, or None
    where jieba does not know it}."""

    known: vocabulary.Vocabulary
    tokenizer: Any
    covered: Mapping[str, int | None]

    def cut(self, text: str) -> list[str]:
        """Return the words of a text that holds no term, without blanks and lone marks."""
        if not text.strip():
            return []
        return [word for word in self.pieces(text) if any(map(str.isalnum, word))]

    def pieces(self, text: str) -> list[str]:
        """Return all pieces of a text as jieba cuts it: words, marks, blanks."""
        runs, blanks = _patterns()
        found: list[str] = []
        for block in runs.split(text):
            if runs.match(block):
                found += self._words_of(block)
            else:
                for piece in blanks.split(block):
                    found += [piece] if blanks.match(piece) else piece
        return found

    @cached_property
    def _words_of(self):
        """Return the function that cuts a run of characters; it remembers the last ones.

        A text is cut for its keyterms, for the index and for proposals, each time in other parts.
        """
        frequencies, log_total = self.tokenizer.FREQ, log(self.tokenizer.total)
        return lru_cache(maxsize=MOST_RUNS)(
            lambda run: tuple(cut_run(run, frequencies, log_total, _guessed))
        )


def cut_words(text: str) -> list[str]:
    """Return the words of a text in order, with protected terms whole.
    They stay whole also around inner quotes: “532”发展战略 gives 532发展战略. Blanks and lone marks are
    left out."""
    cutter, plain = _ready(), text.translate(QUOTES)
    found: list[str] = []
    at = 0
    for match in cutter.known.pattern.finditer(plain):
        found += cutter.cut(plain[at : match.start()])
        found.append(match[0])
        at = match.end()
    return found + cutter.cut(plain[at:])


@lru_cache(maxsize=1)
def _patterns():
    """Return jieba's patterns of a run of characters and of a blank."""
    jieba = _quietly("jieba")
    return jieba.re_han_default, jieba.re_skip_default


@lru_cache(maxsize=MOST_GUESSES)
def _guessed(characters: str) -> tuple[str, ...]:
    """Return jieba's guess at the words of characters that its dictionary does not join."""
    return tuple(_quietly("jieba.finalseg").cut(characters))


def preload() -> None:
    """Load jieba and its tables now, so that no reader waits for them."""
    rarity("")
    cut_words("常州")


@lru_cache(maxsize=1)
def dictionary_digest() -> str:
    """Return the digest of jieba's dictionary file, read without loading jieba."""
    spec = find_spec("jieba")
    folder = Path(next(iter(spec.submodule_search_locations)))
    with (folder / "dict.txt").open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def tagged_words(text: str) -> list[tuple[str, str]]:
    """Return (word, part of speech) by jieba, for terms that the vocabulary does not know."""
    tokenizer, posseg = _ready().tokenizer, _quietly("jieba.posseg")
    tagger = posseg.POSTokenizer.__new__(posseg.POSTokenizer)  # its own __init__ reads a file
    tagger.tokenizer, tagger.word_tag_tab = tokenizer, posseg.dt.word_tag_tab
    return [(pair.word, pair.flag) for pair in tagger.cut(text.translate(QUOTES))]


def word_borders(text: str) -> frozenset[int]:
    """Return the offsets where a word or a mark of the text begins or ends.
    Both ends of the text are included."""
    offsets, at = {0}, 0
    for piece in _ready().pieces(text):
        at += len(piece)
        offsets.add(at)
    return frozenset(offsets)


def rarity(word: str) -> float:
    """Return the inverse document frequency by jieba's table. Unknown words count as rare."""
    table, median = _rarities()
    return table.get(word, median)


def word_frequency(word: str) -> int:
    """Return how often jieba's dictionary counts the word; 0 for an unknown one."""
    return _ready().tokenizer.FREQ.get(word) or 0


@lru_cache(maxsize=1)
def _rarities():
    return _quietly("jieba.analyse").default_tfidf.idf_loader.get_idf()


def _ready() -> Cutter:
    """Return the Cutter for the vocabulary in use.
    It is made at the first cut and when the terms have changed."""
    global _cutter
    with _lock:
        known = vocabulary.in_use()
        if _cutter is None:
            _cutter = _covering(Cutter(known, _loaded(), MappingProxyType({})), known)
        elif _cutter.known is not known:
            _cutter = _covering(_cutter, known)
        return _cutter


def _covering(cutter: Cutter, known: vocabulary.Vocabulary) -> Cutter:
    """Return another Cutter, with the terms of `known`.
    It takes some 10 ms: 500,000 words are copied, so that threads that cut meanwhile are not
    disturbed."""
    frequencies = dict(cutter.tokenizer.FREQ)
    for piece, frequency in cutter.covered.items():
        if frequency is None:
            del frequencies[piece]
        else:
            frequencies[piece] = frequency
    tokenizer = copy.copy(cutter.tokenizer)
    tokenizer.FREQ = frequencies
    return Cutter(known, tokenizer, _cover(frequencies, known.by_spelling))


def _cover(frequencies: dict[str, int], terms: Iterable[str]) -> Mapping[str, int | None]:
    """Write the terms and their beginnings over `frequencies`, as jieba wants them.
    Returns what stood there."""
    covered: dict[str, int | None] = {}
    for term in terms:
        for end in range(1, len(term) + 1):
            covered.setdefault(term[:end], frequencies.get(term[:end]))
            frequencies.setdefault(term[:end], 0)
        frequencies[term] = FREQUENCY
    return MappingProxyType(covered)


def _loaded():
    """Return a tokenizer of jieba with its own dictionary, which no other library can change."""
    jieba = _quietly("jieba")
    jieba.setLogLevel(logging.WARNING)
    folder = cache_folder()
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(folder)
    whole = _is_whole(folder, jieba.__version__)
    if not whole:
        (folder / CACHE).unlink(missing_ok=True)
    tokenizer.initialize()
    if not whole:
        _seal(folder, jieba.__version__)
    return tokenizer


def _is_whole(folder: Path, version: str) -> bool:
    """Tell whether the cache is there and was written by this version of jieba."""
    try:
        sealed = (folder / SEAL).read_text(encoding="ascii", errors="replace")
        digest = _digest(folder, version)
    except FileNotFoundError:
        return False
    if sealed != digest:
        _logger.warning("分词缓存 %s 已损坏或已过时，正在重建", folder / CACHE)
    return sealed == digest


def _seal(folder: Path, version: str) -> None:
    """Write the seal of the cache.
    Another process may write its own meanwhile: a seal that does not fit the file that stays
    leads to one more building, never to a wrong dictionary."""
    with contextlib.suppress(OSError):  # a full or read-only disk: built at each start instead
        digest = _digest(folder, version)
        descriptor, name = tempfile.mkstemp(dir=folder)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(digest)
        os.replace(name, folder / SEAL)


def _digest(folder: Path, version: str) -> str:
    with (folder / CACHE).open("rb") as file:
        return f"{version} {hashlib.file_digest(file, 'sha256').hexdigest()}"


def _quietly(name: str) -> ModuleType:
    """Import a module of jieba 0.42.1 without the warnings that it causes."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return import_module(name)


def cache_folder() -> Path:
    """Return the folder that `configure` named, made where it is missing.
    Nobody else can open it. On a full or read-only disk it may be missing: jieba then builds
    its dictionary anew."""
    if _folder is None:
        raise RuntimeError("Call segmenter.configure(folder) before the first cut.")
    try:
        _folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _folder.chmod(0o700)
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
    return _folder
