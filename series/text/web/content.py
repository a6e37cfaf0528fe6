"""Find the text of a page: by known containers, else by text density."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from lxml.etree import _Element

from series.text.markup.tree_builder import DROPPED, is_hidden

from .head import text_of
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
    "sharedaddy", "relatedposts", "yarpp", "addtoany", "addthis",
    "friendlink", "position", "location", "dqwz", "curpos", "weizhi", "subscribe", "sidelist", "ranking",
})  # fmt: skip
FOOT_NAMES = frozenset({
    "footer", "foot", "copyright", "bottom", "sidebar", "comments", "comment", "pinglun", "reply", "related", "recommend",
    "sidelist", "ranking", "hotnews",
})  # fmt: skip
_COMMENTS = re.compile(
    r"(?:网友|全部|最新|热门|精彩)?(?:评论|跟[帖贴]|留言)(?:区|列表)?\s?[（(\[]?\s?\d*\s?条?[)）\]]?"
)
CONTAINERS = frozenset({"div", "td", "article", "section", "main", "body", "center", "document"})
_NAME_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_SHOWN_IN_DRAWINGS = {"svg": "section", "foreignobject": "section", "text": "p", "g": "span"}
_PAGE_NOTICE = re.compile(
    r"不代表本[网站].{0,20}(?:观点|立场)|本[网站].{0,40}(?:不承担.{0,8}责任|版权)|免责声明|如.{0,6}侵权"
)
_NO_RUNNING_TEXT = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "html", "head", "title"})
_LINES = frozenset({"p", "div", "section", "td", "th"})
_BOXES = ("div", "td", "article", "section", "center")
_BROWSER_NOTICE = re.compile(
    r"浏览器.{0,12}(?:版本)?(?:过低|太低|不支持|较低|太旧|过旧)|升级.{0,8}浏览器|(?:启用|开启|打开|支持).{0,4}java\s?script",
    re.IGNORECASE,
)
LONGEST_NOTICE = 160
FEWEST = 12
LARGE_TEASER = 300
FEWEST_LINKED = 3
FEWEST_TEASERS = 4
# A container that is known by name yields to one that holds so many times its running text.
OUTWEIGHS = 5


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
        elif element.tag in ("rt", "rp"):
            removed.drop(element, "注音")


def find_noise(document: _Element, *, weights: Weights) -> dict[_Element, str]:
    """Return what surrounds the text, outermost elements with their sort. Large parts never are."""
    found: dict[_Element, str] = {}
    most = weights.total[document] * 3 // 10
    stays = with_ancestors(element for element in document.iter() if is_known_container(element))
    stays.update(element for element, total in weights.total.items() if total > most)
    waiting = list(document)
    while waiting:
        element = waiting.pop()
        if sort := _noise(element, stays):
            found[element] = sort
        else:
            waiting.extend(element)
    return found


def remove_noise(found: dict[_Element, str], removed: Removed) -> None:
    """Remove what surrounds the text, and count it by sort."""
    for element, sort in found.items():
        removed.drop(element, sort)


def hidden_containers(document: _Element) -> set[_Element]:
    """Return the known containers: WeChat hides its text until a script shows it."""
    return {element for element in document.iter() if is_known_container(element)}


def _walk(document: _Element) -> Iterator[_Element]:
    """Yield every element, parents first.
    The inside of one that was removed meanwhile is left out."""
    waiting = list(document)
    while waiting:
        element = waiting.pop()
        yield element
        if element.getparent() is not None:
            waiting.extend(element)


def open_drawings(document: _Element) -> None:
    """Make boxes of the drawings that hold words: WeChat's editors set whole articles in svg."""
    for drawing in list(document.iter("svg")):
        if not any(part.tag in ("foreignobject", "text") for part in drawing.iter()):
            continue
        for part in [drawing, *drawing.iter()]:
            part.tag = _SHOWN_IN_DRAWINGS.get(part.tag, part.tag)


def set_code_lines(document: _Element) -> None:
    """End each line of a listing with a line end.
    Where a page gives every line a `code`."""
    for listing in document.iter("pre"):
        codes = [part for part in listing.iter("code") if part.getparent() is not None]
        for code in codes if len(codes) > 1 else []:
            if not (code.tail or "").startswith("\n"):
                code.tail = "\n" + (code.tail or "")


def remove_browser_notices(document: _Element, removed: Removed, *, weights: Weights) -> None:
    """Remove the boxes that tell readers to use another browser."""
    notices = [element for element in document.iter(*_BOXES) if _is_notice(element, weights)]
    around = {outer for element in notices for outer in element.iterancestors()}
    for element in notices:
        if element not in around:
            removed.drop(element, "浏览器提示")


def _is_notice(element: _Element, weights: Weights) -> bool:
    frame = len(element) == 1 and element[0].tag in CONTAINERS
    small = not frame and 0 < weights.characters[element] <= LONGEST_NOTICE
    return small and bool(_BROWSER_NOTICE.search(text_of(element)))


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
    best = max(known, key=lambda element: weights.total[element], default=None)
    densest = _densest(document, weights) if best is None or _is_slight(best, weights) else best
    if best is not None and weights.total[densest] < OUTWEIGHS * weights.total[best]:
        return best
    return densest


