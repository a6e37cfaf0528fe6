"""Read a plain text that was copied from elsewhere.
What surrounds it goes, broken lines join."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from series.text.markup import stored_html
from series.text.markup.blocks import Block, Piece, Source
from series.text.recognition.around.menu_lines import find_menu_lines
from series.text.recognition.contents_lines import find_contents
from series.text.recognition.copied_page_lines import find_copied_page_lines
from series.text.recognition.mail_lines import find_mail_lines, subject_of, without_marks
from series.text.recognition.wechat_lines import find_wechat_lines
from series.text.structure import comment_marks, layout_numbers
from series.text.structure.tab_tables import split_tables, table_markup
from series.text.typography.wrapped_lines import (
    JoinedText,
    join_wrapped_lines,
    without_page_numbers,
)
from series.text.web import mail

WECHAT, CONTENTS, MAIL = "公众号页面的文字", "目录", mail.NAME
MENU, PAGE, LAYOUT = "网页的栏目", "网页的导航和按钮", layout_numbers.NAME
GLUED, COMMENTS = layout_numbers.GLUED, comment_marks.NAME
_RULE = re.compile(r"(?:[*＊=＝_＿~～#-]\s?){3,}|[-—─━－﹣]{3,}")
LONGEST_SUBJECT, PARAGRAPH, SENTENCE = 60, 40, 24


@dataclass(frozen=True)
class CopiedLines:
    """The lines of a copied text that are text, and {sort.
    Lines} of those around it. `marks` counts the lines that a mail marked as quoted."""

    lines: list[str]
    around: dict[str, list[str]]
    marks: int = 0


def copied_lines(text: str) -> CopiedLines:
    """Return the lines without what a page, a mail or contents add."""
    lines, marks = without_marks(text.splitlines())
    around: dict[str, list[str]] = {}
    for sort, find in (
        (MAIL, find_mail_lines),
        (WECHAT, find_wechat_lines),
        (CONTENTS, find_contents),
        (MENU, find_menu_lines),
        (PAGE, find_copied_page_lines),
        (LAYOUT, layout_numbers.find_layout_numbers),
    ):
        places = find(lines)
        if places:
            around[sort] = [lines[at].strip() for at in sorted(places)]
            lines = [line for at, line in enumerate(lines) if at not in places]
        if sort == MAIL and not marks:
            lines, marks = without_marks(lines)
    lines, comments = comment_marks.without_comments(lines)
    around |= {COMMENTS: comments} if comments else {}
    lines, numbers = layout_numbers.without_glued_numbers(lines)
    around |= {GLUED: numbers} if numbers else {}
    return CopiedLines(lines, around, marks)


def copied_source(text: str) -> Source:
    """Return a plain text that was copied.
    Lines that a PDF broke are joined, what surrounds the text goes, and both are named."""
    copied = copied_lines(text)
    left = "\n".join(copied.lines)
    joined = join_wrapped_lines(left)
    if (joined and joined.is_certain) or (joined := without_page_numbers(left)):
        left = "\n".join(joined.paragraphs)
    dropped = [Piece(sort, "\n".join(words)) for sort, words in copied.around.items()]
    dropped += [Piece(sort, "\n".join(words)) for sort, words in _page_lines(joined)]
    source = plain_source(left)
    return replace(
        source,
        title=_title_of_mail(copied, source),
        skipped=tuple(_named(copied, joined)),
        rewritten=(*_rewritten(copied, joined), *tables_made(source)),
        dropped=tuple(dropped),
    )


def _title_of_mail(copied: CopiedLines, source: Source) -> str:
    """Return a mail's subject where its text begins without a title of its own."""
    first = source.blocks[0].text if source.blocks else ""
    subject = subject_of(copied.around.get(MAIL, ()))
    sentence = len(first) > PARAGRAPH or (len(first) > SENTENCE and first.endswith("。"))
    return subject if sentence and len(subject) <= LONGEST_SUBJECT else ""


def _page_lines(joined: JoinedText | None) -> list[tuple[str, tuple[str, ...]]]:
    found = [("页码", joined.pages), ("页眉", joined.heads)] if joined else []
    return [(sort, lines) for sort, lines in found if lines]


def _rewritten(copied: CopiedLines, joined: JoinedText | None) -> Iterator[str]:
    """Yield the receipt's phrases of what was kept in another form."""
    if joined and joined.joins:
        yield f"断在句子中间的换行 {joined.joins} 处接成段落"
    if copied.marks:
        yield f"邮件的引用符号 {copied.marks} 处去掉"


def tables_made(source: Source) -> list[str]:
    """Return the receipt's phrase for the tables of a plain text."""
    count = sum(block.kind == "table" for block in source.blocks)
    return [f"用制表符分开的行改为表格 {count} 个"] if count else []


def _named(copied: CopiedLines, joined: JoinedText | None) -> Iterator[str]:
    """Yield the receipt's phrases of what went, with its words."""
    for sort, lines in _page_lines(joined):
        yield f"{sort} {len(lines)} 处：{'、'.join(lines)}"
    for sort, lines in copied.around.items():
        yield f"{sort} {len(lines)} 处：{'；'.join(lines)}"


def plain_source(text: str) -> Source:
    """Return a plain text in the common form, one paragraph a line.
    Rows of stars or dashes part its sections; below the title and the text they part nothing.
    Lines in a row with the same number of tabs are a table."""
    blocks = [block for part in split_tables(text.splitlines()) for block in _blocks(part)]
    kept = [
        block for at, block in enumerate(blocks) if block.kind != "hr" or 1 < at < len(blocks) - 1
    ]
    return Source(tuple(kept))


def _blocks(part: str | list[list[str]]) -> list[Block]:
    """Return the block of a line or of a table; none of an empty line."""
    if not isinstance(part, str):
        return list(stored_html.blocks(stored_html.clean(table_markup(part))))
    line = part.strip(" \t\u3000\xa0")
    if _RULE.fullmatch(line):
        return [Block("hr", "", "<hr>")]
    return [Block("p", line, stored_html.paragraph(line))] if line else []
