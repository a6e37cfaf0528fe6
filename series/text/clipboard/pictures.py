"""The pictures of a paste: ours stay, embedded ones are kept, those elsewhere are listed."""

import hashlib
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from lxml.etree import _Element

from series.text.markup import stored_html
from series.text.markup.addresses import LONGEST, safe_picture
from series.text.markup.alternative_text import written_description
from series.text.markup.blocks import Block
from series.text.markup.embedded_images import Album, data_url_bytes
from series.text.web.removed import remove_keeping_tail

from .receipt import Notes, Remote

_SAYS_NOTHING = frozenset({"图片", "图像", "image", "img", "图", "picture"})


@dataclass
class Pictures:
    """The pictures of one paste.
    `album` holds the embedded ones, `remote` {token: (address, alt)} those on other servers."""

    album: Album = field(default_factory=Album)
    remote: dict[str, tuple[str, str]] = field(default_factory=dict)


def take_pictures(document: _Element, notes: Notes, *, site: str) -> Pictures:
    """Write into each `src` the address that may stand there.
    `site` is our own scheme and host."""
    pictures = Pictures()
    for img in list(document.iter("img")):
        alt = written_description(img.get("alt", ""))
        img.set("alt", "" if alt.lower() in _SAYS_NOTHING else alt)
        if src := _source(img, pictures, notes, site=site):
            img.set("src", src)
        else:
            remove_keeping_tail(img)
    return pictures


def _source(img: _Element, pictures: Pictures, notes: Notes, *, site: str) -> str:
    alt = img.get("alt", "")
    own = img.get("src", "").strip()
    address = img.get("data-src", "").strip() or own
    if site and address.startswith(f"{site}/pictures/"):
        address = address[len(site) :]
    if safe_picture(address) and not address.startswith("picture:"):
        return address
    data = data_url_bytes(address)
    if data is not None:
        src = pictures.album.add(data, alt=alt)
        notes.dropped["无法保存的图片 {} 幅"] += not src
        return src
    if address := _distant(address):
        token = f"remote-{hashlib.sha256(address.encode()).hexdigest()[:20]}"
        pictures.remote.setdefault(token, (address, alt))
        return f"picture:{token}"
    notes.dropped["本机图片 {} 幅（浏览器读不到，请另行上传）"] += bool(own)
    return ""


def _distant(address: str) -> str:
    """Return the whole address of a picture that can be fetched, else an empty string."""
    whole = f"https:{address}" if address.startswith("//") else address
    try:
        parts = urlsplit(whole)
        named = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return ""
    return whole if named and len(whole) <= LONGEST else ""


def without_remote(
    blocks: tuple[Block, ...], pictures: Pictures
) -> tuple[list[str], tuple[Remote, ...]]:
    """Return (markup of each block without remote pictures, where these stood)."""
    markup: list[str] = []
    remote: list[Remote] = []
    for block in blocks:
        tokens = [
            token for token in stored_html.picture_tokens(block.html) if token in pictures.remote
        ]
        html = block.html
        if tokens:
            html = stored_html.clean(stored_html.replace_pictures(html, dict.fromkeys(tokens, "")))
        before = len(markup)
        markup += [part.html for part in stored_html.blocks(html)] if tokens else [html]
        after = before if block.kind == "figure" else len(markup)  # its caption stays as a line
        caption = block.text.strip() if block.kind == "figure" and len(tokens) == 1 else ""
        remote += [_remote(*pictures.remote[token], after, caption) for token in tokens]
    return markup, tuple(remote)


def _remote(address: str, alt: str, after: int, caption: str) -> Remote:
    return Remote(address, urlsplit(address).hostname or "", alt, after, caption)
