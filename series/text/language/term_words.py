"""The other words of a term, typed and shown in one line (decision 62)."""

import re
from collections.abc import Iterable

from series.text.characters.removal import without

from .single_line import single_line
from .tag_names import QUOTES, SEPARATORS, SPACES

QUOTED = re.compile("“[^“”]*”")
PROTECTED = str.maketrans({mark: chr(0xE000 + at) for at, mark in enumerate(",，、;；\n\t\u3000")})
RESTORED = {code: chr(mark) for mark, code in ((mark, ord(to)) for mark, to in PROTECTED.items())}


def tidy_word(typed: str) -> str:
    """Return one visible line without quotes.
    Width and script stay, since texts are searched for them."""
    return SPACES.sub(" ", without(single_line(typed), QUOTES)).strip()


def split_words(typed: str) -> list[str]:
    """Split typed words as tags are split (，、； and the full-width space).
    A plain space stays inside a word, and what stands in “” is one word: “敢为、敢闯、敢干、敢首创”."""
    protected = QUOTED.sub(lambda match: match[0].translate(PROTECTED), typed)
    tidy = (tidy_word(part.translate(RESTORED)) for part in SEPARATORS.split(protected))
    return list(dict.fromkeys(word for word in tidy if word))


def join_words(words: Iterable[str]) -> str:
    """Return the line that `split_words` splits into these words."""
    return "，".join(f"“{word}”" if SEPARATORS.search(word) else word for word in words)
