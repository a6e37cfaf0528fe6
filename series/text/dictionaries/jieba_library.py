"""jieba 0.42.1 itself: its modules and tables, loaded when they are first asked for.

Only this module imports it. Nothing here keeps its words in memory but `tags` and `rarities`, which
a process asks for that makes the shared file or has none (decision 138).
"""

import hashlib
import sys
import threading
import warnings
from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from types import ModuleType

MOST_GUESSES = 5_000  # remembered words that no dictionary joins: 的一, 了在 stand in every text

_loading = threading.RLock()


@lru_cache(maxsize=1)
def patterns():
    """Return jieba's patterns of a run of characters and of a blank."""
    jieba = load_quietly("jieba")
    return jieba.re_han_default, jieba.re_skip_default


@lru_cache(maxsize=MOST_GUESSES)
def guess(characters: str) -> tuple[str, ...]:
    """Return jieba's guess at the words of characters that its dictionary does not join."""
    return tuple(load_quietly("jieba.finalseg").cut(characters))


def tagger_of(tokenizer, tags):
    posseg = load_tagger()
    tagger = posseg.POSTokenizer.__new__(posseg.POSTokenizer)  # its own __init__ reads a file
    tagger.tokenizer, tagger.word_tag_tab = tokenizer, tags
    return tagger


def load_tagger():
    """Return jieba's tagger without the words that it reads when it is imported."""
    with _loading:
        tokenizer = load_quietly("jieba").dt
        tokenizer.get_dict_file = BytesIO
        try:
            return load_quietly("jieba.posseg")
        finally:
            del tokenizer.get_dict_file


@lru_cache(maxsize=1)
def tags() -> Mapping[str, str]:
    return load_tagger().POSTokenizer(load_quietly("jieba").Tokenizer()).word_tag_tab


@lru_cache(maxsize=1)
def rarities() -> tuple[Mapping[str, float], float]:
    load_tagger()
    return load_quietly("jieba.analyse").default_tfidf.idf_loader.get_idf()


def digest_of(name: str) -> str:
    folder = Path(next(iter(find_spec("jieba").submodule_search_locations)))
    with (folder / name).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def load_quietly(name: str) -> ModuleType:
    """Import a module of jieba 0.42.1 without the warnings that it causes.
    Nor with pkg_resources (10 MB), which it does without."""
    absent = {} if "pkg_resources" in sys.modules else {"pkg_resources": None}
    with _loading, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sys.modules.update(absent)
        try:
            return import_module(name)
        finally:
            for other in absent:
                sys.modules.pop(other, None)
