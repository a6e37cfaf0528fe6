"""Take from the ends of a text what belongs to the page.
Date lines, bylines, buttons, notices."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import escape, unescape
from itertools import takewhile

from series.text.markup import stored_html
from series.text.markup.blocks import Block
from series.text.recognition.credit_line import author_inside, read_byline, read_credits
from series.text.recognition.furniture_line import (
    glued_furniture,
    is_credit_below,
    is_furniture_line,
    opens_page_bottom,
)
from series.text.recognition.labelled_lines import is_of_event
from series.text.recognition.metadata_block import supplied_on
from series.text.recognition.metadata_line import names_change, source_taken_from
from series.text.recognition.signed_names import read_signed_names
from series.text.recognition.work_credits import read_work_credits
from series.text.recognition.written_dates import find_moments

from .info_lines import is_info_text, is_other_day
from .meta import Meta
from .removed import Removed
from .title_texts import key_of

_SENTENCE = re.compile("[。！？]")
_ENGLISH_SENTENCE = re.compile(r"[a-z]{2}[.!?][\"”’)]?(?:\s|$)")
_COMMENTS = re.compile(
    r"(?:网友|全部|最新|热门|发表|我要|参与|我来).{0,4}(?:评论|跟[帖贴]|留言).*|(?:评论|跟[帖贴]|留言).{0,4}\d+.*"
)
_EDITOR = re.compile(r"[【\[（(]?\s*(?:责任编辑|责编)")
_FURTHER = re.compile(
    r"(?:相关|延伸|推荐|猜你|热门|精彩|最新|往期|大家|为您|更多|评论|留言|.{0,6}排行|[Rr]elated\b)"
)
_FILE = re.compile(r"附件|\.(?:docx?|xlsx?|pdf|zip|rar|wps|pptx?)|下载", re.IGNORECASE)
_MANY_LINKS = 3
_BESIDE = re.compile(r"\s*[|｜]\s*")
_OTHER_TEXTS = re.compile(
    r"[【\[]?(?:(?:上|下|前|后)一?[篇条页则个]|(?:友情|快速|常用|相关)链接|(?:相关|延伸|推荐|热门|往期|更多|精彩).{2,4})[】\]]?\s*[:：]?"
)
# A sentence, an attachment, an address or a signature ends a text, also under a credit.
_ENDS_A_TEXT = re.compile(
    r"[。！？；:：\d]|附[件：:]|联系|电话|地址|邮箱|公司$|会$|部$|局$|办$|委$"
)
# （作者系…） tells of a writer and is text.
_BRACKETED = re.compile(r"[（(](?!\s*(?:本文)?作者)[^（()）]{4,60}[）)]")
_ATTACHMENT = re.compile(r"附\s*件\s*\d{0,2}\s*[:：.、]|相关附件")
_KEPT_KINDS = frozenset({"figure", "table"})
_SEARCH = 14
_TITLE_SEARCH, _MOST_TITLE_LINES, _LONG_TITLE = 5, 4, 8
_LONG = 30
_SECTION_LENGTH = 8


@dataclass
class Trimmed:
    """The blocks of the text, and the words that were taken.
    From above, inside and below."""

    blocks: list[Block]
    above: list[str] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)

    def tell(self, removed: Removed) -> None:
        """Keep the words of all that was taken for the account of the page."""
        for name, words in self._named():
            removed.add_words(name, "\n".join(words))
        removed.add_words("重复的标题", "\n".join(self.titles))

    def _named(self) -> list[tuple[str, list[str]]]:
        ends = (("文前", self.above), ("页面按钮、相关链接", self.inside), ("文末", self.below))
        return [(name, words) for name, words in ends if words]

    def skipped(self) -> list[str]:
        """Return one phrase for each end where something was taken, with its words."""
        return [
            f"{name} {len(words)} 处：{'｜'.join(' '.join(line.split()) for line in words)}"
            for name, words in self._named()
        ]


def _gives_day(line: str, meta: Meta) -> bool:
    """Tell whether a line alone says when a text was sent or printed."""
    return meta.published_on is None and bool(
        supplied_on(line) or (source_taken_from(line) and next(find_moments(line), None))
    )


def trim(blocks: Sequence[Block], meta: Meta) -> Trimmed:
    """Return the text without the lines of the page around it. One block always stays."""
    text = Trimmed(_split_lines(blocks, meta))
    _trim_above(text, meta)
    _cut_page_bottom(text)
    _trim_below(text, meta)
    _cut_glued(text)
    return text


def _trim_above(text: Trimmed, meta: Meta) -> None:
    title = key_of(meta.title)
    _take_title_lines(text, title)
    at = looked = 0
    while at < len(text.blocks) - 1 and looked < _SEARCH:
        block = text.blocks[at]
        looked += 1
        if block.kind in _KEPT_KINDS and not _is_field_table(block, meta):
            at += 1
        elif _begins_event(text.blocks[at : at + 2]):
            return
        elif block.kind == "table" or _every_line(block, lambda line: _is_above(line, meta, title)):
            text.blocks.pop(at)
            (text.titles if key_of(block.text) == title else text.above).append(block.text)
        elif not looked - 1 and _heads_info(block, text.blocks[at + 1], meta):
            at += 1
        else:
            return


def _is_field_table(block: Block, meta: Meta) -> bool:
    """Tell whether the cells of a table hold date, source and counters alone."""
    return block.kind == "table" and _is_field_line(" ".join(block.text.split("\n")), meta)


def _heads_info(block: Block, below: Block, meta: Meta) -> bool:
    """Tell whether a line is a subtitle: the page's day stands below it."""
    if block.kind == "table" or len(block.text) > _LONG or _SENTENCE.search(block.text):
        return False
    moments = [moment.day for moment in find_moments(below.text)]
    return moments == [meta.published_on] and is_info_text(below.text)


