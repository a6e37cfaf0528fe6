"""Storing pictures: checked by their content, once per content."""

import hashlib
import io

from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image as PillowImage
from PIL import UnidentifiedImageError

from series.models import Picture

from .auditing import record
from .errors import EditorialError

EXTENSIONS = {"PNG": "png", "JPEG": "jpg", "GIF": "gif", "WEBP": "webp"}
MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 40_000_000


@transaction.atomic
def store_picture(data, *, alt="", caption="", by=None):
    """The Picture of these bytes, stored if it is new. Size and type are read from the header,
    before anything is decoded. Without `by` it comes with an import, which has its own line."""
    digest = picture_digest(data)
    known = Picture.objects.filter(digest=digest).first()
    if known:
        return known
    extension, width, height = check_picture(data)
    picture = Picture(
        digest=digest, extension=extension, width=width, height=height, alt=alt, caption=caption
    )
    picture.file.save(f"{digest[:16]}.{extension}", ContentFile(data), save=False)
    picture.save()
    if by:
        record("上传图片", by=by, picture=picture.pk, alt=alt, sha256=digest)
    return picture


def picture_digest(data):
    return hashlib.sha256(data).hexdigest()


def check_picture(data):
    """(extension, width, height) of a picture that can be stored; otherwise EditorialError."""
    if len(data) > MAX_BYTES:
        raise EditorialError(f"图片超过 {MAX_BYTES // 1024 // 1024} MB，请压缩后再上传")
    try:
        with PillowImage.open(io.BytesIO(data), formats=list(EXTENSIONS)) as image:
            kind, (width, height) = image.format, image.size
    except PillowImage.DecompressionBombError as error:
        raise EditorialError("图片像素过多，请缩小到四千万像素以内再上传") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise EditorialError("无法识别这张图片，请换成 PNG、JPEG、GIF 或 WebP 格式") from error
    if width * height > MAX_PIXELS:
        raise EditorialError("图片像素过多，请缩小到四千万像素以内再上传")
    return EXTENSIONS[kind], width, height
