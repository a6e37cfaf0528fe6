"""Stored pictures for exported files: JPEG or PNG, no larger than a page needs."""

import io
import logging
import re
from functools import lru_cache

from PIL import Image

from series.models import Picture

logger = logging.getLogger(__name__)
ADDRESS = re.compile(r"/pictures/([0-9]{1,15})/([0-9a-f]{12})\.\w+\Z", re.ASCII)
LONGEST_SIDE, QUALITY = 1600, 85
BROKEN = (OSError, SyntaxError, ValueError, Image.DecompressionBombError)


def shown_pictures(addresses):
    """Return {address: Picture} of the pictures with exactly this address. One query.

    A key without the right digest is a guess, and no guess may put a picture into a file.
    """
    matches = {address: match for address in addresses if (match := ADDRESS.match(address))}
    rows = Picture.objects.in_bulk({int(match[1]) for match in matches.values()})
    return {
        address: rows[int(match[1])]
        for address, match in matches.items()
        if int(match[1]) in rows and rows[int(match[1])].digest.startswith(match[2])
    }


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
