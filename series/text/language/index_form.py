"""The folded form of a text in a character index (decision 66).

It holds letters, digits and Chinese characters. Punctuation, spaces and line ends go, so that a
passage is found however it was typed or broken; only the point of a decimal stays (2.5 is not 25).
Whether a character counts is asked of ranges of our own: Python knows the letters of one version of
Unicode, and a name's rare character (Ext H to J, private use) must not fall out. ○, O and 0 between
Chinese numerals are 〇, and so is 零. A run of two characters is a *pair*; a text's pairs in order are the tokens of the index, and a
phrase of pairs stands exactly where the run stands.
"""

import re
import sys
from array import array
from functools import lru_cache
from itertools import pairwise

from .folding import fold

FORM = 2  # raised when the same text gives other pairs than before
POINT = "·"
_DECIMAL = re.compile(r"(?<=[0-9])[.·](?=[0-9])")
_LEFT_OUT = re.compile(
    rf"(?:_|[^\w{POINT}\u3400-\u4dbf\u4e00-\u9fff\ue000-\uf8ff\U00020000-\U0003347f"
    r"\U000f0000-\U000ffffd\U00100000-\U0010fffd])+"
)
_LONGEST_NAME = 40
_UNITS = f"utf-32-{sys.byteorder[0]}e"  # a number of `array` for each character
_NUMERAL = "一二三四五六七八九十百千〇"
_ZERO = re.compile(f"(?<=[{_NUMERAL}])[○◯o0ο]+(?=[{_NUMERAL}])")


_ZERO_AT_EDGE = re.compile(f"^[o0]+(?=[{_NUMERAL}])|(?<=[{_NUMERAL}])[o0]+$")


def squeeze(text: str) -> str:
    """Return the folded letters, digits and characters of a text, nothing between them."""
    return _squeezed_name(text) if len(text) <= _LONGEST_NAME else _squeezed(text)


def _squeezed(text):
    return _LEFT_OUT.sub("", _folded(text))


_squeezed_name = lru_cache(maxsize=4096)(_squeezed)  # names and keyterms come again and again


def spellings(squeezed: str) -> tuple[str, ...]:
    """Return the squeezed word and its spelling at the edge of a number.
    Where it begins or ends inside one such as 二O二五, the index has another spelling of it there."""
    other = _ZERO_AT_EDGE.sub(lambda zero: "〇" * len(zero[0]), squeezed)
    return (squeezed,) if other == squeezed else (squeezed, other)


def _folded(text):
    """Return the folded text, as long as the text.
    The point of a decimal becomes POINT, and no other one."""
    folded = _ZERO.sub(lambda zero: "〇" * len(zero[0]), fold(text).replace("零", "〇"))
    if "." not in folded and POINT not in folded:
        return folded
    pointed = _DECIMAL.sub(".", folded).replace(POINT, " ")
    return _DECIMAL.sub(POINT, pointed)


def pairs(squeezed: str) -> list[str]:
    """Return the pairs of a squeezed text in order: 常商论坛 → 常商, 商论, 论坛.
    A single character has none."""
    return list(map("".join, pairwise(squeezed)))


def joined_pairs(squeezed: str) -> str:
    """Return the pairs with a blank between them, faster than by `pairs`."""
    codes = array("I", squeezed.encode(_UNITS, "surrogatepass"))
    if len(codes) < 2:
        return ""
    written = array("I", [ord(" ")]) * (3 * len(codes) - 4)
    written[0::3], written[1::3] = codes[:-1], codes[1:]
    return written.tobytes().decode(_UNITS, "surrogatepass")


def squeezed_places(text: str) -> tuple[str, list[int]]:
    """Return the squeezed text, and the offset in the text of each of its characters."""
    kept = [(at, c) for at, c in enumerate(_folded(text)) if not _LEFT_OUT.match(c)]
    return "".join(c for _, c in kept), [at for at, _ in kept]
