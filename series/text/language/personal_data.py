"""Whether a line may hold what belongs to one person: a telephone or identity number, a mailbox."""

import re
import unicodedata

LEAST_DIGITS = 6
_DIGIT = r"[\d零〇○一二三四五六七八九幺]"
_BETWEEN = r"[\s\-‐-―−.·•()（）/_]*"
NUMBER = re.compile(rf"{_DIGIT}(?:{_BETWEEN}{_DIGIT}){{{LEAST_DIGITS - 1},}}")
MAILBOX = re.compile(r"[^\s@]@[^\s@]")


def looks_personal(line: str) -> bool:
    """Six digits or more in a row, whatever is put between them and in whichever script, or
    something with an @ in the middle. Dates written as eight digits look alike and count."""
    plain = unicodedata.normalize("NFKC", line)
    return bool(NUMBER.search(plain) or MAILBOX.search(plain))