def _begins_event(blocks: Sequence[Block]) -> bool:
    """Tell whether the first lines say when and where something takes place."""
    first, second = [*"\n".join(block.text for block in blocks).split("\n"), ""][:2]
    return is_of_event(first, second)


def _take_title_lines(text: Trimmed, title: str) -> None:
    """Take the title that the text repeats in several lines, also without the office's name."""
    tops = list(takewhile(lambda block: not _is_paragraph(block), text.blocks[:_TITLE_SEARCH]))
    for start in range(len(tops)):
        key = ""
        for end in range(start, min(start + _MOST_TITLE_LINES, len(text.blocks) - 1)):
            key += key_of(text.blocks[end].text)
            if key and (key == title or (len(key) >= _LONG_TITLE and title.endswith(key))):
                text.titles += [block.text for block in text.blocks[start : end + 1]]
                del text.blocks[start : end + 1]
                return


def _every_line(block: Block, test: Callable[[str], bool]) -> bool:
    return block.kind != "table" and all(test(line) for line in block.text.split("\n"))


def _is_above(line: str, meta: Meta, title: str) -> bool:
    key = key_of(line)
    if not key or key == title or key in meta.used:
        return True
    named = key in meta.sections and len(key) <= _SECTION_LENGTH
    field_value = key in (key_of(meta.source), key_of(meta.author)) and len(line) <= 20
    return named or field_value or is_furniture_line(line) or _is_field_line(line, meta)


def _is_field_line(line: str, meta: Meta) -> bool:
    if len(line) > 160 or _SENTENCE.search(line):
        return False
    if is_other_day(line, meta.published_on):
        return False
    credits = read_credits([line])
    labelled = len(line) <= 60 and bool(credits.source or credits.editor or credits.author)
    return is_info_text(line) or labelled or bool(read_byline(line).author)


def _cut_page_bottom(text: Trimmed) -> None:
    """Take the bottom of the page where its text ran into it.
    What looks like an own paragraph after “相关…” stays."""
    for at in range(1, len(text.blocks)):
        block = text.blocks[at]
        if block.kind == "table" or not opens_page_bottom(block.text):
            continue
        end = _bottom_end(text.blocks, at)
        if end == at + 1 < len(text.blocks):
            continue  # A heading of the text itself.
        factor = 1 if _EDITOR.match(block.text.strip()) else 2
        if _weight(text.blocks[at:end]) * factor <= _weight(text.blocks[:at]):
            bottom = [block for block in text.blocks[at:end] if not _is_attachment(block)]
            text.below += [block.text for block in bottom if block.text]
            text.blocks[at:end] = filter(_is_attachment, text.blocks[at:end])
            return


def _is_attachment(block: Block) -> bool:
    return bool(_ATTACHMENT.match(block.text))


def _bottom_end(blocks: list[Block], at: int) -> int:
    line = blocks[at].text.strip()
    if not _FURTHER.match(line) or _COMMENTS.fullmatch(line):
        return len(blocks)
    return next((n for n in range(at + 1, len(blocks)) if _is_paragraph(blocks[n])), len(blocks))


def _is_paragraph(block: Block) -> bool:
    text = block.text
    whole = len(text) >= _LONG and bool(_SENTENCE.search(text))
    whole = whole or (len(text) >= _LONG * 2 and bool(_ENGLISH_SENTENCE.search(text)))
    return whole and block.kind == "p" and "<a " not in block.html and not is_furniture_line(text)


