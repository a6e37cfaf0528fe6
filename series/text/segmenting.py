"""The only door to jieba. It is loaded at the first cut (half a second, 70 MB), not at import.

Its dictionary cache is a marshal file that jieba trusts blindly, by default in the shared temp
folder: here it lies in a private folder of ours (`configure`).
"""

import logging
import os
import tempfile
import threading
import warnings
from functools import lru_cache
from pathlib import Path

from . import vocabulary

_lock = threading.Lock()
_folder: Path | None = None
FREQUENCY = 1_000_000
QUOTES = str.maketrans("", "", "“”‘’\"'")


def configure(cache_dir: str | os.PathLike) -> None:
    """Where jieba may keep its cache; called before the first cut. Made with mode 0700."""
    global _folder
    _folder = Path(cache_dir)


def words(text: str) -> list[str]:
    """The words of a text in order, protected terms whole (also around inner quotes: “532”发展战略
    gives 532发展战略), no blanks and no lone marks."""
    plain = text.translate(QUOTES)
    found: list[str] = []
    at = 0
    for match in vocabulary.pattern().finditer(plain):
        found += _cut(plain[at : match.start()])
        found.append(match[0])
        at = match.end()
    return found + _cut(plain[at:])


def _cut(text: str) -> list[str]:
    if not text.strip():
        return []
    return [word for word in _jieba().lcut(text) if any(c.isalnum() for c in word)]


def tagged_words(text: str) -> list[tuple[str, str]]:
    """[(word, part of speech)] by jieba, for terms that the vocabulary does not know."""
    _jieba()
    from jieba import posseg

    return [(pair.word, pair.flag) for pair in posseg.cut(text.translate(QUOTES))]


def rarity(word: str) -> float:
    """Inverse document frequency by jieba's table; unknown words count as rare."""
    table, median = _rarities()
    return table.get(word, median)


@lru_cache(maxsize=1)
def _rarities():
    _jieba()
    from jieba.analyse import default_tfidf

    return default_tfidf.idf_loader.get_idf()


def _jieba():
    with _lock:
        return _loaded()


@lru_cache(maxsize=1)
def _loaded():
    with warnings.catch_warnings():
        # jieba 0.42.1 has invalid escapes and uses pkg_resources.
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.WARNING)
    folder = _folder or _private_folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    jieba.dt.tmp_dir = str(folder)
    jieba.initialize()
    for term in vocabulary.terms():
        jieba.add_word(term, FREQUENCY)
    return jieba


def _private_folder() -> Path:
    """A folder that only this user can reach, anew for each process."""
    return Path(tempfile.mkdtemp(prefix="jieba-"))
