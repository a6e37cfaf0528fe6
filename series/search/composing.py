"""Turn the pieces of an entry into the document that is stored.
The pieces are as people wrote them.

Nothing here asks the database, so that a rebuild can share the work among processes. Decision 69.
"""

import os
import re
import threading
from dataclasses import dataclass
from functools import lru_cache
from time import sleep

from series.text.dictionaries import mapped_file
from series.text.language import pinyin, segmenter, vocabulary
from series.text.language.index_form import squeeze
from series.text.language.index_terms import index_words

from .asking import LATIN, IndexedDocument

HEARD = 8  # keyterms that are found by their sound too
LATIN_WORD = re.compile(r"[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]+")
LONGEST_LATIN = 12


@dataclass(frozen=True)
class Pieces:
    """What a reader of the page can see, as written.

    `titles` begin with the headline; `rest` is everything else, the body as one piece; `text` is
    what keyterms are taken from.
    """

    titles: tuple[str, ...]
    names: tuple[str, ...]
    persons: tuple[str, ...]
    rest: tuple[str, ...]
    text: str
    marks: tuple[str, ...]

    def all(self) -> tuple[str, ...]:
        return (*self.titles, *self.names, *self.persons, *self.rest)


def compose(pieces: Pieces) -> IndexedDocument:
    """Return the document that the engine stores for these pieces."""
    headline, *beside = pieces.titles
    titles = [squeeze(headline), *_squeezed(beside)]
    titles = [titles[0], *(piece for piece in titles[1:] if piece not in titles[0])]
    names = list(dict.fromkeys([*_squeezed(pieces.names), *_squeezed(pieces.persons)]))
    keywords = _squeezed(index_words(headline, pieces.text))
    spoken = [*titles, *keywords[:HEARD], *names]
    return IndexedDocument(
        titles=tuple(titles),
        names=tuple(names),
        keywords=tuple(keywords),
        whole=tuple([*_squeezed(pieces.rest), *titles, *names]),
        marks=(*pieces.marks, *(LATIN + word for word in latin_words(pieces.all()))),
        sounds=tuple(sounds for piece in spoken for sounds, _ in _heard(piece)),
        initials=tuple(
            dict.fromkeys(letters for piece in (*titles, *names) for _, letters in _heard(piece))
        ),
    )


def latin_words(texts) -> list[str]:
    """Return the Latin words that stand alone (AI, not that of email).

    Folded, each once, only those of at most LONGEST_LATIN characters.
    """
    written = dict.fromkeys(word for text in texts for word in LATIN_WORD.findall(text))
    words = map(squeeze, (word for word in written if len(word) <= LONGEST_LATIN))
    return list(dict.fromkeys(word for word in words if not word.isdecimal()))


@lru_cache(maxsize=pinyin.REMEMBERED)
def _heard(piece):
    """Return (sounds, first letters) of each reading of a piece; names and keyterms come again."""
    return tuple(
        (tuple(pinyin.sounds_of(way)), pinyin.first_letters(way)) for way in pinyin.readings(piece)
    )


def load_dictionaries(terms=None, stamp="") -> None:
    """Open the dictionaries now, and use these terms; once in a process."""
    if terms is not None:
        vocabulary.use_terms(terms, stamp=stamp)
    segmenter.preload()
    pinyin.preload()


def start_worker(terms, stamp, folders, parent):
    """Prepare a worker process: load its dictionaries, and end it with its parent.

    It ends also where the parent was killed and could not tell it.
    """
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    words, shared = folders
    segmenter.configure(words)
    mapped_file.configure(shared)
    load_dictionaries(terms, stamp)


def dictionary_folders() -> tuple:
    """Return the folders of the dictionaries, as `start_worker` takes them."""
    return segmenter.cache_folder(), mapped_file.folder()


def _end_with(parent):
    while os.getppid() == parent:
        sleep(1)
    os._exit(1)


def _squeezed(pieces):
    """Return the squeezed pieces, each once, without those that another piece contains."""
    squeezed = dict.fromkeys(piece for piece in map(squeeze, pieces) if piece)
    return [
        piece
        for piece in squeezed
        if not any(piece in other for other in squeezed if other != piece)
    ]
