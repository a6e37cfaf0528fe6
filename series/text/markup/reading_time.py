"""The reading time of a text: 400 characters a minute, begun minutes counted whole.

Han characters count, and words and numbers in other scripts as one each. Adults read Chinese
silently at 300 to 500 characters a minute; punctuation, captions and notes are not counted
separately.
"""

import re
from dataclasses import dataclass

from series.text.language.han import HAN

from .stored_html import visible_text

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
    characters = len(HAN.findall(text)) + len(OTHER_WORD.findall(text))
    return ReadingTime(characters, -(-characters // A_MINUTE))
