"""Cut Chinese text into words with jieba.
No other module uses it (decisions 58 and 61).

A process reads jieba's words from a file that all processes map and share, and has its code for the
rest (decision 138). Without such a file it loads them at the first cut (half a second, 70 MB). Their
cache is a marshal file that jieba trusts blindly, by default in the shared temp folder: here it lies
in a private folder of ours (`configure`), beside a seal. A cache that does not match its seal, or
was made by another version of jieba, is built anew.

A cutter never changes. Other terms in the vocabulary make another one at the next cut, with jieba's
own words and frequencies as they were and the new terms over them. They get a frequency and take
none from other words: a term that comes or goes changes the cuts of texts that hold it, and no
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
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.metadata import version
from math import log
from pathlib import Path
from types import MappingProxyType
from typing import Any

from series.text.characters.removal import without
from series.text.characters.word_graph import cut_run, words_between
from series.text.dictionaries.jieba_library import (
    digest_of,
    guess,
    load_quietly,
    patterns,
    rarities,
    tagger_of,
    tags,
)
from series.text.dictionaries.mapped_file import Content, open_or_build
from series.text.dictionaries.words import Tags, Terms, WordGraph, Words, content_of

from . import vocabulary

_lock = threading.Lock()
_folder: Path | None = None
_cutter: "Cutter | None" = None
FREQUENCY = 1_000_000
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
MOST_RUNS = 20_000  # runs whose words are remembered (12 MB): those of a batch of an archive
CACHE, SEAL = "jieba.cache", "jieba.cache.seal"
_logger = logging.getLogger(__name__)
QUOTES = "“”‘’\"'"


def configure(cache_dir: str | os.PathLike) -> None:
    """Set the folder of jieba's cache; call it before the first cut.
    The folder is made with mode 0700."""
    global _folder
    _folder = Path(cache_dir)


class Cutter:
    """jieba with a vocabulary's terms (`known`) among its words."""

    def cut(self, text: str) -> list[str]:
        """Return the words of a text that holds no term, without blanks and lone marks."""
        if not text.strip():
            return []
        return [word for block in patterns()[0].split(text) for word in self._plain_of(block)]

    def pieces(self, text: str) -> list[str]:
        """Return all pieces of a text as jieba cuts it: words, marks, blanks."""
        return [piece for block in patterns()[0].split(text) for piece in self._pieces_of(block)]

    def _pieces_of(self, block):
        """Return the pieces of a run of characters, or of what stands between two."""
        runs, blanks = patterns()
        if runs.match(block):
            return self._words_of(block)
        found: list[str] = []
        for piece in blanks.split(block):
            found += [piece] if blanks.match(piece) else piece
        return found

    @cached_property
    def _plain_of(self):
        """Return the function that gives the pieces of a block without blanks and lone marks."""

        def plain(block):
            return tuple(word for word in self._pieces_of(block) if any(map(str.isalnum, word)))

        return lru_cache(maxsize=MOST_RUNS)(plain)

    @cached_property
    def _words_of(self):
        """Return the function that cuts a run of characters; it remembers the last ones.

        A text is cut for its keyterms, for the index and for proposals, each time in other parts.
        """
        return lru_cache(maxsize=MOST_RUNS)(lambda run: tuple(self.words(run)))


@dataclass(frozen=True)
class LoadedCutter(Cutter):
    """jieba with its dictionary in memory.
    `covered` keeps what the terms replaced in jieba's table: {piece: its frequency, or None
    where jieba does not know it}."""

    known: vocabulary.Vocabulary
    tokenizer: Any
    covered: Mapping[str, int | None]

    def words(self, run: str) -> Iterator[str]:
        """Return the words of a run without blanks."""
        return cut_run(run, self.tokenizer.FREQ, log(self.tokenizer.total), guess)

    def frequency(self, word: str) -> int:
        return self.tokenizer.FREQ.get(word) or 0

    def rarity(self, word: str) -> float:
        table, median = rarities()
        return table.get(word, median)

    def tagger(self):
        """Return jieba's tagger with these words."""
        return tagger_of(self.tokenizer, tags())

    def with_terms(self, known: vocabulary.Vocabulary) -> "LoadedCutter":
        return _covering(self, known)


