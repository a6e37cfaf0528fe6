"""The way, the name of a site and the kicker above a title."""

import re

from series.text.language.han import han
from series.text.language.segmenter import tagged_words
from series.text.markup.blocks import Block

from ..copied_page_lines import is_way_line
from ..head_lines import is_part_of_sentence
from ..metadata_line import is_metadata_line
from ..official_lines import is_organization as is_office
from ..title_lines import ends_title, is_subtitle, may_belong_to_title

_TOP = 3
_LISTED_WAY = re.compile(r"(?:网站)?(?:首页|主页)|Home", re.IGNORECASE)
_LONGEST_STEP = 24
_SITE = re.compile(
    r"[\u4e00-\u9fffA-Za-z·]{2,20}(?:门户网站|官方网站|官网|网站|政府网|政务网|新闻网|信息网|商会网|工商网|资讯网|党建网|热线网|门户网|在线网"
    r"|(?<![简通汇喜捷海公战专快情预])[日晚早商时周]报|融媒体中心|广播电视台|电视台|客户端)"
)
_SHORTEST_TITLE, _LONGEST_KICKER, _SHORTEST_KICKER = 5, 40, 5
_GOES_ON = re.compile("关于|[的了和与及等之暨]")
# Words that begin what an office does, and what goes on with a line above.
_ACTS = ("v", "vd", "vn", "p", "d", "c", "u", "y")
_COUNTS = ("m", "t", "mq")
_BEGINS_KICKER = ("v", "vn", "p")


def take_way(rest: list[Block]) -> list[Block]:
    """Take the way to a page from the top.

    首页 > 要闻 > 正文, in a line or a list."""
    at = next((at for at, block in enumerate(rest[:_TOP]) if _is_way(block)), -1)
    return [rest.pop(at)] if at >= 0 and len(rest) > 1 else []


def _is_way(block: Block) -> bool:
    lines = block.text.split("\n")
    if block.kind in ("ul", "ol"):
        short = all(len(line) <= _LONGEST_STEP for line in lines)
        return len(lines) > 1 and short and bool(_LISTED_WAY.fullmatch(lines[0].strip()))
    return len(lines) == 1 and block.kind != "table" and is_way_line(lines[0])


def take_site_name(rest: list[Block]) -> str:
    """Take the name of a site or an office from above a title; return it.

    云州市工商联 above 举行座谈会 or 关于… begins the title."""
    if len(rest) < 3 or not (_is_site(rest[0].text) and _is_title(rest, 1)):
        return ""
    counts = tagged_words(rest[1].text.strip()[:12])[0][1] in _COUNTS
    if counts and not _SITE.fullmatch(rest[0].text.strip()):
        return ""  # 云州市工商联 三年走访一万家会员
    return rest.pop(0).text.strip()


def _is_site(line: str) -> bool:
    name = line.strip()
    named = _SITE.fullmatch(name) or (is_office(name) and len(name) >= 4)
    return bool(named) and not is_part_of_sentence(name) and not _acts(name)


def _is_title(rest: list[Block], at: int) -> bool:
    """Tell whether a line is a whole title above facts or a subtitle."""
    line = rest[at].text.strip()
    whole = may_belong_to_title(line) and len(line) >= _SHORTEST_TITLE and not is_office(line)
    if not whole or is_metadata_line(line) or _GOES_ON.match(line) or _acts(line):
        return False
    return ends_title(rest, at + 1)


def _acts(line: str) -> bool:
    """Tell whether a line begins with what somebody does."""
    return tagged_words(line[:12])[0][1] in _ACTS


def take_kicker(rest: list[Block]) -> str:
    """Take the kicker from above a title; return it.

    Below the title stands a subtitle with a dash. Two lines of one length are a title in two
    lines, and so are a subject and what it does."""
    if len(rest) < 3 or not (is_subtitle(rest[2].text) and _may_be_kicker(rest[0].text.strip())):
        return ""
    line, title = (block.text.strip() for block in rest[:2])
    whole = may_belong_to_title(title) and not (is_metadata_line(title) or _GOES_ON.match(title))
    apart = whole and len(han(line)) != len(han(title)) and _is_apart(line, title)
    return rest.pop(0).text.strip() if apart else ""


def _may_be_kicker(line: str) -> bool:
    fits = _SHORTEST_KICKER <= len(line) <= _LONGEST_KICKER and may_belong_to_title(line)
    return fits and not (is_office(line) or is_metadata_line(line) or line.startswith("【"))


def _is_apart(line: str, title: str) -> bool:
    """Tell whether a line says something of its own above a title.

    It has no subject, or no verb while the title has one."""
    if _acts(title):
        return False
    flags, of_title = ([flag for _, flag in tagged_words(words)] for words in (line, title))
    if flags[0] in _BEGINS_KICKER or " " in line or "\u3000" in line:
        return not line.startswith("关于")
    clause = any(flag.startswith("v") for flag in of_title) or "“" in title
    return "v" not in flags[:-1] and clause
