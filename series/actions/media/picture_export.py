"""Stored pictures for exported files: JPEG or PNG, no larger than a page needs."""

import io
import logging
from functools import lru_cache

from PIL import Image

logger = logging.getLogger(__name__)
LONGEST_SIDE, QUALITY = 1600, 85
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
        return _drawn(picture.file.storage.path(picture.file.name), picture.digest)
    except BROKEN:
        logger.warning("picture %s cannot be drawn", picture.pk)
        return None


@lru_cache(maxsize=32)
def _drawn(path, digest):
    """Return the encoded picture, cached: the same file is often asked for again."""
    with Image.open(path) as image:
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        return _written(image)


def _written(image):
    stream = io.BytesIO()
    if image.has_transparency_data:
        image.convert("RGBA").save(stream, "PNG", optimize=True)
    else:
        image.convert("RGB").save(stream, "JPEG", quality=QUALITY)
    return stream.getvalue()
