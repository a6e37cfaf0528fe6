"""Lines that no rule knows at the foot of copied pages (decision 180).

One or two short lines that are no sentence leave a text where a line that only a page writes, or
an editor, stands above them; up to six where one stands above and one below. What an author may
end with stays: office and day, contacts, annexes, topics, verses.
"""

import re
from collections.abc import Sequence

from series.text.language.folding import simplify
from series.text.markup.blocks import Block

from ..closing_lines import is_office_or_day
from ..interface_words import is_interface_line
from ..metadata_line import is_metadata_line, read_metadata_line
from ..written_dates import find_moments

_MOST_BELOW, _MOST_BETWEEN = 2, 6
_LONGEST = 50
_ENDS_AS_TEXT = tuple("。！？；：…”）)!?;:」』》")
# What an author or an office may write below the names of editors.
_OF_TEXT = re.compile(
    r"[#＃*＊※\d（(【\[《“「—]|[一二三四五六七八九十]{1,3}[、.．]|附|注|备注|说明|参考|联系|咨询|地址|电\s*话|报名|邮箱|邮编|微信|网址|时间|地点|主办|承办|协办|支持|指导"
    r"|主题词|关键词|抄送|印发|报[:：]|送[:：]|发[:：]|图|表|[A-Za-z.]+@"
)
_NEIGHBOUR = re.compile(r"(?:上|下|前|后)一?[篇条页则]\s*[:：].{0,80}")
_SURE_WORDS = re.compile(
    r"打印|关闭|收藏|分享|顶部|字号|微信|微博|朋友圈|点赞|在看|喜欢|评论|留言|阅读|浏览|点击|举报|反馈|转发|赞|返回|纠错"
)


def take_unknown_lines(rest: list[Block], below: Sequence[str]) -> list[str]:
    """Take the last lines that no rule knows, where they belong to the page.

    `below` are the lines that were taken already."""
    count = _count(rest, is_page_below=any(map(_is_of_page, below)))
    taken = [block.text for block in rest[len(rest) - count :]]
    del rest[len(rest) - count :]
    return taken


def _count(rest: Sequence[Block], *, is_page_below: bool) -> int:
    """Return how many last lines stand below a sure one, and may be a page's."""
    most = _MOST_BETWEEN if is_page_below else _MOST_BELOW
    for count in range(1, min(most, len(rest) - 2) + 1):
        if not _may_belong(rest[-count], is_page_below=is_page_below):
            return 0
        above = rest[-count - 1]
        line = above.text.strip()
        names_editor = not is_page_below or not is_office_or_day(rest[-count])
        if above.kind == "p" and (_is_of_page(line) or (names_editor and _names_editor(line))):
            return count
    return 0


def _is_of_page(line: str) -> bool:
    """Tell whether a line is a page's beyond doubt.

    Two buttons, a button with a number, a neighbour; 分享 alone may head a part of a text."""
    line = simplify(line.strip())
    if _NEIGHBOUR.fullmatch(line):
        return True
    if not is_interface_line(line):
        return False
    return len(set(_SURE_WORDS.findall(line))) > 1 or any(map(str.isdigit, line))


def _names_editor(line: str) -> bool:
    return is_metadata_line(line) and bool(read_metadata_line(line).editor)


def _may_belong(block: Block, *, is_page_below: bool) -> bool:
    """Tell whether a line may be a page's.

    It is short, no sentence, and nothing an author ends with."""
    line = block.text.strip()
    if block.kind != "p" or len(line) > _LONGEST or "\n" in line or "<img" in block.html:
        return False
    if line.endswith(_ENDS_AS_TEXT) or _OF_TEXT.match(line) or any(find_moments(line)):
        return False
    return is_page_below or not is_office_or_day(block)
