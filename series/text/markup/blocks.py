"""The common form of a text that was read from .txt, .html or .docx."""

from dataclasses import dataclass
from datetime import date, time
from typing import Literal

BlockKind = Literal["p", "h2", "h3", "h4", "ul", "ol", "table", "figure", "blockquote", "hr"]


class TextError(ValueError):
    """An error of a text that cannot be read.
    Its message is the Chinese sentence for the operator."""


@dataclass(frozen=True)
class Block:
    """One block of a text in reading order.

    `text` is its visible text without markup (a table's cells and a list's items joined by a
    line break); `html` is its safe markup, the element itself included (`<p>…</p>`).
    `is_caption` marks a line that is the caption of a picture which could not be kept.
    """

    kind: BlockKind
    text: str
    html: str
    is_caption: bool = False


@dataclass(frozen=True)
class Image:
    """A picture found in a text.
    Its bytes, and the token that stands in the html as `<img src="picture:TOKEN" alt="…">`
    until it is stored as a Picture."""

    token: str
    data: bytes
    content_type: str
    alt: str = ""


@dataclass(frozen=True)
class Piece:
    """Words of a source with the name of what became of them: “导航、页脚”, “自动编号”.

    `words` are one line for each run that stands in the source without a break.
    """

    name: str
    words: str


@dataclass(frozen=True)
class Source:
    """The content of one file before its parts are recognised.

    The named fields hold what the file's own metadata says (an HTML page's `ArticleTitle`,
    `PubDate`, `ContentSource`); empty where it says nothing. `blocks` is the content in reading
    order. `skipped` names what was left out, each as one short Chinese phrase ("导航、页脚", "脚本
    3 处", "无法保存的图片 1 幅（EMF）"), `rewritten` what was kept in another form. `dropped` are the same things with their words, `added`
    what the reader wrote itself (the automatic numbers of Word): the account of the Han characters
    believes nothing else (series.text.account.balance).
    """

    blocks: tuple[Block, ...]
    title: str = ""
    column: str = ""
    kicker: str = ""
    published_on: date | None = None
    published_time: time | None = None
    source: str = ""
    author: str = ""
    editor: str = ""
    images: tuple[Image, ...] = ()
    skipped: tuple[str, ...] = ()
    rewritten: tuple[str, ...] = ()
    dropped: tuple[Piece, ...] = ()
    added: tuple[Piece, ...] = ()
