"""Tables in which an office sends a manuscript.

Above a text their rows become lines of a form; a text in one of their cells becomes paragraphs (decisions 172 and 176).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from series.text.markup import stored_html
from series.text.markup.blocks import Block, Piece, Source

from ..labelled_lines import FORM_NAME, LABELLED, MOST_LINES, THEME, is_of_form, names_writer
from .form_fields import is_field, is_private_field

# 正文 | … in a table: the cell beside it, or below it, holds the text.
_LABEL_OF_TEXT = re.compile(
    r"[【\[（(]?\s*(?:(?:稿件|信息|文章|主要|投稿)?(?:正\s*文|全\s*文|内\s*容))\s*(?:[（(][^（）()]{1,20}[）)])?\s*[】\]）)]?\s*[:：]?"
)
_ROW, _CELL = re.compile(r"<tr>(.*?)</tr>", re.S), re.compile(r"<t[dh][^>]*>(.*?)</t[dh]>", re.S)
UNFOLDED = "投稿表格里的正文取出为段落"
LABEL_OF_TEXT = "投稿表格里正文的栏目名"
BELOW_TEXT = "投稿表格里正文以下的栏目"


def unfold_form(rest: list[Block], *, title: str) -> list[Block]:
    """Turn a table of labels above a text into lines of a form.

    Such as 标题 | …, 作者 | …. Returns the form's own name above it, which leaves the text."""
    at = _place_of_table(rest)
    if at < 0:
        return _take_form_name(rest)
    form = _form_of(rest[at])
    below_title = (at or title) and at + 1 < len(rest)
    if form and not form.text and (form.titles or (below_title and names_writer(form.known))):
        rest[at : at + 1] = map(_line_of_form, (*form.title_lines, *form.fields))
        return [*map(_line_of_form, form.names), *_take_form_name(rest)]
    return _take_form_name(rest)


def _place_of_table(blocks: Sequence[Block]) -> int:
    tables = (at for at, block in enumerate(blocks[:MOST_LINES]) if block.kind == "table")
    return next(tables, -1)


def _pairs(cells: Sequence[str]) -> list[tuple[str, str]]:
    pairs = [(label.strip(" \u3000：:"), value) for label, value in pairwise(cells)][::2]
    return [(label, value) for label, value in pairs if label or value]


def _line_of_form(line: str) -> Block:
    return Block("p", line, stored_html.paragraph(line))


def with_text_out_of_form(source: Source) -> Source:
    """Return the source with the text of a form's cell as paragraphs.

    Itself without such a form. 标题 comes first, then the other fields; what stands below the text in the form follows it."""
    at = _place_of_table(source.blocks)
    form = _form_of(source.blocks[at]) if at >= 0 else None
    above = [block.text.strip() for block in source.blocks[: max(at, 0)]]
    named = not source.title or FORM_NAME.fullmatch(source.title.strip())
    if not (form and form.text and len(form.titles) == 1):
        return source
    if not (named and all(map(_stands_above_form, above))):
        return source
    names = [source.title] if source.title else []
    names += [line for line in (*above, *form.names) if FORM_NAME.fullmatch(line)]
    facts = [line for line in above if line not in names]
    head = [*names, *form.title_lines, *form.fields, *facts]
    blocks = (*map(_line_of_form, head), *form.text, *source.blocks[at + 1 :])
    told = ((LABEL_OF_TEXT, [form.label]), (BELOW_TEXT, form.below))
    pieces = [Piece(name, "\n".join(words)) for name, words in told if words]
    phrases = [f"{name}：{'；'.join(words)}" for name, words in told if words]
    return replace(
        source, title="", blocks=blocks, rewritten=(*source.rewritten, UNFOLDED),
        dropped=(*source.dropped, *pieces), skipped=(*source.skipped, *phrases),
    )  # fmt: skip


def _stands_above_form(line: str) -> bool:
    return bool(FORM_NAME.fullmatch(line)) or is_of_form(line)


@dataclass
class _Form:
    """The rows of a form that were read so far.

    A text begins at the cell of its label."""

    names: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    label: str = ""
    text: list[Block] = field(default_factory=list)
    below: list[str] = field(default_factory=list)

    @property
    def title_lines(self) -> list[str]:
        """Return 引题, 标题 and 副题."""
        return [line for line in self.lines if LABELLED.fullmatch(line)]

    @property
    def titles(self) -> list[str]:
        return [line for line in self.title_lines if LABELLED.fullmatch(line)["title"]]

    @property
    def fields(self) -> list[str]:
        """Return the lines beside the titles', those that no label tells first."""
        return sorted((line for line in self.lines if line not in self.title_lines), key=is_of_form)

    @property
    def known(self) -> list[str]:
        return list(filter(is_of_form, self.fields))

    @property
    def is_whole(self) -> bool:
        """Tell whether all rows are fields; unknown ones need a title or are private."""
        unknown = [line for line in self.fields if not is_of_form(line)]
        may_be = is_field if self.titles else is_private_field
        return all(map(may_be, unknown)) and len(unknown) <= len(self.known)

    def take(self, cells: Sequence[list[Block]]) -> bool:
        """Take one row; tell whether a form has such a row."""
        words = [" ".join(block.text for block in cell).strip() for cell in cells]
        filled = [said for said in words if said]
        if self.text:
            self.below += filled
        elif words and _LABEL_OF_TEXT.fullmatch(words[0]):
            self.label = words[0]
            self.text = [block for cell in cells[1:] for block in cell if block.text]
        elif len(filled) == 1 and self.label:
            self.text = [block for cell in cells for block in cell if block.text]
        elif len(filled) == 1 and not self.lines and FORM_NAME.fullmatch(filled[0]):
            self.names += filled
        else:
            self.lines += [f"{label}：{value}" for label, value in _pairs(words)]
            return len(words) % 2 == 0 or not filled
        return True


def _form_of(table: Block) -> _Form | None:
    """Return the rows of a form, None for another table."""
    form = _Form()
    rows = ([_cell_blocks(cell) for cell in _CELL.findall(row)] for row in _ROW.findall(table.html))
    return form if all(map(form.take, rows)) and form.lines and form.is_whole else None


def _cell_blocks(cell: str) -> list[Block]:
    """Return the paragraphs of a cell; a line end in it parts two."""
    html = cell.replace("<br>", "</p><p>")
    html = html if html.startswith("<") else f"<p>{html}</p>"
    return list(stored_html.blocks(stored_html.clean(html, notes=False)))


def _take_form_name(rest: list[Block]) -> list[Block]:
    """Take 投稿登记表 from above a labelled title."""
    named = len(rest) > 2 and FORM_NAME.fullmatch(rest[0].text.strip())
    below = LABELLED.fullmatch(rest[1].text.strip()) if named else None
    is_title = below and below["title"] and not THEME.fullmatch(below["title"])
    return [rest.pop(0)] if is_title else []
