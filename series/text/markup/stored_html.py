"""Stored markup: `clean`, which alone makes it (decision 9), and functions that read it.

All functions but `clean` expect markup that `clean` made.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape, unescape

import nh3

from . import html_parser
from .addresses import LINK_SCHEMES, PICTURE_TOKEN, PICTURE_URL, safe_link, safe_picture
from .blocks import Block
from .render import render_root
from .tree_builder import CLOSING, DROPPED, Builder

TAGS = frozenset(
    [
        "p",
        "h2",
        "h3",
        "h4",
        "ul",
        "ol",
        "li",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "blockquote",
        "strong",
        "em",
        "sup",
        "sub",
        "small",
        "br",
        "hr",
        "a",
        "img",
        "figure",
        "figcaption",
    ]
)
INLINE = frozenset({"strong", "em", "sup", "sub", "small", "a", "img"})
VOID = frozenset({"br", "hr", "img"})
_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "p": {"class"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
_TOKEN = re.compile(
    r'<(?P<end>/?)(?P<tag>[a-z][a-z0-9]*)(?P<rest>(?:[^>"]|"[^"]*")*+)>|(?P<text>[^<]+|<)'
)
_OTHER_TAG = re.compile(r"<(?!/?(?:p|h[234])>)")  # a block's border is all that p and h2 to h4 are
_TAG = re.compile(r"<[^>]++>")
_SRC = re.compile(r'(?<=\ssrc=")[^"]*(?=")')
_ALT = re.compile(r'(?<=\salt=")[^"]*(?=")')
_ATTACHMENT = re.compile(r'\shref="/attachments/([1-9][0-9]{0,14})/"')
_OWN_ADDRESS = re.compile(r'(\s(?:src|href)=")/(?!/)')

# Paragraphs and headings of common characters and single blanks inside: clean but for line ends.
_COMMON = r"[\u4e00-\u9fff0-9A-Za-z，。、；：？！（）《》“”‘’—…·,;:?!()\[\]+*=/%._-]++"
_PLAIN_BLOCK = rf"<(p|h[234])>{_COMMON}(?: {_COMMON})*+</\{{}}>"
_PLAIN = re.compile(rf"{_PLAIN_BLOCK.format(1)}(?:\n?{_PLAIN_BLOCK.format(2)})*+")
_BETWEEN = re.compile(r"(?<=>)(?=<[ph])")
_LONGEST_PLAIN = 200_000


def clean(html: str, *, notes: bool = True) -> str:
    """Return safe, canonical markup of any HTML. Cleaning it again changes nothing.

    `<small>` is a footnote at its place in the text. Pages and manuscripts from elsewhere use it
    for small print: they are cleaned with `notes=False`, which keeps its words as text (decision
    38).

    Foreign markup is first rebuilt from a short list of elements (linear in time whatever it
    holds), then sanitised by an allow-list. Raises TextError over 5 MB or 2,000 levels.
    """
    if len(html) <= _LONGEST_PLAIN and _PLAIN.fullmatch(html):
        return _BETWEEN.sub("\n", html)
    return _rebuilt(html, notes=notes)


def _rebuilt(html: str, *, notes: bool) -> str:
    builder = Builder(notes=notes)
    html_parser.feed_events(html, into=builder)
    return nh3.clean(
        render_root(builder.root),
        tags=set(TAGS),
        clean_content_tags=set(DROPPED - TAGS),
        attributes=_ATTRIBUTES,
        attribute_filter=_keep_attribute,
        url_schemes={*LINK_SCHEMES, "picture"},
        link_rel="noopener",
        strip_comments=True,
    )


def _keep_attribute(tag: str, name: str, value: str) -> str | None:
    if name == "href":
        return safe_link(value) or None
    if name == "src":
        return safe_picture(value) or None
    if name == "class":
        return value if value == CLOSING else None
    return value


def tokens(html: str) -> Iterator[re.Match]:
    """Return the tags (`tag`, `end`, `rest`) and stretches of `text`, in order."""
    return _TOKEN.finditer(html)


def blocks(html: str) -> tuple[Block, ...]:
    """Return the top-level blocks in reading order."""
    return tuple(Block(tag, visible_text(part), part) for tag, part in _top_level(html))


def _top_level(html: str) -> Iterator[tuple[str, str]]:
    depth, start = 0, 0
    for token in _TOKEN.finditer(html):
        tag = token["tag"]
        if not tag:
            continue
        if depth == 0:
            start = token.start()
        if tag not in VOID:
            depth += -1 if token["end"] else 1
        if depth == 0:
            yield tag, html[start : token.end()]


def visible_text(html: str) -> str:
    """Return the visible text, one line for each paragraph, item and cell."""
    if _OTHER_TAG.search(html):
        return "\n".join(_lines(html))
    lines = _TAG.split(html)
    return "\n".join(filter(None, map(str.strip, map(unescape, lines) if "&" in html else lines)))


def _lines(html: str) -> Iterator[str]:
    line: list[str] = []
    for token in _TOKEN.finditer(html):
        if token["text"]:
            line.append(unescape(token["text"]))
        elif token["tag"] == "br":
            line.append("\n")
        elif token["tag"] not in INLINE:
            yield from _visible(line)
            line = []
    yield from _visible(line)


def _visible(line: list[str]) -> Iterator[str]:
    if text := "".join(line).strip():
        yield text


def paragraph(text: str, tag: str = "p") -> str:
    """Return plain text as the markup of one element."""
    return f"<{tag}>{escape(text, quote=False)}</{tag}>"


def map_text(html: str, change: Callable[[str], str]) -> str:
    """Apply `change` to the visible text and leave the markup as it is.

    `change` gets each paragraph, item or cell as a whole (a line break as `\\n`), since a mark may
    stand at the border of two inline elements. It must return text of the same length.
    """
    out: list[str] = []
    line_tokens: list[re.Match] = []
    for token in _TOKEN.finditer(html):
        if token["text"] or token["tag"] in INLINE or token["tag"] == "br":
            line_tokens.append(token)
            continue
        out += _changed(line_tokens, change)
        line_tokens = []
        out.append(token[0])
    return "".join(out + _changed(line_tokens, change))


def _changed(tokens: list[re.Match], change: Callable[[str], str]) -> list[str]:
    texts = [_text_of(token) for token in tokens]
    before = "".join(texts)
    if not before.strip():
        return [token[0] for token in tokens]
    after = change(before)
    if len(after) != len(before):
        raise ValueError(f"map_text must keep the length of {before[:40]!r}")
    out, at = [], 0
    for token, text in zip(tokens, texts, strict=True):
        out.append(escape(after[at : at + len(text)], quote=False) if token["text"] else token[0])
        at += len(text)
    return out


def _text_of(token: re.Match) -> str:
    if token["text"]:
        return unescape(token["text"])
    return "\n" if token["tag"] == "br" else ""


def picture_sources(html: str) -> Iterator[str]:
    """Yield the address of each picture in reading order, as often as it stands there."""
    for token in _TOKEN.finditer(html):
        if token["tag"] == "img" and (src := _SRC.search(token["rest"])):
            yield unescape(src[0])


def picture_tokens(html: str) -> list[str]:
    """Return the tokens of pictures that are not stored yet, in reading order, each once."""
    found = [match[1] for src in picture_sources(html) if (match := PICTURE_TOKEN.match(src))]
    return list(dict.fromkeys(found))


def picture_addresses(html: str) -> list[str]:
    """Return the addresses of pictures on this site, in reading order, each once.

    Which of them are pictures, `Picture.objects.in_text` tells.
    """
    return list(dict.fromkeys(src for src in picture_sources(html) if PICTURE_URL.match(src)))


def attachment_keys(html: str) -> list[int]:
    """Return the numbers of the attachments that a text links to.

    Those of this site, each once."""
    return list(dict.fromkeys(int(match[1]) for match in _ATTACHMENT.finditer(html)))


def silent_pictures(html: str) -> list[int]:
    """Return the numbers, from 1, of the pictures without an alternative text."""
    images = [token["rest"] for token in _TOKEN.finditer(html) if token["tag"] == "img"]
    words = [_ALT.search(rest) for rest in images]
    return [
        number
        for number, alt in enumerate(words, start=1)
        if not (alt and unescape(alt[0]).strip())
    ]


def replace_pictures(html: str, urls: Mapping[str, str]) -> str:
    """Replace the token of each picture that is in `urls` by its stored address."""
    return map_sources(html, lambda src: _stored(src, urls))


def map_sources(html: str, change: Callable[[str], str]) -> str:
    """Replace each picture's address by `change(address)`."""

    def replaced(token: re.Match) -> str:
        if token["tag"] != "img":
            return token[0]
        return _SRC.sub(lambda src: escape(change(unescape(src[0]))), token[0])

    return _TOKEN.sub(replaced, html)


def absolute(html: str, *, root: str) -> str:
    """Return the markup with this site's own addresses written in full, for readers elsewhere."""

    def replaced(token: re.Match) -> str:
        written = token[0]
        if token["tag"] in ("a", "img"):
            written = _OWN_ADDRESS.sub(lambda found: f"{found[1]}{escape(root)}/", written)
        return written

    return _TOKEN.sub(replaced, html)


def _stored(src: str, urls: Mapping[str, str]) -> str:
    token = PICTURE_TOKEN.match(src)
    return urls.get(token[1], src) if token else src
