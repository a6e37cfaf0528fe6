"""The pictures and fonts inside a saved page.

They are taken out before it is read (decision 113).

A browser saves a page in one file with its pictures as base64. The limits of a text are meant for
its words: of such data only short addresses are left, and the pictures are kept beside them.
"""

import re

_DATA = re.compile(
    rb"data:(?P<type>[a-z]{2,20}/[a-z0-9.+\-]{1,60})(?:;[a-z]{2,20}=[\w\-]{1,40}){0,3};base64,"
    rb"[A-Za-z0-9+/=%]{1024,}",
    re.IGNORECASE,
)
PLACE = "embedded-data:"


def without_embedded_data(data: bytes) -> tuple[bytes, dict[str, str]]:
    """Return (page without large embedded data, {address that stands in its place: data address}).

    Only pictures are kept: fonts, sounds and sheets are no part of a text.
    """
    pictures: dict[str, str] = {}
    number = 0

    def placed(match: re.Match) -> bytes:
        nonlocal number
        number += 1
        address = f"{PLACE}{number}"
        if match["type"].lower().startswith(b"image/"):
            pictures[address] = match[0].decode("ascii")
        return address.encode()

    return _DATA.sub(placed, data), pictures
