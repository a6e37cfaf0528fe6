"""Every address that a reader or a machine can reach from the home page, visited once."""

import contextlib
import re
import time
from collections import Counter, deque
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, quote, unquote, urldefrag, urljoin, urlsplit

from tests.audit import links
from tests.audit.fetching import Visitor
from tests.audit.pages import ASKED
from tests.audit.report import Finding, Outcome

STARTS = ("/", "/sitemap.xml", "/robots.txt", ASKED["search"])
MOST, SECONDS = 6000, 300
# Pages of one address that differ in their query alone: a reader never comes to an end of more.
MOST_OF_ONE = 150
FILTERS = {"kind", "year", "month", "tag", "series", "column", "source", "sort", "within"}
NARROWED = {"/search/", "/articles/"}
# An address as it may be sent: what is written in Chinese is encoded, what is encoded stays.
SAFE = "/?&=%:;,+@!$'()*~-._[]#"


@dataclass
class Crawl:
    """What was visited: {path: answer}, who named it, and which fragments were asked for."""

    site: str
    visited: dict = field(default_factory=dict)
    named_by: dict = field(default_factory=dict)
    fragments: dict = field(default_factory=dict)
    third_party: dict = field(default_factory=dict)
    outward: set = field(default_factory=set)
    turned: Counter = field(default_factory=Counter)
    unfinished: int = 0

    @property
    def pages(self):
        """{path: answer} of the HTML pages."""
        return {path: a for path, a in self.visited.items() if a.is_html and a.status == 200}


def crawl(site, starts=STARTS, *, most=MOST, seconds=SECONDS):
    """Visit everything, bounded in count and time; whatever is left over is counted."""
    found, waiting = Crawl(site), deque(starts)
    found.named_by.update(dict.fromkeys(starts, "（起点）"))
    end = time.monotonic() + seconds
    with contextlib.closing(Visitor(urlsplit(site).port)) as visitor:
        while waiting and len(found.visited) < most and time.monotonic() < end:
            path = waiting.popleft()
            found.visited[path] = answer = visitor.get(path)
            waiting.extend(newly_named(found, path, answer))
    found.unfinished = len(waiting)
    return found


def newly_named(found, path, answer):
    """Paths of this site that the answer names for the first time."""
    targets = [(named.address, named.sort) for named in links.named(answer)]
    if answer.location and 300 <= answer.status < 400:
        targets.append((answer.location, links.LINK))
    for address, sort in sorted(targets):
        whole, fragment = urldefrag(inside(found.site, path, address))
        if not whole:
            note_outside(found, path, address, sort)
            continue
        target = whole.removeprefix(found.site) or "/"
        if fragment:
            found.fragments.setdefault((target, unquote(fragment)), path)
        if combined(target):
            continue
        if target not in found.named_by and not endless(found, target):
            found.named_by[target] = path
            yield target


def combined(target):
    """Whether a search or list is narrowed by two filters and more: each filter's pages are visited, what
    they can be combined to has no end, and robots are told not to follow it."""
    base, _, asked = target.partition("?")
    return base in NARROWED and len(FILTERS & {name for name, _ in parse_qsl(asked)}) > 1


def endless(found, target):
    """Whether so many pages of this one list were named that its turning never ends."""
    base, asked, _ = target.partition("?")
    if not asked or is_choice(target) or is_about_a_page(target):
        return False
    found.turned[base] += 1
    return found.turned[base] > MOST_OF_ONE


def inside(site, path, address):
    """The whole address where it is one of this site, else nothing."""
    address = re.sub(r"\{searchTerms\??\}", "常商", address)
    address = re.sub(r"^webcal:", "http:", address)
    try:
        whole = urljoin(site + path, address)
    except ValueError:
        return site + "/not-an-address/" + quote(address, "")
    return quote(whole, SAFE) if (whole + "/").startswith(site + "/") else ""


def note_outside(found, path, address, sort):
    if urlsplit(urljoin(found.site + path, address)).scheme not in {"http", "https"}:
        return  # data:, mailto:, tel: fetch nothing
    if sort == links.RESOURCE:
        found.third_party.setdefault(address, path)
    else:
        found.outward.add(address)


def check(found):
    """The crawl as a table of status by kind of file, and everything that is not as it should."""
    judged = [
        *broken(found),
        *lost_fragments(found),
        *strange_cookies(found),
        *(Finding(page, "第三方资源", address) for address, page in found.third_party.items()),
    ]
    for base, times in found.turned.items():
        if times > MOST_OF_ONE:
            judged.append(Finding(base, "翻不完的页", f"已有 {MOST_OF_ONE} 页，后面还有"))
    if found.unfinished:
        judged.append(Finding("/", "没有走完", f"还有 {found.unfinished} 个网址"))
    if not found.pages:
        judged.append(Finding("/", "没有页面"))
    counts = Counter((answer.type or "—", answer.status) for answer in found.visited.values())
    rows = [(sort, status, count) for (sort, status), count in sorted(counts.items())]
    remarks = [
        f"共 {len(found.visited)} 个网址，其中网页 {len(found.pages)} 个；"
        f"页内位置 {len(found.fragments)} 处；站外链接 {len(found.outward)} 个（不访问）"
    ]
    return Outcome("爬行：链接、资源、Cookie", ("类型", "状态", "数量"), rows, judged, remarks)


def broken(found):
    """Neither a page nor the redirect that an address is there for."""
    for path, answer in found.visited.items():
        wanted = 302 if is_choice(path) else 200
        if answer.status != wanted:
            by = unquote(found.named_by[path])
            led = f" → {answer.location}" if answer.location else ""
            yield Finding(by, f"失效链接 {answer.status}", unquote(path) + led)


def is_choice(path):
    return urlsplit(path).path == "/display/"


def is_about_a_page(path):
    """Whether it answers about another page that it names: there are as many as pages."""
    return urlsplit(path).path == "/oembed/"


def lost_fragments(found):
    places = {}
    for (target, fragment), by in found.fragments.items():
        answer = found.visited.get(target)
        if answer is None or not answer.is_html or fragment == "top":
            continue
        if target not in places:
            page = links.tree(answer.body)
            places[target] = set(page.xpath("//@id | //a/@name")) if page is not None else set()
        if fragment not in places[target]:
            yield Finding(unquote(by), "页内位置不存在", f"{unquote(target)}#{fragment}")


def strange_cookies(found):
    """A cookie anywhere but where the reader chose a size, a view or a theme; or another one."""
    for path, answer in found.visited.items():
        for cookie in answer.cookies:
            name, _, value = cookie.partition(";")[0].partition("=")
            chosen = re.search(r"[?&](size|view|theme)=", path) and re.fullmatch(r"[a-z.]+", value)
            forgotten = value in {"", '""'} and "max-age=0" in cookie.lower()
            if not (is_choice(path) and name == "display" and (chosen or forgotten)):
                yield Finding(unquote(path), "Cookie", f"{name}={value[:40]}")
