"""Characters without a shape: which ones go, and which belong to what they stand in.

A joiner (U+200C, U+200D) belongs between two emoji, and beside letters of scripts that join
(Uyghur, Mongolian, the scripts of India); anywhere else nobody meant it. Tag characters belong
behind the black flag alone, whose region they name.
"""

import re

JOINING = (
    "\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ua840-\ua87f\ufb50-\ufdff\ufe70-\ufefc"
)
EMOJI = "\u00a9\u00ae\u20e3\u2190-\u2bff\u3030\ufe0f\U0001f000-\U0001faff"
_JOINER = "[\u200c\u200d]"
_SHAPELESS = (
    "\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\u17b4\u17b5\ufeff\uffa0\ufff9-\ufffc"
)
INVISIBLE = re.compile(
    "(?<![\u2801-\u28ff])\u2800(?![\u2801-\u28ff])"  # a blank of braille among other letters
    f"|[{_SHAPELESS}\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
    "|(?<![\U0001f3f4\U000e0000-\U000e007f])[\U000e0000-\U000e007f]+"
    f"|(?<![{JOINING}]){_JOINER}(?![{JOINING}])(?:(?<![{EMOJI}]{_JOINER})|(?![{EMOJI}]))"
)
# Of names and foreign markup also the second control set, marks of musical layout and what is no
# character at all.
UNPRINTABLE = re.compile(
    f"{INVISIBLE.pattern}|[\x80-\x9f\ufffe\uffff\ud800-\udfff\U0001d173-\U0001d17a]"
)
# One of these stands in whatever the two patterns find. Most texts have none, and to look for it
# costs a twentieth of looking for them (decision 164).
_SIGNS = re.compile(
    f"[\u2800{_SHAPELESS}\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200c\u200d\ufffe\uffff\ud800-\udfff"
    "\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)


def take_invisible(text: str) -> tuple[str, int]:
    """Return the text without invisible characters, and how many runs of them went."""
    return INVISIBLE.subn("", text) if _SIGNS.search(text) else (text, 0)


def without_unprintable(text: str) -> str:
    """Return the text without what no name and no markup may hold."""
    return UNPRINTABLE.sub("", text) if _SIGNS.search(text) else text


def invisible_phrase(count: int) -> str:
    """Return the receipt's phrase for removed characters; empty for none."""
    return f"看不见的字符 {count} 个" if count else ""
