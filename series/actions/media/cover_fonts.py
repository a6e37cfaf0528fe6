"""The font of the covers: a Song face of this machine, or none.

No font is vendored (a Chinese face is 10 MB and more). CHAMBER_FONT names one; else the usual
folders are searched. Without any, covers are drawn without text (decision 46).
"""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from PIL import ImageFont

FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "C:/Windows/Fonts",
)
# Song faces first, in the order of the style sheets; a Hei is better than nothing.
NAMES = (
    *("NotoSerifCJK-Bold.ttc", "NotoSerifSC-Bold.otf", "SourceHanSerifSC-Bold.otf"),
    *("SourceHanSerif-Bold.ttc", "FZXBSJW.TTF", "STZHONGS.TTF", "Songti.ttc", "simsun.ttc"),
    *("NotoSansCJK-Bold.ttc", "SourceHanSansSC-Bold.otf", "PingFang.ttc", "msyhbd.ttc"),
)
MOST_FACES = 12
# A character that no face has: it is drawn as the face's box for missing ones.
MISSING = "〓□＝"
# Private codes and the planes of Chinese characters, whichever Unicode Python knows.
LETTERS = re.compile("[\ue000-\uf8ff\U00020000-\U0003ffff\U000f0000-\U0010fffd]")
NOWHERE = "\U0010fffe"


@lru_cache(maxsize=1)
def _file():
    """Return (path, face) of the font, or None."""
    if settings.COVER_FONT:
        return _face(settings.COVER_FONT)
    for name in NAMES:
        for folder in FOLDERS:
            for path in sorted(Path(folder).rglob(name)) if Path(folder).is_dir() else ():
                if face := _face(str(path)):
                    return face
    return None


def _face(path):
    """Return (path, index) of the simplified Chinese face of a collection, else of the first."""
    first = None
    for index in range(MOST_FACES):
        try:
            family, _ = ImageFont.truetype(path, 20, index=index).getname()
        except OSError:
            break
        first = first or (path, index)
        if family and ("SC" in family.split() or "GB" in family):
            return path, index
    return first


@lru_cache(maxsize=64)
def font(size: int):
    """Return the font in this size in pixels; None where the machine has none."""
    face = _file()
    return ImageFont.truetype(face[0], size, index=face[1]) if face else None


@lru_cache(maxsize=4096)
def _can_draw(character):
    face = font(32)
    missing = face.getmask(NOWHERE)
    drawn = face.getmask(character)
    return (drawn.size, bytes(drawn)) != (missing.size, bytes(missing))


def drawable(text: str) -> str:
    """Return the text as the font can draw it.
    〓 for a letter or Chinese character that it lacks, nothing for other signs. Without a font,
    or without any mark for what is missing, "".

    A name never becomes another one by losing a character.
    """
    if font(32) is None:
        return ""
    mark = next((sign for sign in MISSING if _can_draw(sign)), "")
    shown = [_shown(character, mark) for character in text]
    return "" if None in shown else "".join(shown).strip()


def _shown(character, mark):
    if _is_letter(character):
        return character if _can_draw(character) else mark or None
    return character if character.isprintable() and _can_draw(character) else ""


def undrawable(text: str) -> str:
    """Return the letters and Chinese characters of a text that the font lacks, each once."""
    if font(32) is None:
        return ""
    return "".join(dict.fromkeys(c for c in text if _is_letter(c) and not _can_draw(c)))


def _is_letter(character):
    private_or_han = LETTERS.match(character)
    return bool(private_or_han) or unicodedata.category(character)[0] in "LN"


def clear_font_cache():
    """Clear the caches so that the font is looked for again.
    After a change of the setting."""
    for cached in (_file, font, _can_draw):
        cached.cache_clear()
