"""Recognise lines that may hold personal data: a telephone or identity number, a mailbox."""

import re
import unicodedata

LEAST_DIGITS = 6
_DIGIT = r"[\d零〇○一二三四五六七八九幺]"
_BETWEEN = r"[\s\-‐-―−.·•()（）/_]*"
NUMBER = re.compile(rf"{_DIGIT}(?:{_BETWEEN}{_DIGIT}){{{LEAST_DIGITS - 1},}}")
MAILBOX = re.compile(r"[^\s@]@[^\s@]")


def looks_personal(line: str) -> bool:
    """Tell whether a line holds six digits in a row, or text around an @.
    Separators between the digits and other scripts do not matter. Dates written as eight digits
    look alike and count."""
    plain = unicodedata.normalize("NFKC", line)
    return bool(NUMBER.search(plain) or MAILBOX.search(plain))
