"""Other forms of a paste that one press puts in its place.
Joined lines, Markdown, headings."""

import re

from series.text.documents.markdown import looks_like_markdown
from series.text.language.han import han
from series.text.markup import stored_html
from series.text.markup.blocks import Block, Source
from series.text.recognition.headings import heading_levels
from series.text.recognition.published import recognise
from series.text.typography.caption_words import is_caption_line
from series.text.typography.wrapped_lines import join_wrapped_lines

from .receipt import Alternative

_STRUCTURE = re.compile(r"<(?:h[1-6]|li|table|strong|b|blockquote)\b", re.IGNORECASE)
_HEADINGS = ("h2", "h3", "h4")
_INNER = re.compile(r"<p>(.*)</p>", re.DOTALL)
_BREAK = re.compile(r"\s*<br>\s*")
_PICTURE = "\ufffc"
_FIELDS = {
    "headline": "标题", "kicker": "引题", "subtitle": "副题", "author": "作者", "editor": "责任编辑",
}  # fmt: skip
_SHORTEST_TITLE, _LONGEST_TITLE, _PARAGRAPH = 4, 60, 40
_ENDS = tuple("。；;：:，,、…")
_LABEL = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[①-⑳●•■◆▲-]|第.{1,3}[章节条]")


def joined_lines(html: str) -> Alternative | None:
    """Return the paste with the lines that a PDF broke joined to paragraphs; else None.

    Only paragraphs without inner structure but formats are joined; others end a paragraph.
    """
    lines = _lines(html)
    joined = join_wrapped_lines("\n".join(text for text, _ in lines))
    if joined is None:
        return None
    parts, at, several = [], 0, 0
    gone = {*joined.pages, *joined.heads}
    waiting = [line for line in lines if line[0].strip() not in gone]
    for paragraph in joined.paragraphs:
        taken, length = [], len(_bare(paragraph))
        while at < len(waiting) and len(_bare("".join(text for text, _ in taken))) < length:
            taken.append(waiting[at])
            at += 1
        parts.append(_paragraph(taken, paragraph))
        several += sum(bool(text) for text, _ in taken) > 1
    pages = f"，页码 {len(joined.pages)} 处去掉" if joined.pages else ""
    pages += f"，页眉 {len(joined.heads)} 处去掉" if joined.heads else ""
    sentence = f"有 {joined.joins} 处换行断在句子中间{pages}"
    name = "接成一段" if several == 1 else f"接成 {several} 段"
    return Alternative(name, sentence, stored_html.clean("\n".join(parts)))


def _lines(html: str) -> list[tuple[str, str]]:
    """Return (text, markup) of each line. What is no paragraph stands between blank lines."""
    lines: list[tuple[str, str]] = []
    for block in stored_html.blocks(html):
        found = _INNER.fullmatch(block.html)
        if not found or "<img" in block.html:
            lines += [("", ""), (_PICTURE, block.html), ("", "")]
            continue
        pieces = _BREAK.split(found[1])
        if any(piece.count("<") != 2 * piece.count("</") for piece in pieces):
            pieces = [found[1]]
        lines += [(stored_html.visible_text(f"<p>{piece}</p>"), piece) for piece in pieces]
    return lines


def _bare(text: str) -> str:
    return "".join(text.split()).replace("-", "")


def _paragraph(taken: list[tuple[str, str]], paragraph: str) -> str:
    """Return one paragraph's markup. Formats stay where the line ends leave no space between."""
    filled = [(text, piece) for text, piece in taken if text]
    if [text for text, _ in filled] == [_PICTURE]:
        return filled[0][1]
    if "".join(text.strip() for text, _ in filled) == paragraph:
        return f"<p>{''.join(piece.strip() for _, piece in filled)}</p>"
    return stored_html.paragraph(paragraph)


def recognised_headings(html: str, *, captions: frozenset[str] = frozenset()) -> Alternative | None:
    """Return the paste with its headings recognised as an import does.
    None where it has some.

    `captions` are lines whose pictures are elsewhere.
    """
    blocks = stored_html.blocks(html)
    if any(block.kind in _HEADINGS for block in blocks):
        return None
    lines = (block.kind == "p" and block.text not in captions and block.text for block in blocks)
    levels = heading_levels([line or "。" for line in lines])
    found = [block.text for block, level in zip(blocks, levels, strict=True) if level]
    if not found:
        return None
    named = "、".join(f"“{text}”" for text in found[:3]) + ("等" if len(found) > 3 else "")
    parts = [_as_heading(*pair) for pair in zip(blocks, levels, strict=True)]
    return Alternative(f"认出小标题 {len(found)} 个", named, stored_html.clean("\n".join(parts)))


def _as_heading(block: Block, level: str) -> str:
    return stored_html.paragraph(block.text, level) if level else block.html


def taken_title(html: str) -> Alternative | None:
    """Return a pasted manuscript without its title, with the fields that its head gives.

    None where the paste does not begin as a whole manuscript does.
    """
    blocks = stored_html.blocks(html)
    if not _begins_with_title(blocks):
        return None
    text = recognise(Source(blocks), columns=())
    fields = {name: words for name in _FIELDS if (words := getattr(text, name))}
    rest = _left_of(blocks, [part.text for part in text.recognised if part.role == "body"])
    if not text.headline or not rest:
        return None
    body = stored_html.clean("\n".join(block.html for block in rest))
    headed = recognised_headings(body)
    said = [f"“{text.headline}”"]
    said += [f"{_FIELDS[name]} {words}" for name, words in fields.items() if name != "headline"]
    said += [headed.name] if headed else []
    left = [text.source, text.published_on and f"{text.published_on:%Y-%m-%d}"]
    chosen = f"；请自行选填：{'、'.join(filter(None, left))}" if any(left) else ""
    return Alternative(
        "认作标题", f"{'，'.join(said)}{chosen}", headed.html if headed else body, fields
    )


def _begins_with_title(blocks: tuple[Block, ...]) -> bool:
    first = blocks[0] if blocks else None
    if first is None or first.kind not in ("p", *_HEADINGS):
        return False
    line = first.text.strip()
    fits = len(han(line)) >= _SHORTEST_TITLE and len(line) <= _LONGEST_TITLE
    plain = not line.endswith(_ENDS) and not _LABEL.match(line) and not is_caption_line(line)
    return fits and plain and any(len(block.text) >= _PARAGRAPH for block in blocks[1:])


def _left_of(blocks: tuple[Block, ...], body: list[str]) -> list[Block]:
    """Return the blocks that the recogniser left in the text.
    Found by their words in order."""
    left, waiting = [], list(map(han, body))
    for block in blocks:
        if waiting and han(block.text) == waiting[0]:
            left.append(block)
            waiting.pop(0)
    return left if not waiting else []


def is_markdown(text: str, html: str) -> bool:
    """Tell whether the clipboard holds Markdown, of which its HTML, if any, shows nothing."""
    return not _STRUCTURE.search(html) and looks_like_markdown(text)
