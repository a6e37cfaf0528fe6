"""Read what a reader types as a question.

Words are separated by spaces, and an entry must hold each of them. “…” keeps a phrase together and
exact; -词 leaves entries out; 类型：活动, 栏目：…, 系列：…, 话题：…, 来源：…, 年份：2025 narrow the
result, as the links beside it do.
"""

import re
from dataclasses import dataclass, field

from series.text.language.index_form import squeeze

LONGEST = 100
MOST_WORDS = 8
OPENING = "“\"＂「『《‘'＇"
CLOSING = dict(zip(OPENING, "”\"＂」』》’'＇", strict=True))
MINUS = "-－−"
_NO_QUOTES = str.maketrans("", "", OPENING + "".join(CLOSING.values()))
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
FILTERS = {
    "类型": "kind", "栏目": "column", "专栏": "column", "系列": "series", "话题": "tag",
    "标签": "tag", "来源": "source", "年份": "year", "年": "year",
}  # fmt: skip
FILTER = re.compile(f"({'|'.join(FILTERS)})[:：](.+)", re.DOTALL)


@dataclass(frozen=True)
class QueryWord:
    """One word as typed and squeezed; a quoted word is looked for without synonyms."""

    typed: str
    squeezed: str
    quoted: bool = False


@dataclass(frozen=True)
class Query:
    """A question: the line as shown back, its words, and its filters.

    `without` are words that entries must not hold; `typed_filters` are as typed ({"kind": "活动"}).
    """

    text: str
    words: tuple[QueryWord, ...] = ()
    without: tuple[QueryWord, ...] = ()
    typed_filters: dict[str, str] = field(default_factory=dict)
    cut: bool = False

    @property
    def phrase(self) -> str:
        """Return all words joined, without the spaces between them."""
        return "".join(word.squeezed for word in self.words)

    @property
    def text_of_words(self) -> str:
        """Return the words as typed, without filters and excluded words."""
        return " ".join(word.typed for word in self.words)

    @property
    def shown(self) -> str:
        """Return the line without its quotation marks, so that a sentence can quote it."""
        return self.text.translate(_NO_QUOTES).strip() or self.text

    @property
    def marked(self) -> tuple[str, ...]:
        """Return the words to mark in what is shown."""
        return tuple(word.typed for word in self.words)


def read_query(text: str) -> Query:
    """Return the query of a typed line, of at most 100 characters and 8 words.

    Control and invisible characters count as spaces. Of a longer line the beginning is read, and
    `cut` is true.
    """
    line = " ".join(CONTROL.sub(" ", text[: LONGEST * 4]).split())
    cut = len(line) > LONGEST or len(text) > LONGEST * 4
    line = line[:LONGEST].strip()
    words: dict[str, QueryWord] = {}
    without: dict[str, QueryWord] = {}
    filters: dict[str, str] = {}
    for piece, quoted in _pieces(line):
        match = not quoted and FILTER.fullmatch(piece)
        if match:
            filters[FILTERS[match[1]]] = match[2]
            continue
        minus = not quoted and len(piece) > 1 and piece[0] in MINUS
        word = _word(piece[1:] if minus else piece, quoted)
        if word.squeezed:
            (without if minus else words).setdefault(word.squeezed, word)
    limited = tuple(words.values())[:MOST_WORDS], tuple(without.values())[:MOST_WORDS]
    return Query(line, *limited, filters, cut)


def _word(piece, quoted):
    bare = piece.strip("".join(CLOSING.values()) + OPENING)
    return QueryWord(bare or piece, squeeze(bare), quoted)


def _pieces(line):
    """Yield (piece, is it quoted); a quotation after a space is one piece."""
    at = 0
    while at < len(line):
        if line[at] == " ":
            at += 1
            continue
        end = line.find(CLOSING[line[at]], at + 1) if line[at] in CLOSING else -1
        if end > at + 1:
            yield line[at + 1 : end], True
            at = end + 1
            continue
        end = line.find(" ", at)
        end = len(line) if end < 0 else end
        yield line[at:end], False
        at = end
