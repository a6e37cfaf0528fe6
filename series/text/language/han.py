"""Han characters and Chinese numerals."""

import re
from functools import lru_cache

from series.text.characters.replaced import with_ideographs

HAN = re.compile(
    "[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f\U00030000-\U0003347f]"
)
_RUNS = re.compile(f"{HAN.pattern}+")
_LONGEST = 20_000  # characters of a text whose Han characters are remembered
EAST_ASIAN = re.compile(f"{HAN.pattern}|[\u3040-\u30ff\uac00-\ud7af]")
LATIN_WORD = re.compile(r"(?<![\w])[A-Za-z][a-z’'-]+(?![\w])")
ADDRESS = re.compile(r"https?://|www\.|@")
DIGITS = "零一二三四五六七八九"
UNITS = {"十": 10, "百": 100, "千": 1000}


def han(text: str) -> str:
    """Return the Han characters of a text in their order, nothing else.
    A radical of a PDF counts as the character that it shows.

    Recogniser, account and check ask it of the same lines again and again (decision 164).
    """
    return _remembered(text) if len(text) <= _LONGEST else _found(text)


def _found(text):
    return "".join(_RUNS.findall(with_ideographs(text)))


_remembered = lru_cache(maxsize=64)(_found)


def is_latin(text: str) -> bool:
    """Tell whether a line is English: some words, no Han or Japanese letter.
    A name, a code or an address alone is none."""
    words = LATIN_WORD.findall(text)
    return len(words) >= 3 and not EAST_ASIAN.search(text) and not ADDRESS.search(text)


def numeral(number: int) -> str:
    """Return a number from 1 to 9999 in Chinese.
    1 gives 一, 12 gives 十二, 103 gives 一百零三."""
    if not 1 <= number <= 9999:
        raise ValueError(f"no numeral for {number}")
    written, pending_zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit == 0:
            pending_zero = bool(written)
            continue
        written += ("零" if pending_zero else "") + DIGITS[digit] + name
        pending_zero = False
    return written[1:] if written.startswith("一十") else written


def parse_numeral(text: str) -> int | None:
    """Return a numeral as a number from 1 to 9999; None for anything else.
    It reads 二, 十二, 一百零三 and 12."""
    if text.isascii() and text.isdigit():
        number = int(text[:5])
        return number if 1 <= number <= 9999 else None
    total = digit = 0
    for character in text.replace("〇", "零").replace("两", "二"):
        if character in DIGITS:
            digit = DIGITS.index(character)
        elif character in UNITS:
            total += (digit or 1) * UNITS[character]
            digit = 0
        else:
            return None
    number = total + digit
    valid = 1 <= number <= 9999 and numeral(number) == text.replace("〇", "零").replace("两", "二")
    return number if valid else None
