"""The other words of a term, typed and shown in one line (decision 62)."""

import re
from collections.abc import Iterable

from .single_line import single_line
from .tag_names import QUOTES, SEPARATORS, SPACES

QUOTED = re.compile("“[^“”]*”")
HELD = str.maketrans({sign: chr(0xE000 + place) for place, sign in enumerate(",，、;；\n\t\u3000")})
FREED = {code: chr(sign) for sign, code in ((sign, ord(to)) for sign, to in HELD.items())}


def tidy_word(typed: str) -> str:
    """Return one visible line without quotes. Width and script stay, since texts are searched for
    them."""
    return SPACES.sub(" ", single_line(typed).translate(QUOTES)).strip()


def split_words(typed: str) -> list[str]:
    """Split typed words as tags are split (，、； and the full-width space). A plain space stays
    inside a word, and what stands in “” is one word: “敢为、敢闯、敢干、敢首创”."""
    held = QUOTED.sub(lambda match: match[0].translate(HELD), typed)
    tidy = (tidy_word(part.translate(FREED)) for part in SEPARATORS.split(held))
    return list(dict.fromkeys(word for word in tidy if word))


def join_words(words: Iterable[str]) -> str:
    """Return the line that `split_words` splits into these words."""
    return "，".join(f"“{word}”" if SEPARATORS.search(word) else word for word in words)
