"""Find the text of a page: by known containers, else by text density."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from lxml.etree import _Element

from series.text.markup.tree_builder import DROPPED, is_hidden

from .removed import Removed
from .weights import Weights, with_ancestors

KNOWN_IDS = frozenset({
    "zoom", "ucap-content", "js_content", "vsb_content", "vsb_newscontent", "ozoom", "artibody", "article_content",
    "articlecontent", "article-content", "newscontent", "news_content", "maintext", "endtext", "p_content", "rwb_zw",
    "text_area", "detailcontent", "zhengwen", "xwcontent", "fontzoom", "bodylabel", "ivs_content", "infocontent",
    "articlecnt", "contenttext", "content_text", "mcontent", "artcontent", "font_zoom", "zwcontent",
})  # fmt: skip
KNOWN_CLASSES = frozenset({
    "trs_editor", "trs_ueditor", "trs_editor_view", "trs_word", "article-content", "article_content", "articlecontent",
    "contxt", "bt_content", "article_con", "article-con", "zhengwen", "pages_content", "wp_articlecontent",
    "v_news_content", "rich_media_content", "xxgk_content", "news_content", "news-content", "content_text",
    "detail-content", "detail_content", "main-text", "entry-content", "article-body", "article_body", "art_con",
    "wz-nr", "bt-content", "zwxl-article", "view_content", "newscontent", "rm_txt_con",
})  # fmt: skip
# The first post of a forum thread is the text, however long the answers are.
FIRST_POST = "t_f"
NOISE_TAGS = frozenset({"nav", "header", "footer", "aside", "form"})
NOISE_NAMES = frozenset({
    "nav", "navbar", "navigation", "menu", "header", "top", "topbar", "footer", "foot", "bottom", "sidebar", "side",
    "aside", "breadcrumb", "breadcrumbs", "crumb", "crumbs", "share", "bdshare", "bdsharebuttonbox", "sharebox",
    "qrcode", "ewm", "erweima", "copyright", "related", "relate", "xgyd", "xgwz", "xglj", "xgxw", "recommend",
    "recommended", "hot", "hotnews", "comment", "comments", "pinglun", "toolbar", "tools", "print", "dayin", "advert",
    "ad", "ads", "banner", "prevnext", "pagination", "pager", "sxp", "sxy", "login", "search", "gotop", "totop",
    "friendlink", "position", "location", "dqwz", "curpos", "weizhi", "subscribe", "sidelist", "ranking",
})  # fmt: skip
CONTAINERS = frozenset({"div", "td", "article", "section", "main", "body", "center", "document"})
_NAME_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
FEWEST = 12
FEWEST_TEASERS = 4


def names(element: _Element) -> set[str]:
    return {name.lower() for name in f"{element.get('id', '')} {element.get('class', '')}".split()}


def is_known_container(element: _Element) -> bool:
    """Tell whether a content system puts the text of its pages into such an element."""
    identity = element.get("id", "").lower()
    return (
        identity in KNOWN_IDS
        or identity.startswith("vsb_content")
        or element.get("itemprop") == "articleBody"
        or not KNOWN_CLASSES.isdisjoint(element.get("class", "").lower().split())
    )


def remove_inert(document: _Element, removed: Removed) -> None:
    """Remove elements without text for readers: scripts, styles, form fields, embedded content."""
    for element in _walk(document):
        if element.tag in DROPPED - {"title", "head"}:
            is_script = element.tag in ("script", "style")
            removed.drop(element, "脚本、样式" if is_script else "表单、嵌入内容")


def remove_noise(document: _Element, removed: Removed, *, weights: Weights) -> None:
    """Remove what surrounds the text, and count it by sort. Large parts always stay."""
    most = weights.total[document] * 3 // 10
    stays = with_ancestors(element for element in document.iter() if is_known_container(element))
    stays.update(element for element, total in weights.total.items() if total > most)
    for element in _walk(document):
        if sort := _noise(element, stays):
            removed.drop(element, sort)


def _walk(document: _Element) -> Iterator[_Element]:
    """Yield every element, parents first. The inside of one that was removed meanwhile is left
    out."""
    waiting = list(document)
    while waiting:
        element = waiting.pop()
        yield element
        if element.getparent() is not None:
            waiting.extend(element)


def _noise(element: _Element, stays: set[_Element]) -> str:
    if is_hidden(element.attrib):
        # Only WeChat hides its text until a script shows it.
        return "" if is_known_container(element) else "隐藏内容"
    named = element.tag in CONTAINERS | {"ul", "table", "span"} and _has_noise_name(element)
    return "导航、页脚等" if (named or element.tag in NOISE_TAGS) and element not in stays else ""


def _has_noise_name(element: _Element) -> bool:
    parts = {part.lower() for name in _raw_names(element) for part in _NAME_PARTS.findall(name)}
    return not NOISE_NAMES.isdisjoint(parts | names(element))


def _raw_names(element: _Element) -> list[str]:
    return f"{element.get('id', '')} {element.get('class', '')}".split()


def find_text_element(document: _Element) -> _Element:
    """Return the element that holds the text; the whole document when none stands out."""
    weights = Weights(document)
    for post in document.iter("td", "div"):
        if FIRST_POST in names(post):
            return post
    shown = with_ancestors(document.iter("img", "table"))
    known = [
        e
        for e in document.iter()
        if is_known_container(e) and (weights.total[e] >= FEWEST or e in shown)
    ]
    if known:
        return max(known, key=lambda element: weights.total[element])
    return _densest(document, weights)


def _densest(document: _Element, weights: Weights) -> _Element:
    """Return the container with the highest score of running text. Each paragraph counts for the
    container around it, and half for the next one."""
    scores: dict[_Element, float] = defaultdict(float)
    teasers = _inside_teasers(document)
    for element, own in weights.own.items():
        if own < FEWEST or element in teasers:
            continue
        around = _containers(element)
        scores[next(around, document)] += own
        scores[next(around, document)] += own / 2
    if not scores:
        return document
    return max(scores, key=lambda element: scores[element] * (1 - weights.link_share(element)))


def _inside_teasers(document: _Element) -> set[_Element]:
    """Return everything inside lists of other texts. Such a list has equal neighbours that hold
    links."""
    inside: set[_Element] = set()
    linking = with_ancestors(document.iter("a"))
    for parent in document.iter():
        rows = [child for child in parent if child.tag in ("li", "div", "dl", "dd")]
        kinds = Counter(_kind(row) for row in rows)
        for row in rows:
            if kinds[_kind(row)] >= FEWEST_TEASERS and row not in inside and row in linking:
                inside.update(row.iter())
    return inside


def _kind(element: _Element) -> tuple[str, str]:
    return element.tag, element.get("class", "")


def _containers(element: _Element) -> Iterator[_Element]:
    walker: _Element | None = element
    while walker is not None:
        if walker.tag in CONTAINERS:
            yield walker
        walker = walker.getparent()
