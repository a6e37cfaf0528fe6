"""Stored pictures on a page: their size, and the smaller files beside the original.

What is known of a picture (`Photo`) is set on its element before the page is written; what the
element itself may have said about that is dropped.
"""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from html import escape

from lxml import html

TYPES = (("avif", "image/avif"), ("webp", "image/webp"))  # the first that a browser knows is taken
ALONG_TEXT = "(min-width: 48rem) 42rem, 92vw"
KNOWN = ("width", "height")
STORED = re.compile(r"(/pictures/\d+/[0-9a-f]{12})\.\w+")
WIDTHS = "data-widths"
TALL, LONG = 2, 2.5  # height ÷ width of a poster, width ÷ height of a panorama


@dataclass(frozen=True)
class Photo:
    """A stored picture's size and the widths of its AVIF and WebP files."""

    width: int
    height: int
    widths: tuple[int, ...] = ()


@dataclass(frozen=True)
class ShownPicture:
    """A stored picture in a text: its address and its signed alternative text and caption."""

    address: str
    alt: str
    caption: str


def first_stored_picture(body: str, known: Container[str]) -> ShownPicture | None:
    """Return the first picture of a body whose address is `known`, or None."""
    if not known:
        return None
    root = html.fragment_fromstring(body, create_parent="div")
    for image in root.iter("img"):
        if (address := image.get("src", "")) in known:
            figure = next(image.iterancestors("figure"), None)
            captions = figure.iter("figcaption") if figure is not None else ()
            caption = " ".join("".join(next(iter(captions), image).itertext()).split())
            return ShownPicture(address, image.get("alt", ""), caption)
    return None


def set_photo_sizes(elements, photos: Mapping[str, Photo]):
    """Set size and widths on each picture inside these elements whose address is in `photos`."""
    for element in elements:
        for image in element.iter("img"):
            _tell(image, photos)


def _tell(image, photos):
    for name in (*KNOWN, WIDTHS):
        image.attrib.pop(name, None)
    if photo := photos.get(image.get("src", "")):
        image.set("width", str(photo.width))
        image.set("height", str(photo.height))
        image.set(WIDTHS, " ".join(map(str, photo.widths)))


def with_smaller_files(image, written: str) -> str:
    """Return the written <img> with the picture's smaller files around it, where there are any.

    In a figure a known picture is a link to the whole file, which needs no script (decision 119).
    """
    widths = [int(width) for width in image.get(WIDTHS, "").split()]
    shown = picture_element(image.get("src", ""), written, widths)
    around = {element.tag for element in image.iterancestors()}
    if not image.get("width") or "figure" not in around or "a" in around:
        return shown
    css = " ".join(filter(None, ("enlarge", shape(image))))
    return f'<a class="{css}" href="{escape(image.get("src"))}">{shown}</a>'


def shape(image) -> str:
    """Return tall for a poster, long for a panorama, else an empty text."""
    width, height = (int(image.get(name)) for name in KNOWN)
    if height >= TALL * width:
        return "tall"
    return "long" if width >= LONG * height else ""


def picture_element(src: str, written: str, widths, *, sizes: str = ALONG_TEXT) -> str:
    """Return a <picture> around an <img>; the <img> alone without smaller files."""
    stored = STORED.fullmatch(src)
    if not (stored and widths):
        return written
    sources = "".join(
        f'<source type="{kind}" srcset="{_set(stored[1], ending, widths)}" sizes="{sizes}">'
        for ending, kind in TYPES
    )
    return f"<picture>{sources}{written}</picture>"


def _set(stem, ending, widths):
    return ", ".join(f"{stem}-{width}.{ending} {width}w" for width in widths)
