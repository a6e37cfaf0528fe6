"""The words of a source, taken without the code of any reader.
By few lines.

A reader may lose words; a witness that reads as the reader does would lose the same ones. Decision 98.
"""

import re
from dataclasses import dataclass
from html import unescape

from series.text.markup.blocks import Source

_TAG = re.compile(r"</?[A-Za-z][^<>\n]*>")
_REMARK = re.compile(r"<!--(.*?)-->", re.DOTALL)
_HEAD = re.compile(r"\A\ufeff?\s*(---|\+\+\+)[ \t]*\n(?P<lines>.*?)\n\1[ \t]*(?:\n|\Z)", re.DOTALL)
# The names of what a file's head says; a day is stored in another form.
_NAMES = re.compile(
    r"^(?:.*\d{4}[-/.年]\d{1,2}.*|[\w-]+\s*[:=][\x00-\x7f]*|\[.*\]|[\w-]+(?=\s*[:=：]))$|^[\w-]+(?=\s*[:=：])",
    re.MULTILINE,
)
# The address of a picture is no word of the text; the title behind it is.
_PICTURE = re.compile(
    r"!\[(?P<words>[^\]\n]*)\](?:\(\s*(?:<[^>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(?P<title>[^()\n]*)\)|\[[^\]\n]*\])"
    r"|!\[\[[^\]\n]+\.(?:jpe?g|png|gif|webp|bmp|svg|heic)(?:\|[^\]\n]*)?\]\]|(?<!\S)\[[^\]\n]+\]:[ \t]*\S+\.(?:jpe?g|png|gif|webp|bmp|svg|heic)(?!\S)",
    re.IGNORECASE,
)
_LINK_OF_PICTURE = re.compile(r"\[\s*\]\([^()\s]*\)")


@dataclass(frozen=True)
class Segment:
    """One run of a source's words.

    `place` says where it stands (“脚注”). `kind` is given to words that are no text of the entry by
    their nature (“窗口标题”, “修订中已删除的文字”): what is not stored of them is dropped, not lost.
    """

    text: str
    kind: str = ""
    place: str = ""


@dataclass(frozen=True)
class Witness:
    """All words of a source in their order.

    `aside` are words that nobody sees on the page, from which a field may be filled: attributes,
    scripts. `is_page`: furniture of a web page stands around the text.
    """

    segments: tuple[Segment, ...]
    aside: str = ""
    is_page: bool = False


def plain_witness(text: str) -> Witness:
    """Return the Witness of a plain text; places are its lines."""
    lines = enumerate(text.splitlines(), start=1)
    return Witness(tuple(Segment(line, place=f"第 {at} 行") for at, line in lines if line.strip()))


def markdown_witness(text: str) -> Witness:
    """Return the Witness of a Markdown text; the words for pictures stand aside."""
    aside = "\n".join(found["words"] or "" for found in _PICTURE.finditer(text))
    remarks = tuple(Segment(found[1], kind="注释标记里的文字") for found in _REMARK.finditer(text))
    if head := _HEAD.match(text):
        names = _NAMES.findall(head["lines"])
        remarks += tuple(Segment(name, kind="文件头的名称") for name in names)
        left = head[0].replace(head["lines"], _NAMES.sub("", head["lines"]))
        text = left + text[head.end() :]
    shown = _PICTURE.sub(lambda found: found["title"] or "", text)
    shown = _LINK_OF_PICTURE.sub("", shown)
    shown = _REMARK.sub(lambda remark: "\n" * remark[0].count("\n"), shown)
    return Witness((*plain_witness(unescape(_TAG.sub(" ", shown))).segments, *remarks), aside)


def source_witness(source: Source) -> Witness:
    """Return the Witness of what a reader gave.
    It shows what is lost after the reading only."""
    heads = [Segment(source.title, place="标题")] if source.title else []
    blocks = [Segment(block.text, place="正文") for block in source.blocks]
    return Witness((*heads, *blocks), f"{source.column}\n{source.source}")