def _is_slight(element: _Element, weights: Weights) -> bool:
    """Tell whether a known container holds too little to be trusted by its name alone."""
    return weights.total[element] < LARGE_TEASER


def _densest(document: _Element, weights: Weights) -> _Element:
    """Return the container with the most running text.
    Else that of most short lines.

    What lies in the foot, the sides and the comments of a page counts only where nothing else does.
    """
    teasers = _inside_teasers(document, weights)
    noise = inside_noise(document)
    for outside in (teasers | noise, teasers):
        if scores := _scores(document, weights, outside):
            best = max(scores, key=lambda e: scores[e] * (1 - weights.link_share(e)))
            return _with_siblings(best, weights)
        if lines := _line_scores(document, weights, outside):
            return max(lines, key=lambda element: lines[element])
    return document


def _scores(document: _Element, weights: Weights, outside: set[_Element]) -> dict[_Element, float]:
    """Return the running text of each container.
    Each paragraph counts for the container around it, and half for the next one; headings and
    the window's title are no running text."""
    scores: dict[_Element, float] = defaultdict(float)
    for element, own in weights.own.items():
        if own < FEWEST or element in outside or element.tag in _NO_RUNNING_TEXT:
            continue
        if _PAGE_NOTICE.search(text_of(element)):
            continue
        around = _containers(element)
        scores[next(around, document)] += own
        scores[next(around, document)] += own / 2
    return scores


def inside_noise(document: _Element) -> set[_Element]:
    """Return everything inside a page's foot, sides and comments, also where they are large."""
    feet = [e for e in document.iter("div", "ul", "footer", "nav", "aside") if _is_foot(e)]
    for heading in document.iter("h2", "h3", "h4", "p", "div", "span"):
        if len(heading) <= 2 and _COMMENTS.fullmatch(text_of(heading)):
            feet += heading.itersiblings()
    return {inner for foot in feet for inner in foot.iter()}


def _is_foot(element: _Element) -> bool:
    parts = {part.lower() for name in _raw_names(element) for part in _NAME_PARTS.findall(name)}
    named = not FOOT_NAMES.isdisjoint(parts | names(element))
    return element.tag in ("footer", "nav", "aside") or (named and not is_known_container(element))


def _line_scores(document: _Element, weights: Weights, outside: set[_Element]) -> Counter[_Element]:
    """Return the short lines of each container.
    For a poem, a list, a table or pictures."""
    scores: Counter[_Element] = Counter()
    for element, own in weights.own.items():
        if own and element.tag in _LINES and element not in outside:
            table = next(element.iterancestors("table"), None) if element.tag != "p" else None
            around = element if table is None or element.tag in ("p", "div") else table
            scores[next(_containers(around.getparent()), document)] += own
    return scores


def container_around(element: _Element, weights: Weights) -> _Element:
    """Return the box around a block, with equal neighbours where they hold as much text."""
    return _with_siblings(next(_containers(element), element), weights)


def _with_siblings(element: _Element, weights: Weights) -> _Element:
    """Return the element, or the one around it where equal neighbours hold as much text.
    Editors set every paragraph in a box of its own."""
    parent = element.getparent()
    while parent is not None and parent.tag in CONTAINERS - {"body", "document"}:
        same = [
            child for child in parent if child is not element and _kind(child) == _kind(element)
        ]
        beside = sum(weights.total[child] for child in same if weights.link_share(child) < 0.3)
        if beside * 2 < weights.total[element] and weights.total[parent] > weights.total[element]:
            break
        element, parent = parent, parent.getparent()
    return element


def _inside_teasers(document: _Element, weights: Weights) -> set[_Element]:
    """Return everything inside lists of other texts.
    Such a list has equal neighbours that all hold links and no long text."""
    inside: set[_Element] = set()
    linking = with_ancestors(document.iter("a"))
    for parent in document.iter():
        rows = [child for child in parent if child.tag in ("li", "div", "dl", "dd")]
        linked = Counter(_kind(row) for row in rows if row in linking)
        kinds = Counter(_kind(row) for row in rows)
        for row in rows if parent not in inside else []:
            kind = _kind(row)
            fewest = 2 if _begins_with_link(row) else FEWEST_TEASERS
            listed = linked[kind] >= fewest and linked[kind] * 4 >= kinds[kind] * 3
            if listed and row in linking and weights.total[row] < LARGE_TEASER:
                inside.update(row.iter())
    return inside


def _begins_with_link(row: _Element) -> bool:
    """Tell whether a row begins with the linked title of another text."""
    first = next((part for part in row.iter() if (part.text or "").strip()), None)
    return (
        first is not None and first.tag == "a" and len((first.text or "").strip()) >= FEWEST_LINKED
    )


def _kind(element: _Element) -> tuple[str, str]:
    return element.tag, element.get("class", "")


def _containers(element: _Element) -> Iterator[_Element]:
    walker: _Element | None = element
    while walker is not None:
        if walker.tag in CONTAINERS:
            yield walker
        walker = walker.getparent()
