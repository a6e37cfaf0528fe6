"""The receipt of a paste: changes counted while the tree is rewritten, said in Chinese."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from lxml.etree import _Element

from series.text.language.han import han
from series.text.markup import stored_html
from series.text.markup.blocks import Image
from series.text.typography.punctuation import restore_punctuation
from series.text.web.removed import remove_keeping_tail

MOST_OFFERS = 200
CONTEXT = 8
LONGEST_QUOTE = 24
_KEPT = (
    ("段落", "段", re.compile("<p[ >]")),
    ("小标题", "个", re.compile("<h[234]>")),
    ("加粗", "处", re.compile("<strong>")),
    ("列表", "个", re.compile("<[uo]l>")),
    ("表格", "个", re.compile("<table>")),
    ("引用", "处", re.compile("<blockquote>")),
    ("链接", "个", re.compile("<a ")),
    ("图片", "幅", re.compile("<img ")),
    ("脚注", "条", re.compile("<small>")),
)


@dataclass(frozen=True)
class Offer:
    """A half-width mark that belongs to Chinese.
    It is not changed; `before` and `after` are the characters beside it in its paragraph, so
    that it is found again after other edits."""

    before: str
    half: str
    full: str
    after: str


@dataclass(frozen=True)
class Remote:
    """A picture on another server, which is left out.
    `after` is the number of top-level blocks of the pasted text that stand before it; `caption`
    the line behind that place that describes it."""

    address: str
    host: str
    alt: str
    after: int
    caption: str = ""


@dataclass(frozen=True)
class Alternative:
    """The same paste in another form.
    `name` is the button's, `sentence` says why it is offered.

    `fields` are {field of the form: its words} that leave the text with it.
    """

    name: str
    sentence: str
    html: str
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Han:
    """The numbers of Han characters before and after a paste.
    `equal`: all that are missing stood in parts that the receipt names, and the others are the
    same in the same order."""

    before: int
    after: int
    equal: bool


@dataclass(frozen=True)
class PasteReceipt:
    """The receipt of a paste in Chinese phrases, one for each line of a list.
    `sentence` is about the Han characters."""

    kept: tuple[str, ...]
    rewritten: tuple[str, ...]
    dropped: tuple[str, ...]
    han: Han
    sentence: str
    offers: tuple[Offer, ...] = ()
    pictures: tuple[Remote, ...] = ()
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True)
class Pasted:
    """The result of a paste.
    `html` is stored markup; the pictures that came inside it stand there as tokens."""

    html: str
    receipt: PasteReceipt
    images: tuple[Image, ...] = ()


@dataclass
class Notes:
    """The changes made to one paste, counted. Keys are phrases with {} for their count."""

    rewritten: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)
    lost: list[tuple[str, str]] = field(default_factory=list)

    def drop(self, element: _Element, phrase: str) -> None:
        """Remove an element, and keep its words for the receipt if it has any."""
        self.drop_words("".join(element.itertext()), phrase)
        remove_keeping_tail(element)

    def drop_words(self, text: str, phrase: str) -> None:
        """Note the words of what was removed."""
        words = "".join(text.split())
        self.dropped[phrase] += 1
        if han(words):
            self.lost.append((phrase, words))

    def drop_lines(self, lines: Iterable[str], phrase: str) -> None:
        """Note the words of lines that were removed."""
        for line in lines:
            self.drop_words(line, phrase)

    def rewritten_phrases(self) -> tuple[str, ...]:
        return tuple(phrase.format(count) for phrase, count in self.rewritten.items() if count)

    def dropped_phrases(self) -> tuple[str, ...]:
        return tuple(
            phrase.format(count) + self._words(phrase)
            for phrase, count in self.dropped.items()
            if count
        )

    def _words(self, phrase: str) -> str:
        words = "；".join(words for key, words in self.lost if key == phrase)
        if not words:
            return ""
        shown = words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE]}……"
        return f"，含汉字 {len(han(words))} 个：“{shown}”"

    def lost_han(self) -> int:
        return sum(len(han(words)) for _, words in self.lost)

    def places_of_loss(self) -> str:
        """Return where the missing characters stood: “批注、隐藏文字”."""
        names = (phrase.partition(" {}")[0] for phrase, _ in self.lost)
        return "、".join(name for name, _ in groupby(sorted(names)))


def kept_phrases(html: str) -> tuple[str, ...]:
    """Return a phrase for each sort of element in the markup, with its count."""
    counted = ((name, len(form.findall(html)), unit) for name, unit, form in _KEPT)
    return tuple(f"{name} {count} {unit}" for name, count, unit in counted if count)


def han_sentence(count: Han, notes: Notes) -> str:
    """Return the sentence that tells how many Han characters were kept."""
    if not count.equal:
        return (
            f"汉字核对不一致：贴入前 {count.before} 个，贴入后 {count.after} 个，请对照原文逐段检查"
        )
    if not count.before:
        return "没有汉字"
    if count.before == count.after:
        return f"汉字 {count.before} 个，全部保留"
    gone = count.before - count.after
    return f"汉字 {count.before} 个，保留 {count.after} 个；去掉的 {gone} 个在{notes.places_of_loss()}里"


def offers_of(html: str) -> tuple[Offer, ...]:
    """Return the half-width marks of stored markup that touch Chinese.
    There are at most MOST_OFFERS."""
    found: list[Offer] = []

    def look(text: str) -> str:
        found.extend(_in_paragraph(text))
        return text

    stored_html.map_text(html, look)
    return tuple(found[:MOST_OFFERS])


def _in_paragraph(text: str) -> Iterator[Offer]:
    for mark in restore_punctuation(text).marks:
        before = text[max(0, mark.start - CONTEXT) : mark.start].rpartition("\n")[2]
        after = text[mark.start + 1 : mark.start + 1 + CONTEXT].partition("\n")[0]
        yield Offer(before, mark.half, mark.full, after)