@dataclass(frozen=True)
class MappedCutter(Cutter):
    """jieba with its dictionary in a file that processes share."""

    known: vocabulary.Vocabulary
    dictionary: Words

    @cached_property
    def _terms(self) -> Terms:
        return Terms.of(self.known.by_spelling, frequency=FREQUENCY)

    def words(self, run: str) -> Iterator[str]:
        """Return the words of a run without blanks."""
        ends = self.dictionary.ends(run, self._terms)
        return words_between(run, ends, self.frequency, guess)

    def frequency(self, word: str) -> int:
        return FREQUENCY if word in self._terms.whole else self.dictionary.frequency(word) or 0

    def rarity(self, word: str) -> float:
        return self._rarity_of(word)

    @cached_property
    def _rarity_of(self):
        return lru_cache(maxsize=MOST_RUNS)(self.dictionary.rarity)

    def tagger(self):
        """Return jieba's tagger with these words."""
        return tagger_of(WordGraph(self.dictionary, self._terms), Tags(self.dictionary))

    def with_terms(self, known: vocabulary.Vocabulary) -> "MappedCutter":
        return MappedCutter(known, self.dictionary)

    @cached_property
    def tokenizer(self):
        """Return jieba itself with the same words, as the measure of this cutter."""
        return _covering(_loaded_cutter(), self.known).tokenizer


def cut_words(text: str) -> list[str]:
    """Return the words of a text in order, with protected terms whole.
    They stay whole also around inner quotes: “532”发展战略 gives 532发展战略. Blanks and lone marks are
    left out."""
    cutter, plain = _ready(), without(text, QUOTES)
    found: list[str] = []
    at = 0
    for match in cutter.known.pattern.finditer(plain):
        found += cutter.cut(plain[at : match.start()])
        found.append(match[0])
        at = match.end()
    return found + cutter.cut(plain[at:])


def preload() -> None:
    """Open jieba's tables now, and load its code, so that no reader waits for them."""
    rarity("")
    cut_words("秋天的原野")
    guess("秋野")


@lru_cache(maxsize=1)
def dictionary_digest() -> str:
    """Return the digest of jieba's dictionary file, read without loading jieba."""
    return digest_of("dict.txt")


def tagged_words(text: str) -> list[tuple[str, str]]:
    """Return (word, part of speech) by jieba, for terms that the vocabulary does not know."""
    return [(pair.word, pair.flag) for pair in _ready().tagger().cut(without(text, QUOTES))]


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
    return _ready().rarity(word)


def word_frequency(word: str) -> int:
    """Return how often jieba's dictionary counts the word; 0 for an unknown one."""
    return _ready().frequency(word)


def _ready() -> Cutter:
    """Return the cutter for the vocabulary in use.
    It is made at the first cut and when the terms have changed."""
    global _cutter
    with _lock:
        known = vocabulary.in_use()
        if _cutter is None:
            dictionary = _mapped()
            own = MappedCutter(known, dictionary) if dictionary else _loaded_cutter()
            _cutter = own.with_terms(known)
        elif _cutter.known is not known:
            _cutter = _cutter.with_terms(known)
        return _cutter


def _mapped() -> Words | None:
    """Return the dictionary that processes share; None where there can be none."""
    key = (
        f"words 1, jieba {version('jieba')}, {dictionary_digest()}, {digest_of('analyse/idf.txt')}"
    )
    content = open_or_build("words", key=key, build=_content)
    return content and Words(content)


def _content() -> Content:
    """Return jieba's dictionaries as the file has them."""
    tokenizer = _loaded()
    return content_of(tokenizer.FREQ, tokenizer.total, *rarities(), tags())


def _loaded_cutter() -> LoadedCutter:
    """Return a cutter of jieba's own words, loaded, without terms."""
    return LoadedCutter(vocabulary.Vocabulary(()), _loaded(), MappingProxyType({}))


def _covering(cutter: LoadedCutter, known: vocabulary.Vocabulary) -> LoadedCutter:
    """Return another cutter, with the terms of `known`.
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
    return LoadedCutter(known, tokenizer, _cover(frequencies, known.by_spelling))


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
    jieba = load_quietly("jieba")
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
