"""Checks of audio and video by their own structure.

MP3 by its frames, MP4 by its boxes.

The place where a telephone recorded a video is taken out, as it is of pictures (decisions 33, 119).
"""

from collections.abc import Iterator

from series.actions.errors import EditorialError

NO_MP3 = "文件内容不是 MP3 音频，请用正确的格式另存后再上传"
NO_MP4 = "文件内容不是 MP4 视频，或没有传完整，请重新导出后再上传"
ID3, HEADER, FRAMES = b"ID3", 10, 3
KBITS = {
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),  # MPEG 1
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),  # MPEG 2 and 2.5
}
RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
BOXES = frozenset(
    b"ftyp moov mdat free skip wide uuid moof mfra sidx styp meta pdin udta emsg".split()
)
CONTAINERS = frozenset({b"moov", b"udta", b"trak"})
PLACES = frozenset({b"\xa9xyz", b"loci"})  # where it was recorded
KEYED = (b"com.apple.quicktime.location", b"\xa9xyz")


def checked_mp3(data, extension):
    """Return the bytes of an MP3 whose first frames follow each other. Raises EditorialError."""
    at = _end_of_tag(data)
    for _ in range(FRAMES):
        size = _frame_size(data[at : at + 4])
        if not size:
            raise EditorialError(NO_MP3)
        at += size
    return data


def _end_of_tag(data):
    """Return where the frames begin.

    Behind the ID3 tag, whose size has seven bits a byte."""
    if not data.startswith(ID3) or len(data) < HEADER:
        return 0
    size = 0
    for byte in data[6:HEADER]:
        size = size << 7 | byte & 0x7F
    at = HEADER + size
    while at < len(data) and data[at] == 0:  # padding behind the tag
        at += 1
    return at


def _frame_size(head):
    """Return the size of a layer III frame by its header.

    0 where it is none."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return 0
    version, rate = head[1] >> 3 & 3, head[2] >> 2 & 3
    kbits = KBITS[version == 3][head[2] >> 4] if head[2] >> 4 < 15 else 0
    if version not in RATES or rate == 3 or not kbits:
        return 0
    samples = 144 if version == 3 else 72
    return samples * kbits * 1000 // RATES[version][rate] + (head[2] >> 1 & 1)


def tidy_mp4(data, extension):
    """Return the bytes of an MP4 without the place of its recording. Raises EditorialError."""
    boxes = list(_boxes(data, 0, len(data)))
    kinds = [kind for kind, _, _ in boxes]
    if kinds[:1] != [b"ftyp"] or b"moov" not in kinds or not BOXES.issuperset(kinds):
        raise EditorialError(NO_MP4)
    tidy = bytearray(data)
    for kind, start, end in boxes:
        if kind in CONTAINERS or kind == b"meta":
            _blank_places(tidy, start, end)
    return bytes(tidy)


def _blank_places(data, start, end):
    """Turn each box with a place into free space.

    At any depth, and of the same size."""
    for kind, inner, last in _boxes(data, start, end):
        if kind in PLACES or (kind == b"meta" and any(key in data[inner:last] for key in KEYED)):
            data[inner - 4 : inner] = b"free"
            data[inner:last] = bytes(last - inner)
        elif kind in CONTAINERS:
            _blank_places(data, inner, last)


def _boxes(data, at, end) -> Iterator[tuple[bytes, int, int]]:
    """Yield (kind, start, end of its content) of each box. Raises EditorialError."""
    while at < end:
        size, kind, head = int.from_bytes(data[at : at + 4]), bytes(data[at + 4 : at + 8]), 8
        if size == 1:
            size, head = int.from_bytes(data[at + 8 : at + 16]), 16
        if size == 0:
            size = end - at
        if size < head or at + size > end:
            if not any(data[at:end]) and end - at <= 4:  # the zero that ends a `udta`
                return
            raise EditorialError(NO_MP4)
        yield kind, at + head, at + size
        at += size
