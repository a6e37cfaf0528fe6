"""What stands around a text that was copied from a web page with the mouse.
The way to it above, buttons below, and the foot of the site."""

import re
from collections.abc import Sequence
from itertools import takewhile

from series.text.markup.blocks import Block

from .furniture_line import is_furniture_line
from .interface_words import is_interface_line
from .written_dates import find_moments

_WAY = re.compile(
    r"(?:您|你)?(?:当前|现在|目前)?(?:的|所在)?位置\s*[:：].{2,100}"
    r"|(?:[\u4e00-\u9fff]{0,6})?(?:首页|主页)(?:\s*(?:>+|＞+|»|›|[/／→\\|｜·-]|—|::)\s*[^。！？>＞»›/→|｜]{1,40}){1,6}"
    r"|[^。！？/／|｜]{2,14}(?:\s*[/／|｜]\s*[^。！？/／|｜]{2,20}){1,5}\s*[/／|｜]\s*(?:正文|详情|内容页?|文章详情)"
    r"|[Hh]ome(?:\s*(?:>+|»|›|/|→|\|)\s*[^>»›/→|]{1,60}){1,6}"
    r"|[^。！？>＞»›]{2,14}(?:\s?(?:>+|＞+|»|›)\s?[^。！？>＞»›]{2,20}){2,6}"
)
# The foot of a site: whose it is, and below that where the office lies.
_OWNER = re.compile(
    r"(?:[©Ⓒ]|\(c\)|copyright\b|版权所有|版权归).{0,100}|.{0,40}版权所有(?![人者权]).{0,40}"
    r"|.{0,60}(?:ICP备|公网安备).{0,60}",
    re.IGNORECASE,
)
_OF_SITE = re.compile(r"(?:网站标识码|主办|承办|技术支持)(?:单位)?\s*[:：].{2,60}")
_CONTACT_LABEL = (
    r"(?:(?:联系|办公|单位|通讯|通信|公司|本会|商会|协会)?(?:地址|电话)|联系方式|邮政编码|邮\s*编|电\s*话|传\s*真|热线"
    r"|(?:电子)?(?:邮箱|邮件)|网\s*址|E-?mail|Tel|Fax|Add(?:ress)?|总机|(?:值班|服务|监督|举报|咨询|纠错)(?:电话|热线|邮箱))"
)
_CONTACT = re.compile(
    rf"{_CONTACT_LABEL}\s*[:：].{{2,80}}|[\d\s()（）+/、—-]{{7,40}}|\d{{6}}|(?:https?://|www\.)\S+",
    re.IGNORECASE,
)
_LONGEST_DAY, _LONGEST_BUTTON = 90, 6
_CHANGED = re.compile(r".{0,20}(?:修改|编辑|更新)")
_TOP, _BELOW_DAY, _BOTTOM = 3, 6, 12


def find_copied_page_lines(lines: Sequence[str]) -> frozenset[int]:
    """Return the places of a page's way and of its buttons around a text.
    One line always stays."""
    filled = [at for at, line in enumerate(lines) if line.strip()]
    found = {at for at in filled[:_TOP] if is_way_line(lines[at])}
    found |= {at for at in filled[:_TOP] if _is_button(lines[at])}
    day = next((place for place, at in enumerate(filled[:_TOP]) if _holds_day(lines[at])), None)
    near = filled[day + 1 : _BELOW_DAY] if day is not None else ()
    found |= {at for at in near if _is_button(lines[at]) or _is_short_button(lines[at])}
    below = takewhile(lambda at: _is_button(lines[at]), filled[: -_BOTTOM - 1 : -1])
    found.update(below)
    return frozenset(found) if len(found) < len(filled) else frozenset()


def is_way_line(line: str) -> bool:
    """Tell whether a line is the way to a page: 首页 / 商会新闻 / 正文."""
    return bool(_WAY.fullmatch(line.strip()))


def _is_short_button(line: str) -> bool:
    """Tell whether a line of a few characters is a page's: 关注, 订阅."""
    text = line.strip()
    return len(text) <= _LONGEST_BUTTON and is_furniture_line(text) and not text.isdigit()


def _holds_day(line: str) -> bool:
    """Tell whether a short line holds a day: buttons may stand further down below it."""
    return len(line) <= _LONGEST_DAY and any(find_moments(line))


def take_site_foot(rest: list[Block]) -> list[Block]:
    """Take the owner of a site and its address from below a text."""
    lines = [block.text if block.kind == "p" else "。" for block in rest]
    foot = find_site_foot([line.replace("\n", " ") for line in lines])
    taken = rest[foot.start :] if foot else []
    del rest[len(rest) - len(taken) :]
    return taken


def find_site_foot(lines: Sequence[str]) -> range:
    """Return the places of a site's foot: who owns it, below that address and telephone.

    Contacts that stand above the owner, or without one, are those of the text."""
    filled = [at for at, line in enumerate(lines) if line.strip()]
    start = len(lines)
    for at in reversed(filled[-_BOTTOM:]):
        line = lines[at].strip()
        if _OWNER.fullmatch(line) and not line.endswith("。"):
            start = at
        elif not (_CONTACT.fullmatch(line) or _OF_SITE.fullmatch(line) or is_furniture_line(line)):
            break
    return range(start, len(lines)) if filled and filled[0] < start else range(0)


def _is_button(line: str) -> bool:
    """Tell whether a line holds buttons and counters alone.
    A day beside them is read elsewhere."""
    text = line.strip()
    return (
        is_interface_line(text) or bool(_CHANGED.match(text) and is_furniture_line(text))
    ) and not any(find_moments(line))
