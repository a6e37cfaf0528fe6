"""Clean names, headlines and descriptions: what is stored is what is seen (decision 106)."""

import re
import unicodedata

from series.text.characters.invisible import without_unprintable
from series.text.characters.replaced import RADICALS, with_ideographs

# Composing would replace these Han characters by others that look alike.
COMPATIBILITY_HAN = "\uf900-\ufaff\U0002f800-\U0002fa1f"
COMPOSABLE = re.compile(f"[^{COMPATIBILITY_HAN}]+")
LINE_BREAKS = re.compile(r"[\r\n\t\x0b\x0c\x85\u2028\u2029]+")


def single_line(text: str) -> str:
    """Return the text as one visible line.
    Invisible and control characters go, radicals become the characters they show, inner spaces
    stay as typed."""
    return _composed(without_unprintable(LINE_BREAKS.sub(" ", text or ""))).strip()


def visible_lines(text: str) -> str:
    """Return a text of several lines without invisible and control characters."""
    lines = (text or "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(_composed(without_unprintable(line)).rstrip() for line in lines).strip()


def _composed(text):
    """Return the text in NFC; what is invisible went before, since it stands between accents."""
    text = RADICALS.sub(lambda run: with_ideographs(run[0]), text)
    return COMPOSABLE.sub(lambda run: unicodedata.normalize("NFC", run[0]), text)
