"""The reading time of a text: 400 characters a minute, begun minutes counted whole.

The time asks for what is read: Han characters, and words and numbers in other scripts as one each.
Adults read Chinese silently at 300 to 500 characters a minute. The length beside it is the one
count of the whole site, with its marks (`word_count`, decision 117).
"""

import re
from dataclasses import dataclass

from series.text.language.han import HAN

from .stored_html import visible_text
from .word_count import word_count

A_MINUTE = 400
OTHER_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9.,%'’-]*")


@dataclass(frozen=True)
class ReadingTime:
    """The length of a text and the minutes to read it."""

    characters: int
    minutes: int


def reading_time(body: str) -> ReadingTime:
    """Return the reading time of a body of safe markup.
    A text without words takes no time."""
    text = visible_text(body)
    read = len(HAN.findall(text)) + len(OTHER_WORD.findall(text))
    return ReadingTime(word_count(body), -(-read // A_MINUTE))
