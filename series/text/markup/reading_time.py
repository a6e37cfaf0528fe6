"""How long a text takes to read: 400 characters a minute, begun minutes counted whole.

Counted are Han characters and, as one each, words and numbers in other scripts. Adults read
Chinese silently at 300 to 500 characters a minute; marks, captions and notes are not timed apart.
"""

import re
from dataclasses import dataclass

from series.text.language.han import HAN

from .stored_html import plain

A_MINUTE = 400
OTHER_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9.,%'’-]*")


@dataclass(frozen=True)
class ReadingTime:
    characters: int
    minutes: int


def reading_time(body: str) -> ReadingTime:
    """Return of a body of safe markup; a text without words takes no time."""
    text = plain(body)
    characters = len(HAN.findall(text)) + len(OTHER_WORD.findall(text))
    return ReadingTime(characters, -(-characters // A_MINUTE))
