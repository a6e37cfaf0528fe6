"""Split a typed list of tags, and recognise two spellings of one tag."""

import re
import unicodedata

SEPARATORS = re.compile(r"[,，、;；\n\t\u3000]+")
QUOTES = str.maketrans("", "", "“”‘’\"'「」『』")
SPACES = re.compile(r"\s+")
UNSAFE_IN_ADDRESS = re.compile(r"[/?#%\\\s]+")
MAX_LENGTH = 40


def tidy_tag(name: str) -> str:
    """Return one spelling for one tag. “两个健康” with and without quotes, ＡＩ and AI are the
    same."""
    plain = unicodedata.normalize("NFKC", name).translate(QUOTES)
    return SPACES.sub(" ", plain).strip()[:MAX_LENGTH]


def split_tags(typed: str) -> list[str]:
    """Split typed tags at ，、；, the ASCII comma, the full-width space and line ends. A plain
    space is part of names such as “新时代 新常商 新力量”."""
    tidy = (tidy_tag(part) for part in SEPARATORS.split(typed or ""))
    return list(dict.fromkeys(name for name in tidy if name))


def tag_slug(name: str) -> str:
    """Return the readable address of a tag: its own characters, unsafe ones as hyphens."""
    return UNSAFE_IN_ADDRESS.sub("-", tidy_tag(name).casefold()).strip("-") or "-"
