"""Pictures inside a text: those that can be stored, and phrases about the others."""

import base64
import binascii
import hashlib
import re
from collections import Counter

from .blocks import Image

_DATA_ADDRESS = re.compile(r"data:image/[a-z+.\-]+(?:;[a-z]+=[\w\-]+)*;base64,", re.IGNORECASE)
_NAMES = {
    "image/x-emf": "EMF",
    "image/x-wmf": "WMF",
    "image/svg+xml": "SVG",
    "image/tiff": "TIFF",
    "image/bmp": "BMP",
}


def content_type_of(data: bytes) -> str:
    """Return the content type of the bytes, whatever their name says.
    Empty for types that are not stored."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return "image/gif"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return ""


def data_url_bytes(address: str) -> bytes | None:
    """Return the bytes inside a `data:` address of a picture; None for any other address."""
    head = _DATA_ADDRESS.match(address)
    if not head:
        return None
    try:
        return base64.b64decode(address[head.end() :], validate=False)
    except binascii.Error:
        return b""


class Album:
    """The pictures of one text. Equal bytes become one picture."""

    def __init__(self):
        self._images: dict[str, Image] = {}
        self._unstorable: Counter[str] = Counter()
        self._distant: list[str] = []

    def add(self, data: bytes, *, alt: str, declared: str = "") -> str:
        """Return the address to put into `src`; empty when the picture cannot be stored."""
        kind = content_type_of(data)
        if not kind:
            self._unstorable[_NAMES.get(declared, "格式不明")] += 1
            return ""
        token = hashlib.sha256(data).hexdigest()[:20]
        known = self._images.get(token)
        if not known or not known.alt:
            self._images[token] = Image(token, data, kind, alt)
        return f"picture:{token}"

    def leave_out(self, alt: str) -> None:
        """Note a picture from another server. Nothing is ever fetched."""
        self._distant.append(alt)

    @property
    def images(self) -> tuple[Image, ...]:
        """Return the pictures that can be stored."""
        return tuple(self._images.values())

    @property
    def skipped(self) -> tuple[str, ...]:
        """Return one phrase for each reason why pictures are missing."""
        phrases = [
            f"无法保存的图片 {count} 幅（{name}）" for name, count in self._unstorable.items()
        ]
        if self._distant:
            names = "、".join(dict.fromkeys(alt for alt in self._distant if alt))
            about = f"：{names}" if names else ""
            phrases.append(f"未随文保存的网络图片 {len(self._distant)} 幅{about}")
        return tuple(phrases)
