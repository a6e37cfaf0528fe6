"""Clean single-line fields such as a headline, a name or a place."""

import re
import unicodedata

from series.text.characters.invisible import INVISIBLE
from series.text.characters.replaced import RADICALS, with_ideographs

# Composing would replace these Han characters by others that look alike.
COMPATIBILITY_HAN = "\uf900-\ufaff\U0002f800-\U0002fa1f"
COMPOSABLE = re.compile(f"[^{COMPATIBILITY_HAN}]+")
LINE_BREAKS = re.compile(r"[\r\n\t\x0b\x0c\u2028\u2029]+")


def single_line(text: str) -> str:
    """Return the text as one visible line. Invisible and control characters go, radicals become the
    characters they show, inner spaces stay as typed."""
    text = RADICALS.sub(lambda run: with_ideographs(run[0]), text or "")
    composed = COMPOSABLE.sub(lambda run: unicodedata.normalize("NFC", run[0]), text)
    return INVISIBLE.sub("", LINE_BREAKS.sub(" ", composed)).strip()
