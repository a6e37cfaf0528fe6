"""The faces that covers are lettered with: a Song type of this machine, or none.

Nothing is vendored (a Chinese face weighs 10 MB and more). CHAMBER_FONT names one; else the usual
folders are searched. Without any, covers are drawn without letters.
"""

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
NOWHERE = "\U0010fffe"  # a sign that no face has: it is drawn as the face's box for missing ones


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
    """Return the simplified Chinese face of a collection, the only one of a single file."""
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
    """Return the face in this size in pixels, None where the machine has none."""
    found = _file()
    return ImageFont.truetype(found[0], size, index=found[1]) if found else None


@lru_cache(maxsize=4096)
def _can_draw(sign):
    face = font(32)
    missing = face.getmask(NOWHERE)
    drawn = face.getmask(sign)
    return (drawn.size, bytes(drawn)) != (missing.size, bytes(missing))


def drawable(text: str) -> str:
    """Return the text without what the face cannot draw: no box stands on a cover. Empty without a
    face."""
    if font(32) is None:
        return ""
    return "".join(sign for sign in text if sign.isprintable() and _can_draw(sign)).strip()


def forget():
    """Look for the font once more, after the setting was changed."""
    for cached in (_file, font, _can_draw):
        cached.cache_clear()
