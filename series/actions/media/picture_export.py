"""Stored pictures for exported files: JPEG or PNG, no larger than a page needs."""

import io
import logging
from functools import lru_cache

from django.core.files.storage import default_storage
from PIL import Image

logger = logging.getLogger(__name__)
LONGEST_SIDE, QUALITY = 1600, 85
STEPS = ((1600, 80), (1280, 75), (1080, 70), (900, 60), (640, 50))
BROKEN = (OSError, SyntaxError, ValueError, Image.DecompressionBombError)


def size_of(picture):
    """Return the size of the stored file in bytes; 0 where it is missing."""
    try:
        return picture.file.size
    except OSError:
        return 0


def drawn(picture):
    """Return the picture as JPEG, or as PNG where it has transparent parts.

    None where its file is missing or broken.
    """
    try:
        return _drawn(picture.file.name, picture.digest)
    except BROKEN:
        logger.warning("picture %s cannot be drawn", picture.pk)
        return None


def small_enough(picture, *, most):
    """Return the picture as JPG or PNG below `most` bytes, smaller step by step.

    None where its file is missing or broken, or no step is small enough.
    """
    try:
        data = _stored(picture) or drawn(picture)
        steps = iter(STEPS)
        while data and len(data) >= most:
            data = _smaller(picture, *next(steps))
    except (*BROKEN, StopIteration):
        return None
    return data


def _stored(picture):
    """Return the stored bytes of a JPG or PNG, else nothing.

    Only where no page would show it smaller."""
    if picture.extension not in ("jpg", "png") or max(picture.width, picture.height) > LONGEST_SIDE:
        return b""
    with picture.file.open("rb") as file:
        return file.read()


def _smaller(picture, side, quality):
    """Return the picture as JPEG on white with sides of at most `side` pixels."""
    with picture.file.open("rb") as file, Image.open(file) as image:
        image.thumbnail((side, side))
        white = Image.new("RGB", image.size, "white")
        layer = image.convert("RGBA")
        white.paste(layer, mask=layer)
    stream = io.BytesIO()
    white.save(stream, "JPEG", quality=quality)
    return stream.getvalue()


@lru_cache(maxsize=32)
def _drawn(name, digest):
    """Return the encoded picture, cached: the same file is often asked for again."""
    with default_storage.open(name) as file, Image.open(file) as image:
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        return _written(image)


def _written(image):
    stream = io.BytesIO()
    if image.has_transparency_data:
        image.convert("RGBA").save(stream, "PNG", optimize=True)
    else:
        image.convert("RGB").save(stream, "JPEG", quality=QUALITY)
    return stream.getvalue()
