"""Removal of metadata from a picture file.
The parts that draw it stay, the others are cut out.

Location and camera (EXIF, GPS), names and keywords (XMP, IPTC), comments, thumbnails and anything
after the end are cut out without changing one drawn byte. A file without them is returned as it
was. Turning and recolouring are left to the caller. Raises ValueError where the file breaks its
own format. Decision 33.
"""

import struct

PNG_HEAD = b"\x89PNG\r\n\x1a\n"
PNG_DRAWS = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB sBIT bKGD iCCP cICP pHYs acTL fcTL fdAT".split()
)
WEBP_DRAWS = frozenset((b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF"))
JPEG_DRAWS = frozenset((0xDA, 0xDB, 0xDC, 0xDD, 0xDE, 0xDF))  # beside the frames and their tables
GIF_CONTROL, GIF_REPEATS = 8, 19  # bytes of the two extensions that draw
PNG_COLOURS = (b"iCCP", b"gAMA", b"cHRM", b"cICP")
MOST_PARTS = 50_000
MOST_BLOCKS = 5_000  # of a GIF: about two for each frame
MOST_PROFILE = 1024 * 1024


def strip_metadata(data: bytes, kind: str, *, profile: bool = True) -> bytes:
    """Return a file of `kind` (PNG, JPEG, GIF, WEBP) without its metadata.

    With `profile` false also without its colour profile, for a picture that is in sRGB anyhow.
    Raises ValueError.
    """
    try:
        return b"".join(_CUTTERS[kind](data, profile))
    except (IndexError, struct.error) as error:
        raise ValueError("the file ends early") from error


def _png(data, profile):
    if not data.startswith(PNG_HEAD):
        raise ValueError("no PNG")
    yield PNG_HEAD
    at = len(PNG_HEAD)
    for _ in range(MOST_PARTS):
        size, name = struct.unpack_from(">I4s", data, at)
        end = at + 12 + size
        if end > len(data):
            raise ValueError("the file ends early")
        if name == b"iCCP" and size > MOST_PROFILE:
            raise ValueError("the colour profile is too large")
        if name in PNG_DRAWS and (profile or name not in PNG_COLOURS):
            yield data[at:end]
        if name == b"IEND":
            return
        at = end
    raise ValueError("too many parts")


def _jpeg(data, profile):
    if not data.startswith(b"\xff\xd8"):
        raise ValueError("no JPEG")
    yield b"\xff\xd8"
    for code, part in _jpeg_parts(data):
        if _jpeg_draws(code, part[4:], profile):
            yield part
    yield b"\xff\xd9"


def _jpeg_parts(data):
    """Yield (marker, bytes) of each segment up to the picture's end.
    A scan has its drawn data."""
    at = 2
    while (code := data[at + 1]) != 0xD9:
        if data[at] != 0xFF:
            raise ValueError("no marker where one must be")
        if code == 0xFF:  # fill byte
            at += 1
            continue
        end = at + 2 + struct.unpack_from(">H", data, at + 2)[0]
        if end > len(data) or end < at + 4:
            raise ValueError("the file ends early")
        if code == 0xDA:
            end = _after_scan(data, end)
        yield code, data[at:end]
        at = end


def _jpeg_draws(code, payload, profile):
    """Tell whether a segment stays: no application data or comment, unless colours need it."""
    if code == 0xE0:
        plain = payload.startswith(b"JFIF\0") and payload[12:14] == b"\0\0"
        return plain and len(payload) == 14
    if code == 0xE2:
        return profile and payload.startswith(b"ICC_PROFILE\0")
    if code == 0xEE:
        return payload.startswith(b"Adobe") and len(payload) == 12
    return 0xC0 <= code <= 0xCF or code in JPEG_DRAWS


def _after_scan(data, at):
    """Return where a scan's drawn data end: at the first marker but stuffing and restart."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            raise ValueError("the file ends early")
        follows = data[at + 1]
        if follows == 0 or 0xD0 <= follows <= 0xD7:
            at += 2
        elif follows == 0xFF:
            at += 1
        else:
            return at


def _gif(data, profile):
    if data[:6] not in (b"GIF87a", b"GIF89a"):
        raise ValueError("no GIF")
    screen = struct.unpack_from("<HH", data, 6)
    at = 13 + _palette(data[10])
    yield data[:at]
    for _ in range(MOST_BLOCKS):
        start, introducer = at, data[at]
        if introducer == 0x3B:
            yield b"\x3b"
            return
        if introducer == 0x2C:
            _check_inside(screen, struct.unpack_from("<4H", data, at + 1))
            at = _after_blocks(data, at + 11 + _palette(data[at + 9]))
            yield data[start:at]
        elif introducer == 0x21:
            label = data[at + 1]
            at = _after_blocks(data, at + 2)
            if _gif_draws(label, data[start:at]):
                yield data[start:at]
        else:
            raise ValueError("no block where one must be")
    raise ValueError("too many blocks")


def _check_inside(screen, frame):
    """Refuse a frame outside the picture. Raises ValueError.

    Decoders enlarge their canvas to the largest frame, whatever size the header gives.
    """
    left, top, width, height = frame
    if left + width > screen[0] or top + height > screen[1]:
        raise ValueError("a frame is larger than the picture")


def _palette(flags):
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _after_blocks(data, at):
    while size := data[at]:
        at += 1 + size
    return at + 1


def _gif_draws(label, block):
    """Tell whether an extension draws; one that is longer than its format says hides something."""
    if label == 0xFF:
        name = block[3:14]
        return len(block) == GIF_REPEATS and name in (b"NETSCAPE2.0", b"ANIMEXTS1.0")
    return label == 0xF9 and len(block) == GIF_CONTROL


def _webp(data, profile):
    size = struct.unpack_from("<I", data, 4)[0]
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP" or size + 8 > len(data):
        raise ValueError("the file ends early")
    parts = b"".join(_webp_parts(data[: size + 8], profile))
    yield b"RIFF" + struct.pack("<I", len(parts) + 4) + b"WEBP" + parts


def _webp_parts(data, profile):
    at = 12
    while at < len(data):
        name, size = struct.unpack_from("<4sI", data, at)
        end = at + 8 + size + size % 2
        if end > len(data):
            raise ValueError("the file ends early")
        if name == b"VP8X":
            flags = data[at + 8] & (~0x0C if profile else ~0x2C)  # no EXIF, no XMP, no profile
            yield data[at : at + 8] + bytes([flags]) + data[at + 9 : end]
        elif name in WEBP_DRAWS or (profile and name == b"ICCP"):
            yield data[at:end]
        at = end


_CUTTERS = {"PNG": _png, "JPEG": _jpeg, "GIF": _gif, "WEBP": _webp}
