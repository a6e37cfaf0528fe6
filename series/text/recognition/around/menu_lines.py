"""Menus of sites above texts copied from their pages (decision 180)."""

import re
from collections.abc import Sequence

from series.text.language.folding import simplify

_HOME = re.compile(r"(?:网站|本站|中文|返回)?(?:首页|主页)")
_WAY = re.compile(
    r"(?:[您你])?(?:当前|现在|目前)?(?:的|所在)?位置\s*[:：].*|(?:网站)?(?:首页|主页)\s*(?:>+|＞+|»|›|→|/).+"
)
# What the entries of a menu end with.
_ENTRY = re.compile(
    r"[\u4e00-\u9fff]{0,4}(?:概况|简介|介绍|概览|之窗|中心|动态|新闻|资讯|要闻|快讯|公告|通知|公示|公开|法规|政策|服务|风采|展示|建设|园地|天地|之家|互动|交流|专题|专栏"
    r"|下载|党建|商会|协会|会员|企业|机构|组织|领导|文化|活动|视频|图片|留言|投诉|建议|办事|大厅|导航|我们|登录|注册|加入|入会|参政|议政|调研|培训|招商|合作|搜索|English)"
)
_PARTS = re.compile(r"[\s|｜·]+")
_TOP, _LONGEST, _FEWEST, _FEWEST_ABOVE_WAY = 14, 8, 3, 2
_MARK = re.compile(r"[^\w]|\d")


def find_menu_lines(lines: Sequence[str]) -> frozenset[int]:
    """Return the places of a menu at the top: 首页, 机构概况, 新闻中心, 会员服务.

    Short lines above the way to a page are one, and so are the entries below 首页, or beside it."""
    filled = [at for at, line in enumerate(lines) if line.strip()][:_TOP]
    texts = [simplify(lines[at].strip()) for at in filled]
    count = _count_in_line(texts) or _count_above_way(texts) or _count_below_home(texts)
    return frozenset(filled[:count]) if count < len(texts) else frozenset()


def _count_in_line(texts: list[str]) -> int:
    """Return 1 where the first line holds 首页 and other entries, else 0."""
    first, *others = _PARTS.split(texts[0]) if texts else [""]
    entries = [word for word in others if _ENTRY.fullmatch(word)]
    short = len(others) >= _FEWEST - 1 and all(len(word) <= _LONGEST for word in others)
    return 1 if _HOME.fullmatch(first) and short and len(entries) * 2 >= len(others) else 0


def _count_above_way(texts: list[str]) -> int:
    """Return how many short lines stand above the way to a page."""
    way = next((at for at, text in enumerate(texts) if _WAY.fullmatch(text)), 0)
    is_menu = way >= _FEWEST_ABOVE_WAY and all(map(_may_be_entry, texts[:way]))
    return way if is_menu and (way >= _FEWEST or _HOME.fullmatch(texts[0])) else 0


def _count_below_home(texts: list[str]) -> int:
    """Return how many lines are 首页 and the entries below it.

    0 for fewer than three."""
    if not texts or not _HOME.fullmatch(texts[0]):
        return 0
    count = 1
    while count < len(texts) and _ENTRY.fullmatch(texts[count]):
        count += 1
    return count if count >= _FEWEST else 0


def _may_be_entry(text: str) -> bool:
    return len(text) <= _LONGEST and not _MARK.search(text)
