"""封面：the picture of an entry where a link to it is shared (decision 46).

It is drawn from the live text alone: the same text gives the same bytes, a corrected text another
cover. A picture in the text is used instead, cropped around its focus. Covers are cached on disk
under the digest of what they show; a damaged file is drawn again.
"""

import hashlib
import io
import logging
import os
import threading

from django.conf import settings
from django.utils import timezone
from PIL import Image

from series.models import ENTRY_KINDS, EventState, Picture
from series.text.markup.comb import teeth
from series.text.markup.page_parts import cut_sections
from series.text.markup.stored_html import visible_text
from series.text.typography import title_breaks

from . import cover_drawing
from .cover_fonts import font, undrawable
from .picture_bytes import FAULTS
from .renditions import cropped, opened

SHAPES = {"og": (1200, 630), "wide": (900, 383), "square": (500, 500)}
DRAWING = 2  # raise it when covers are drawn in another way
MOST_COMBS, MOST_TEETH, SHORTEST_ROW = 4, 30, 10
WHOLE = {"png": (b"\x89PNG", b"IEND\xaeB`\x82"), "jpg": (b"\xff\xd8", b"\xff\xd9")}
TYPES = {"png": "image/png", "jpg": "image/jpeg"}
_drawing = threading.Lock()
logger = logging.getLogger(__name__)


def cover_key(entry, shape) -> str:
    """Return the key of a cover, which is also its ETag.

    It changes with the text, the picture, the shape and the way of drawing.
    """
    photo = _photo(entry)
    shown = photo and (photo.digest, photo.focus_x, photo.focus_y)
    facts = (
        entry.pk,
        entry.live.digest,
        entry.title_words,
        shape,
        shown,
        DRAWING,
        font(32) is not None,
    )
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:24]


def cover_of(entry, shape):
    """Return (bytes, content type) of a public entry's cover."""
    return _cached(f"{entry.pk}-{shape}", cover_key(entry, shape), lambda: _draw(entry, shape))


def site_cover():
    """Return (bytes, content type, key) of the cover for pages without entry."""
    name = settings.SITE["name"]
    facts = cover_drawing.Facts(name, settings.SITE["owner"], name)
    key = hashlib.sha256(repr((facts, DRAWING, font(32) is not None)).encode()).hexdigest()[:24]
    data, kind = _cached(
        "site-og", key, lambda: ("png", cover_drawing.draw_cover(facts, size=SHAPES["og"]))
    )
    return data, kind, key


def _cached(label, key, draw):
    """Return (bytes, content type) from the cache, else from `draw`.

    One cover is drawn at a time, so that many requests at once wait for one drawing.
    """
    if cover := _read(label, key):
        return cover
    with _drawing:
        if cover := _read(label, key):
            return cover
        extension, data = draw()
        try:
            _store(label, key, extension, data)
        except OSError as error:  # a full disk: the reader gets the cover all the same
            logger.warning("cover %s was not stored: %s", label, error)
        return data, TYPES[extension]


def _folder():
    return settings.DATA_DIR / "cache" / "covers"


def _read(label, key):
    for extension, (head, tail) in WHOLE.items():
        try:
            data = (_folder() / f"{label}-{key}.{extension}").read_bytes()
        except FileNotFoundError:
            continue
        if data.startswith(head) and data.endswith(tail):
            return data, TYPES[extension]
    return None


def _store(label, key, extension, data):
    """Write the cached file in one step and delete older ones of the same label."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for old in folder.glob(f"{label}-*"):
        old.unlink(missing_ok=True)
    part = folder / f".{label}-{os.getpid()}.part"
    part.write_bytes(data)
    part.replace(folder / f"{label}-{key}.{extension}")


def _photo(entry):
    shown = Picture.objects.filter(entries=entry.pk).in_text(entry.body)
    return next(iter(shown.values()), None)


def _draw(entry, shape):
    if photo := _photo(entry):
        try:
            return "jpg", _photograph(photo, SHAPES[shape])
        except (*FAULTS, FileNotFoundError):  # the text can still be drawn
            pass
    return "png", cover_drawing.draw_cover(cover_facts(entry), size=SHAPES[shape])


def _photograph(photo, size):
    image = opened(photo)
    if image is None:  # it moves: its first picture
        with photo.file.open("rb") as file:
            image = Image.open(io.BytesIO(file.read())).convert("RGBA")
    piece = cropped(image.convert("RGBA"), photo, ratio=size).resize(size, Image.Resampling.LANCZOS)
    ground = Image.new("RGB", size, cover_drawing.colours()["paper"])
    ground.paste(piece, mask=piece)
    out = io.BytesIO()
    ground.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()


def missing_on_cover(headline: str) -> str:
    """Return the desk's sentence on characters shown as 〓, else ""."""
    missing = undrawable(headline)
    if not missing:
        return ""
    named = "、".join(f"“{c}”（U+{ord(c):04X}）" for c in missing[:4])
    return f"封面字体没有{named}，分享图上印作〓，请换成通用汉字或安装含有它的字体"


def cover_facts(entry) -> cover_drawing.Facts:
    """Return the facts that an entry's drawn cover shows."""
    name = settings.SITE["name"]
    kind = ENTRY_KINDS[entry.kind]
    if kind.takes_place:
        event = kind.model.objects.only("starts_at", "state").get(pk=entry.pk)
        state = "" if event.state == EventState.PLANNED else f"{event.get_state_display()} · "
        section = f"{state}{entry.series or entry.column}"
        day = timezone.localtime(event.starts_at).date()
        return cover_drawing.Facts(
            entry.headline,
            section,
            name,
            day=day,
            words=entry.title_words,
            ground="jade-fill",
            ink="on-jade",
        )
    if kind.is_call:
        verse = title_breaks.verse_lines(entry.headline)
        return cover_drawing.Facts(
            entry.headline,
            kind.label,
            name,
            combs=_combs(entry),
            verse=verse,
            words=entry.title_words,
        )
    kicker = entry.column.name if entry.column.name != name else settings.SITE["owner"]
    return cover_drawing.Facts(
        entry.headline, kicker, name, combs=_combs(entry), words=entry.title_words
    )


def _combs(entry):
    """Return the teeth of at most four sections; without sections, in rows of equal length."""
    parts = [teeth(part.text) for part in cut_sections(entry.body).sections[:MOST_COMBS]]
    parts = parts or _rows(teeth(visible_text(entry.body)))
    return tuple(tuple(_thinned(part, MOST_TEETH)) for part in parts if part)


def _rows(marks):
    marks = _thinned(marks, MOST_COMBS * MOST_TEETH)
    length = -(-len(marks) // min(MOST_COMBS, -(-len(marks) // SHORTEST_ROW) or 1)) or 1
    return [marks[at : at + length] for at in range(0, len(marks), length)]


def _thinned(marks, most):
    return marks[:: max(1, -(-len(marks) // most))]
