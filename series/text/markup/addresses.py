"""Which link and picture addresses may stand in stored markup."""

import re
from urllib.parse import urlsplit

LINK_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
PICTURE_TOKEN = re.compile(r"picture:([A-Za-z0-9_-]{1,80})\Z")
PICTURE_URL = re.compile(r"/pictures/([0-9]{1,15})(?:/[\w.\-/%]*)?\Z")
STORED_PICTURE = re.compile(r"/pictures/([1-9][0-9]{0,14})/[0-9a-f]{12}\.[a-z]{3,4}\Z", re.ASCII)

LONGEST = 2000
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060-\u2069\ufeff]+")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")


def safe_link(href: str) -> str:
    """Return the address when readers may follow it, else an empty string.

    Browsers skip tabs, line breaks and control characters inside an address before they look
    at its scheme, so these go first; a back slash counts as a slash for them and is refused.
    """
    address = _INVISIBLE.sub("", href)
    if not address or len(address) > LONGEST or "\\" in address:
        return ""
    if scheme := _SCHEME.match(address):
        return address if _reaches_somewhere(address, scheme=scheme[1].lower()) else ""
    inside = address.startswith("/") and not address.startswith("//")
    return address if inside or address.startswith("#") else ""


def _reaches_somewhere(address: str, *, scheme: str) -> bool:
    if scheme not in LINK_SCHEMES:
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.netloc if scheme in ("http", "https") else parts.path)


def safe_picture(src: str) -> str:
    """Return the address when it names one of our own pictures, else an empty string."""
    address = src.strip()
    if PICTURE_TOKEN.match(address):
        return address
    if ".." in address or "//" in address or len(address) > LONGEST:
        return ""
    return address if PICTURE_URL.match(address) else ""


def picture_key(address: str) -> int | None:
    """Return the number in the address of a stored picture; None for any other address.

    The number alone is a guess: `Picture.objects.in_text` compares the whole address (decision 106).
    """
    match = STORED_PICTURE.match(address)
    return int(match[1]) if match else None
