"""The titles that a page gives to machines.
Their pieces, what they name, names of sites."""

import re
from collections.abc import Iterable, Iterator

_SEPARATOR = re.compile(
    r"\s*[_|｜]+\s*|\s+[-–—·»›<>:：]+\s+|\s*[»›]\s*|--+|(?<=[\u4e00-\u9fff”》）)！？!?…\d])-+(?=[\u4e00-\u9fffA-Za-z【])|——(?=[^—]{2,14}$)|[,，]\s*(?=[^,，。_|-]{2,14}(?:网|联|会|局|府|站|社)$)"
)
_SITE = re.compile(
    r"(?:.*(?:网|网站|门户|官网|首页|频道|栏目|工商联|工商业联合会|商会|人民政府|政府|委员会|统战部|协会|联合会|日报|晚报|时报|客户端|中心|局|厅|报|数字版|电子版|博客|论坛|社区|在线|公众号|头条|资讯|公司|集团|大学|学院)|.*(?:com|cn|net|org)|.*\b(?:News|Online)\b.*)",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"(?:[\u4e00-\u9fff]{0,4}(?:新闻|动态|公告|通知|要闻|资讯|公示|信息|政策|活动|工作|报道|文件|公开|头条|快讯|专题|热点|聚焦|观察|时政|财经|社会|经济|国内|国际|评论|要论|专栏|园地|之窗|建设|风采|天地|之家|交流|服务|中心)){1,3}|正文|详情|内容|(?:新闻|文章|信息|内容)(?:详情|内容|正文|详细)?页?|首页|概况|简介|网站首页|滚动|国内|国际|公众号"
)
_OFFICIAL_END = re.compile(
    r"(?:通知|意见|公告|通告|决定|办法|批复|函|方案|细则|规定|报告|公示|规划|条例|纲要|要点|措施|通报|倡议书?|决议)(?:（[^（）]{1,12}）)?$"
)
_VERB = re.compile(
    "走[进访近出]|调研|召开|举[办行]|赴|到|在|成立|换届|开展|组织|参加|[来到专]访|考察|慰问|推[进动]|助力|揭牌|当选|来|与|对|为|把|让|给|的|了|和|向|再|获|被|将|新增|发布|签约"
)
_CUT = re.compile(r"\s*(?:\.{3,}|…+)$")


def key_of(text: str) -> str:
    """Return the letters, digits and Han characters of a text: two spellings have one key."""
    return "".join(character for character in text.lower() if character.isalnum())


def title_pieces(title: str) -> Iterator[str]:
    """Yield a title whole, its beginnings up to each separator, and its single parts."""
    title = _CUT.sub("", title).strip()
    yield title
    start = 0
    for separator in _SEPARATOR.finditer(title):
        yield title[: separator.start()].strip()
        if start:
            yield title[start : separator.start()].strip()
        start = separator.end()
    if start:
        yield title[start:].strip()


def title_keys(titles: Iterable[str]) -> set[str]:
    """Return the keys of titles for machines, whole and up to each separator."""
    return {key_of(piece) for title in titles for piece in title_pieces(title)} - {""}


def support_of(key: str, title: str) -> float:
    """Return how far a title names a candidate.
    1 where it is the title or its beginning."""
    whole = key_of(title)
    if not whole or not key:
        return 0.0
    if key == whole:
        return 1.0
    keys = [key_of(piece) for piece in title_pieces(title)]
    if whole.startswith(key):
        return 0.95 if key in keys else 0.3
    if key in keys:
        return 0.6
    return 0.6 if len(whole) >= 4 and key.startswith(whole) else 0.0


# A clause, or a place where something goes on: 评茶课开进社区.
_SAYS_MORE = re.compile(r"[：，！？“”、]|[进入到在驻]社区$")


def is_name_of_office(text: str) -> bool:
    """Tell whether a text is just the name of an office or site."""
    whole = len(key_of(text)) <= 16 and bool(_SITE.fullmatch(text))
    return (
        whole
        and not _SAYS_MORE.search(text)
        and not _VERB.search(text)
        and not _OFFICIAL_END.search(text)
    )


def tail_score(title: str) -> float:
    """Return what a title loses for names of site and section."""
    cuts = list(_SEPARATOR.finditer(title))
    tails = [title[cut.end() :] for cut in cuts]
    return 1.0 * len(cuts) + sum(
        1.0 for tail in tails if _SITE.fullmatch(tail) or _SECTION.fullmatch(tail)
    )


def is_section_name(text: str) -> bool:
    """Tell whether a text is made of words for sections alone: 新闻动态, 通知公告, 正文."""
    return bool(_SECTION.fullmatch(text))


def ends_official(text: str) -> bool:
    """Tell whether a text ends in a kind of official document."""
    return bool(_OFFICIAL_END.search(text))


def is_cut(text: str) -> bool:
    """Tell whether a title ends with dots, since a system cut it."""
    return bool(_CUT.search(text))


def is_name_of_part(text: str) -> bool:
    """Tell whether a text names an office, a site or a section."""
    return is_section_name(text) or is_name_of_office(text)
