"""Split a typed list of tags, and recognise two spellings of one tag."""

import re
import unicodedata

from series.text.characters.invisible import without_unprintable
from series.text.characters.removal import without
from series.text.characters.replaced import with_ideographs

SEPARATORS = re.compile(r"[,，、;；\n\t\u3000]+")
HASH = re.compile(r"(?<![A-Za-z])[#＃]")
ANY_HASH = re.compile(r"[#＃]")
QUOTES = "“”‘’\"'「」『』"
SPACES = re.compile(r"\s+")
UNSAFE_IN_ADDRESS = re.compile(r"[/?#%\\\s]+")
MAX_LENGTH = 40


def tidy_tag(name: str) -> str:
    """Return one spelling for one tag.
    “两个健康” with and without quotes, ＡＩ and AI are the same."""
    shown = without_unprintable(with_ideographs(name))
    plain = without(unicodedata.normalize("NFKC", shown), QUOTES)
    return SPACES.sub(" ", plain).strip()[:MAX_LENGTH]


def split_tags(typed: str) -> list[str]:
    """Split typed tags at their separators.
    These are ，、；, the ASCII comma, the full-width space, line ends and the # of hashtags. A
    plain space is part of names such as “新时代 新常商 新力量”, and # of C#."""
    pieces = (piece.strip() for piece in SEPARATORS.split(typed or ""))
    tidy = (tidy_tag(part) for piece in pieces for part in _hashtags(piece))
    return list(dict.fromkeys(name for name in tidy if name))


def _hashtags(piece: str) -> list[str]:
    """Split at the # before each tag, or at the pair around it."""
    return (ANY_HASH if HASH.match(piece) else HASH).split(piece)


def tag_slug(name: str) -> str:
    """Return the readable address of a tag: its own characters, unsafe ones as hyphens."""
    return UNSAFE_IN_ADDRESS.sub("-", tidy_tag(name).casefold()).strip("-") or "-"
