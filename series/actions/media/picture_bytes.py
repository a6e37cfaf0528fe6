"""Checks of an uploaded picture, and the bytes of it that are stored (decision 33).

Size and number of frames are read from the header before anything is decoded. The stored file is
the same picture, upright, in sRGB, without location, camera, name or comment. Where nothing must
be turned or recoloured, the drawn bytes stay as they were; in animations they always do.
"""

import io
import re
import struct
import zlib
from dataclasses import dataclass

from PIL import Image, ImageCms, UnidentifiedImageError

from series.actions.errors import EditorialError
from series.actions.media.picture_parts import strip_metadata

EXTENSIONS = {"PNG": "png", "JPEG": "jpg", "GIF": "gif", "WEBP": "webp"}
MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 40_000_000
MAX_FRAMES = 600
MAX_MOVING_PIXELS = 200_000_000  # frames × width × height: about two seconds of decoding
QUALITY = 92  # of what must be written anew

TOO_MANY_PIXELS = "图片像素过多，请缩小到四千万像素以内再上传"
TOO_MUCH_MOVING = "动图的画面过多，请减少帧数或缩小尺寸后再上传"
TOO_MUCH_BESIDES = "图片里附带的数据过大或已损坏，请用看图软件另存后再上传"
NO_PICTURE = "无法识别这张图片，请换成 PNG、JPEG、GIF 或 WebP 格式"
BROKEN = "图片文件不完整或已损坏，请重新导出后再上传"

HIDES_CODE = "图片的数据里夹带网页或脚本代码，请用看图软件另存为新图片后再上传"
CODE = re.compile(
    rb"<\?php|<script|<iframe|<html|<!doctype|javascript:|<svg[\s>]|<embed|<object", re.I
)

BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
FAULTS = (OSError, SyntaxError, ValueError, IndexError, struct.error, zlib.error)
ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True)
class TidyPicture:
    """The stored form of a picture; `width` and `height` are those of the upright picture."""

    data: bytes
    extension: str
    width: int
    height: int


def tidy_picture(data):
    """Return the TidyPicture of uploaded bytes. Raises EditorialError."""
    if len(data) > MAX_BYTES:
        raise EditorialError(f"图片超过 {MAX_BYTES // 1024 // 1024} MB，请压缩后再上传")
    kind, turn = _read_header(data)
    try:
        stored, size = _tidy(data, kind=kind, turn=turn)
        if CODE.search(stored):
            stored, size = _drawn_anew(stored, kind=kind)
    except FAULTS as error:
        raise EditorialError(BROKEN) from error
    return TidyPicture(stored, EXTENSIONS[kind], *size)


def _read_header(data):
    """Return (format, how to turn it upright or None) without decoding. Raises EditorialError.

    MPO is a JPEG with further pictures behind it, as many phones write: the first is taken.
    """
    try:
        with Image.open(io.BytesIO(data), formats=list(EXTENSIONS)) as image:
            kind = "JPEG" if image.format == "MPO" else image.format
            (width, height), turn = image.size, _turn_of(image)
    except BOMBS as error:
        raise EditorialError(TOO_MANY_PIXELS) from error
    except ValueError as error:
        raise EditorialError(TOO_MUCH_BESIDES) from error
    except (UnidentifiedImageError, *FAULTS) as error:
        raise EditorialError(NO_PICTURE) from error
    if width * height > MAX_PIXELS:
        raise EditorialError(TOO_MANY_PIXELS)
    return kind, turn


def _turn_of(image):
    exif = Image.Exif()
    try:
        exif.load(image.info.get("exif", b""))
        return TURNS.get(exif.get(ORIENTATION))
    except FAULTS:
        return None  # camera data that nobody can read turn nothing


def _tidy(data, *, kind, turn):
    """Return (bytes, size). The picture is decoded completely, so that a broken one is found."""
    stored = strip_metadata(data, kind)
    with Image.open(io.BytesIO(stored), formats=[kind]) as image:
        moves = _check_frames(image)
        if not moves and (turn is not None or _is_foreign(image)):
            return _rewritten(image, kind=kind, turn=turn, lossless=_is_lossless(stored))
        if "icc_profile" in image.info and not moves:
            stored = strip_metadata(stored, kind, profile=False)
        return stored, image.size


def _drawn_anew(data, *, kind):
    """Return (bytes, size) of the picture encoded again, for code between what draws it.

    Raises EditorialError for a moving one, and where the drawn points themselves are code.
    """
    with Image.open(io.BytesIO(data), formats=[kind]) as image:
        if getattr(image, "n_frames", 1) > 1:
            raise EditorialError(HIDES_CODE)
        image.load()
        stored, size = _rewritten(image, kind=kind, turn=None, lossless=_is_lossless(data))
    if CODE.search(stored):
        raise EditorialError(HIDES_CODE)
    return stored, size


def _check_frames(image):
    """Decode every frame; tell whether there is more than one. Raises EditorialError."""
    frames = getattr(image, "n_frames", 1)
    width, height = image.size
    if frames > 1 and (frames > MAX_FRAMES or frames * width * height > MAX_MOVING_PIXELS):
        raise EditorialError(TOO_MUCH_MOVING)
    for number in range(frames):
        image.seek(number)
        image.load()
    return frames > 1


def _is_foreign(image):
    """Tell whether the colours of an image are not in sRGB."""
    if image.mode == "CMYK":
        return True
    profile = image.info.get("icc_profile")
    return bool(profile) and "sRGB" not in _name_of(profile)


def _name_of(profile):
    try:
        return ImageCms.getProfileDescription(io.BytesIO(profile))
    except (ImageCms.PyCMSError, *FAULTS):
        return "sRGB"  # a profile that cannot be read changes no colour


def _is_lossless(webp):
    return b"VP8L" in (webp[12:16], webp[30:34])


def _rewritten(image, *, kind, turn, lossless):
    image = in_srgb(image)
    if turn is not None:  # the first of them is 0
        image = image.transpose(turn)
    for name in ("icc_profile", "exif", "xmp", "comment", "gamma"):
        image.info.pop(name, None)
    out = io.BytesIO()
    image.save(out, kind, **({"lossless": True} if lossless else {"quality": QUALITY}))
    return strip_metadata(out.getvalue(), kind), image.size


def in_srgb(image):
    """Return the picture in sRGB, the colours that every browser assumes."""
    profile = image.info.get("icc_profile")
    if profile and "sRGB" not in _name_of(profile):
        try:
            return _converted(image, profile)
        except (ImageCms.PyCMSError, *FAULTS):
            pass  # the profile does not fit the picture: its numbers are taken as they are
    return image.convert("RGB") if image.mode == "CMYK" else image


def _converted(image, profile):
    if image.mode in ("P", "PA"):
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    alpha = image.getchannel("A") if image.mode in ("RGBA", "LA") else None
    plain = image.convert(image.mode[:-1]) if alpha else image
    source, target = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
    image = ImageCms.profileToProfile(plain, source, target, outputMode="RGB")
    if alpha:
        image.putalpha(alpha)
    return image
