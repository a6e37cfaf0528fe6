"""封面：the picture that stands for an entry where a link to it is shared.

Drawn from the live text alone: the same text, the same bytes; a corrected text corrects its
cover. A picture in the text takes its place, cropped around its focus. Kept in the cache folder
under the digest of what is shown; whatever is there and not whole is drawn again.
"""

import hashlib
import io
import os
import threading

from django.conf import settings
from django.utils import timezone
from PIL import Image

from series.models import ENTRY_KINDS, Picture
from series.text.markup.comb import teeth
from series.text.markup.page_parts import cut
from series.text.markup.pictures import first_shown
from series.text.markup.stored_html import plain
from series.text.typography import title_breaks

from . import cover_drawing
from .cover_fonts import font
from .picture_bytes import FAULTS
from .renditions import cropped, opened

SHAPES = {"og": (1200, 630), "wide": (900, 383), "square": (500, 500)}
DRAWING = 1  # raise it when covers are drawn in another way
MOST_COMBS, MOST_TEETH, SHORTEST_ROW = 4, 30, 10
WHOLE = {"png": (b"\x89PNG", b"IEND\xaeB`\x82"), "jpg": (b"\xff\xd8", b"\xff\xd9")}
TYPES = {"png": "image/png", "jpg": "image/jpeg"}
_drawing = threading.Lock()


def cover_key(entry, shape) -> str:
    """Changes with the words, the picture, the shape and the way of drawing; the ETag."""
    photo = _photo(entry)
    shown = photo and (photo.digest, photo.focus_x, photo.focus_y)
    facts = (entry.pk, entry.live.digest, shape, shown, DRAWING, font(32) is not None)
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:24]


def cover_of(entry, shape):
    """Return (bytes, content type) of a public entry's cover."""
    return _kept(f"{entry.pk}-{shape}", cover_key(entry, shape), lambda: _draw(entry, shape))


def site_cover():
    """Return the cover of the site itself, for pages that are no entry."""
    name = settings.SITE["name"]
    facts = cover_drawing.Facts(name, settings.SITE["owner"], name)
    key = hashlib.sha256(repr((facts, DRAWING, font(32) is not None)).encode()).hexdigest()[:24]
    data, kind = _kept(
        "site-og", key, lambda: ("png", cover_drawing.draw(facts, size=SHAPES["og"]))
    )
    return data, kind, key


def _kept(label, key, draw):
    """Return what the cache has of this key, else what `draw` makes: one at a time, so that many
    who ask at once wait for one drawing."""
    if found := _read(label, key):
        return found
    with _drawing:
        if found := _read(label, key):
            return found
        extension, data = draw()
        _keep(label, key, extension, data)
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


def _keep(label, key, extension, data):
    """The file in one step; older ones of the same place go."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for old in folder.glob(f"{label}-*"):
        old.unlink(missing_ok=True)
    part = folder / f".{label}-{os.getpid()}.part"
    part.write_bytes(data)
    part.replace(folder / f"{label}-{key}.{extension}")


def _photo(entry):
    shown = first_shown(entry.body)
    return shown and Picture.objects.filter(pk=shown.key, entries=entry.pk).first()


def _draw(entry, shape):
    if photo := _photo(entry):
        try:
            return "jpg", _photograph(photo, SHAPES[shape])
        except (*FAULTS, FileNotFoundError):  # the words are still there to be drawn
            pass
    return "png", cover_drawing.draw(facts_of(entry), size=SHAPES[shape])


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


def facts_of(entry) -> cover_drawing.Facts:
    name = settings.SITE["name"]
    kind = ENTRY_KINDS[entry.kind]
    if kind.takes_place:
        starts = kind.model.objects.values_list("starts_at", flat=True).get(pk=entry.pk)
        place = str(entry.series or entry.column)
        day = timezone.localtime(starts).date()
        return cover_drawing.Facts(
            entry.headline, place, name, day=day, ground="jade-fill", ink="on-jade"
        )
    if kind.is_call:
        verse = title_breaks.verse(entry.headline)
        return cover_drawing.Facts(
            entry.headline, kind.label, name, combs=_combs(entry), verse=verse
        )
    kicker = entry.column.name if entry.column.name != name else settings.SITE["owner"]
    return cover_drawing.Facts(entry.headline, kicker, name, combs=_combs(entry))


def _combs(entry):
    """Return the teeth of at most four sections; of a text without sections in rows of equal
    length."""
    parts = [teeth(part.text) for part in cut(entry.body).sections[:MOST_COMBS]]
    parts = parts or _rows(teeth(plain(entry.body)))
    return tuple(tuple(_thinned(part, MOST_TEETH)) for part in parts if part)


def _rows(found):
    found = _thinned(found, MOST_COMBS * MOST_TEETH)
    each = -(-len(found) // min(MOST_COMBS, -(-len(found) // SHORTEST_ROW) or 1)) or 1
    return [found[at : at + each] for at in range(0, len(found), each)]


def _thinned(found, most):
    return found[:: max(1, -(-len(found) // most))]