def _weight(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks if _is_paragraph(block))


def _trim_below(text: Trimmed, meta: Meta) -> None:
    while len(text.blocks) > 1:
        count = _count_below(text.blocks, meta)
        if not count:
            return
        text.below[:0] = [block.text for block in text.blocks[-count:] if block.text]
        del text.blocks[-count:]


def _count_below(blocks: list[Block], meta: Meta) -> int:
    """Return how many of the last blocks belong to the page.
    One, or links to other texts, or a line that stands under a credit and is nothing that a
    text ends with."""
    if blocks[-1].kind == "p" and _gives_day(blocks[-1].text, meta):
        return 0
    if _is_below(blocks[-1]):
        return 1
    links = sum(1 for _ in takewhile(lambda block: _is_linked(block, meta), reversed(blocks)))
    if 0 < links < len(blocks) - 1 and _OTHER_TEXTS.fullmatch(blocks[-links - 1].text.strip()):
        return links + 1
    if links and len(_BESIDE.split(blocks[-1].text)) >= _MANY_LINKS:
        return 1
    if _MANY_LINKS <= links < len(blocks) and not blocks[-links - 1].text.endswith(("：", ":")):
        return links
    above = list(takewhile(_is_below, reversed(blocks[1:-1])))
    last = blocks[-1]
    appeals = last.kind == "p" and len(last.text) <= _LONG and not _ENDS_A_TEXT.search(last.text)
    return 1 if appeals and any(is_credit_below(block.text) for block in above) else 0


def _is_linked(block: Block, meta: Meta) -> bool:
    return block.kind in ("p", "ul", "ol") and _every_line(
        block, lambda line: key_of(line) in meta.links and not _FILE.search(line)
    )


def _is_below(block: Block) -> bool:
    if block.kind == "hr":
        return True
    if block.kind == "figure":
        return False
    if block.kind == "table":
        return all(map(is_furniture_line, block.text.split("\n")))
    return _every_line(
        block, lambda line: is_furniture_line(line) or is_credit_below(line) or _is_byline(line)
    )


def _is_byline(line: str) -> bool:
    """Tell whether a line is a byline: 示例网记者 X, （示例日报 记者：X 编译：Y）."""
    text = line.strip()
    bracketed = _BRACKETED.fullmatch(text)
    named = author_inside(text) if bracketed else read_byline(text).author
    return bool(named or read_signed_names(text) or read_work_credits(text) or names_change(text))


def _cut_glued(text: Trimmed) -> None:
    """Take what stands behind the last sentence in the line of the last paragraph."""
    block = text.blocks[-1] if text.blocks else None
    glued = glued_furniture(block.text) if block and block.kind == "p" else ""
    if block and glued and len(glued) < len(block.text):
        html = _without_end(block.html, len("".join(glued.split())))
        text.blocks[-1] = Block("p", stored_html.visible_text(html), html)
        text.below.insert(0, glued.strip())


def _without_end(html: str, length: int) -> str:
    """Return a paragraph without so many of its last characters, spaces not counted."""
    out: list[str] = []
    for token in reversed(list(stored_html.tokens(html))):
        if token["text"]:
            words = unescape(token["text"])
            while length and words:
                length -= not words[-1].isspace()
                words = words[:-1]
            out.append(escape(words, quote=False))
        elif token["tag"] != "br" or not length:
            out.append(token[0])
    return stored_html.clean("".join(reversed(out)), notes=False)


def _any_above(block: Block, meta: Meta) -> bool:
    title = key_of(meta.title)
    lines = block.text.split("\n")
    return block.kind in _KEPT_KINDS or any(_is_above(line, meta, title) for line in lines)


def _split_lines(blocks: Sequence[Block], meta: Meta) -> list[Block]:
    """Return the blocks, the first and last ones divided at line ends.
    Where one of the lines belongs to the page."""
    body = next((at for at, block in enumerate(blocks) if not _any_above(block, meta)), 0)
    out: list[Block] = []
    for at, block in enumerate(blocks):
        lines = block.text.split("\n") if block.kind == "p" else []
        above = at <= body and _any_above(block, meta)
        below = at >= len(blocks) - _SEARCH and any(map(is_credit_below, lines))
        if len(lines) > 1 and (above or below):
            html = block.html.replace("<br>", "</p><p>")
            out += stored_html.blocks(stored_html.clean(html, notes=False))
        else:
            out.append(block)
    return out
