"""Source, author and editor of a page.
Labelled, beside the date, in the head, in the text."""

import re
from collections.abc import Iterable, Iterator, Sequence

from lxml.etree import _Element

from series.text.language.folding import simplify
from series.text.language.segmenter import tagged_words
from series.text.recognition.credit_line import (
    Credits,
    author_inside,
    begins_with_surname,
    is_field_label,
    is_nobody,
    is_organization,
    is_person,
    leading_names,
    paper_of_reporter,
    persons_alone,
    read_byline,
    read_credits,
)
from series.text.recognition.furniture_line import (
    glued_furniture,
    is_credit_below,
    is_furniture_line,
)
from series.text.recognition.head_lines import person_of_office, read_account_head
from series.text.recognition.heads.english_lines import is_english_medium, read_english_credits
from series.text.recognition.interface_words import is_interface_word
from series.text.recognition.metadata_line import names_editor_in_charge, source_taken_from
from series.text.recognition.official_lines import is_named_mark, squeezed
from series.text.recognition.signed_names import author_signed, read_signed_names
from series.text.recognition.work_credits import part_work_credits
from series.text.recognition.written_dates import find_moments

from .head import RELATIVE, single_spaced, text_of
from .headline import Headline
from .own_names import own_paper
from .page_lines import PageLine
from .parts import PageParts, lines_above, lines_after
from .title_texts import key_of

_KEYS = ("source", "author", "editor")
_SENTENCE = re.compile("[。！？；]")
_ACCOUNT_NAME = re.compile(
    r"source|from|media|laiyuan|\bly\b|author|account|site|origin|写|来源", re.IGNORECASE
)
_AUTHOR_NAME = re.compile(r"author|writer|zuozhe", re.IGNORECASE)
_MARK_ABOVE = 4
_APART = re.compile(r"[\s|｜·•]+")
_LABELLED = re.compile(r"(?!by\b)[\u4e00-\u9fffA-Za-z]{2,8}\s*[:：]\s*[^\s:：]+", re.IGNORECASE)
_PLACE = re.compile(
    r"(?:发布于|来自|IP属地)?(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门)[省市]?"
)
_ACCOUNT_KIND = re.compile(r"(?:官方)?(?:账号|帐号|澎湃号|百家号|头条号|企鹅号|网易号|搜狐号)$")
# Who stands behind an account, printed under its name.
_OWNER = re.compile(r"[^\s\d]{4,}(?:官方)(?:账号|帐号)$")
_TODAY = re.compile("今天|今日|现在")
_NO_NAME = re.compile(
    r"[:：\d，,]|转载|注明|首发|^(?:原创|转载|首发|独家|图文|正文|文章|新闻|作者|来源|编辑|时间|日期|发[布表]于?|发布时间|更新于?|.{0,2}(?:更新|修改|编辑)|首发于?|阅读|浏览|点击|字体?|字号|由|默认|超大|昨天|今天|前天|.{1,3}前|星期.|周.|上午|下午|举报|已编辑|字数|分钟|minutes?|本文|修改|认证|官方|作家|博主|社会|经济|文化|教育|国内|国际|时政|要闻|财经|科技|体育|娱乐|综合|头条|民生|评论|本地|动态|资讯|公告|新闻|posted|published|updated|by|on|in|at|read|min|views?|comments?|share|author|editor|\w{3,6}day|.{0,6}(?:动态|公告|通知|要闻|活动|风采|园地|专栏|专题|栏目|速递|播报))$",
    re.IGNORECASE,
)
_PART_OF_DATE = re.compile(r"(?<!\d)\d{1,2}\s?[-/月]\s?\d{1,2}日?(?:\s+\d{1,2}:\d{2}|$|\s?[·|｜])")
_LONGEST_ACCOUNT = 12
_LAST, _SIGNED = 6, 4
_SENTENCE_ENDS = tuple("。！？”）")
_LONGEST_NAME = 20
_PAPER = re.compile(
    r"[（(□■]?\s*(?P<paper>[\u4e00-\u9fff]{2,8}?(?:[日晚晨早商时导都市快]{1,2}报|报|周刊|新闻网|电视台))(?:全媒体|融媒体?|首席|见习|特约|实习)*(?:记者|讯[\s\u3000（(])"
)


def read_names(
    parts: PageParts, headline: Headline, zone: list[PageLine], sections: set[str]
) -> Credits:
    """Return source, author and editor; what stands above the text goes before what is below."""
    first, last = _first_lines(parts, headline), _last_lines(parts)
    above = _labelled([*_rows(zone), *map(_pieces, first)])
    below = _labelled([*map(_pieces, last), *_glued(parts)])
    beside = _beside_date(zone, sections | {headline.text})
    in_charge = _editor_in_charge([*zone, *last])
    head = parts.head
    sources = (
        *parts.accounts, above.source, parts.table.source, head.source, beside.source, head.publisher,
        _labelled(map(_pieces, lines_above(parts, headline))).source, below.source,
        _beside_date(_plain_lines_above(parts, headline), sections).source, _issuer(parts, headline),
        _paper_in_window(parts, zone, headline),
        _paper_of_reporter([*zone, *first, *last]),
        own_paper(head.window, parts.owners),
        head.site,
    )  # fmt: skip
    authors = (
        above.author,
        _speaker(zone),
        head.author,
        beside.author,
        below.author,
        _by_class(zone),
        _inside(parts),
    )
    return Credits(
        source=next(filter(None, sources), ""),
        author=next(filter(None, authors), ""),
        editor=in_charge or above.editor or below.editor,
    )


def _issuer(parts: PageParts, headline: Headline) -> str:
    """Return the office whose mark, 某某协会文件, stands above the headline."""
    above = (
        line.text
        for line in parts.lines[max(0, headline.first - _MARK_ABOVE) : max(0, headline.first)]
    )
    return next((squeezed(text).removesuffix("文件") for text in above if is_named_mark(text)), "")


def _paper_in_window(parts: PageParts, zone: Sequence[PageLine], headline: Headline) -> str:
    """Return a reporter's or dateline's paper that the window's title names too."""
    lines = (line.text for line in (*zone, *_first_lines(parts, headline)))
    named = (_PAPER.match(text.strip()) for text in lines)
    papers = (found["paper"] for found in named if found)
    return next((paper for paper in papers if paper in parts.head.window), "")


def _paper_of_reporter(lines: Iterable[PageLine]) -> str:
    """Return the paper that a byline names before its reporter."""
    return next(filter(None, (paper_of_reporter(line.apart) for line in lines)), "")


def _speaker(zone: Sequence[PageLine]) -> str:
    """Return the person whom a line below the headline names behind an office."""
    named = (person_of_office(line.apart) for line in zone)
    return next(filter(None, named), "")


def _by_class(zone: Sequence[PageLine]) -> str:
    """Return the person in a line whose element is called that of the author."""
    named = (line.text for line in zone if _AUTHOR_NAME.search(line.names))
    return next(filter(is_person, named), "")


def _editor_in_charge(lines: list[PageLine]) -> str:
    """Return the 责任编辑 where one is named: a mere 编辑 is another person."""
    named = (line for line in lines if names_editor_in_charge(line.text))
    return _labelled(map(_pieces, named)).editor


def _plain_lines_above(parts: PageParts, headline: Headline) -> list[PageLine]:
    """Return the lines above the headline that are no menu.
    Nor say which day it is today."""
    lines = lines_above(parts, headline)
    return [
        line
        for line in lines
        if line.link_share < 0.5 and not line.noisy and not _TODAY.search(line.text)
    ]


def _pieces(line: PageLine) -> list[str]:
    return line.pieces


def _rows(lines: list[PageLine]) -> Iterator[list[str]]:
    """Yield the pieces of each line.
    A label that ends its line stands with those of the next one."""
    waiting: list[str] = []
    for line in lines:
        if len(line.text) > 160:
            continue
        if line.text.endswith(("：", ":")) and len(line.text) <= 12:
            waiting = line.pieces
            continue
        if not waiting and is_field_label(line.text):
            waiting = [f"{line.text}："]
            continue
        yield [*waiting, *line.pieces]
        waiting = []


def _labelled(rows: Iterable[Sequence[str]]) -> Credits:
    found = Credits()
    for pieces in rows:
        line = single_spaced(" ".join(pieces))
        if len(line) > 160 or _SENTENCE.search(line):
            continue
        signed = read_signed_names(line)
        bracketed = Credits(source=signed.source, author=signed.author) if signed else Credits()
        plain = _without_moments(line)
        _, works = part_work_credits(plain)
        works = Credits(author=works.author if works else "")
        taken = Credits(source=source_taken_from(line))
        account = read_account_head(plain) or read_english_credits(line)
        ways = (account, bracketed, works, taken, read_byline(plain), read_credits(pieces))
        for credits in ways:
            found = Credits(*(getattr(found, key) or getattr(credits, key) for key in _KEYS))
    return found


def _without_moments(line: str) -> str:
    for moment in reversed(list(find_moments(line))):
        line = line[: moment.start] + " " + line[moment.end :]
    return line.strip()


def _first_lines(parts: PageParts, headline: Headline) -> Sequence[PageLine]:
    start = max(parts.content, headline.last + 1 if headline.last < parts.body else 0)
    return parts.lines[start : max(parts.body, start) + 2]


def _last_lines(parts: PageParts) -> list[PageLine]:
    inside = parts.lines[max(parts.body + 1, parts.end - _LAST) : parts.end]
    lines = [*inside, *lines_after(parts)]
    return [
        line
        for line in lines
        if is_credit_below(line.text)
        or read_byline(line.text).author
        or _is_signature(line)
        or source_taken_from(line.text)
    ]


def _is_signature(line: PageLine) -> bool:
    return read_signed_names(line.text) is not None


def _glued(parts: PageParts) -> Iterator[list[str]]:
    """Yield what stands behind the last sentences in their lines."""
    for line in parts.lines[max(parts.body, parts.end - 2) : parts.end]:
        if glued := glued_furniture(line.text):
            yield [glued]


def _beside_date(zone: list[PageLine], others: set[str]) -> Credits:
    """Return the short unlabelled name in or next to the date's line."""
    known = {key_of(name) for name in others}
    dated = [at for at, line in enumerate(zone) if _shows_date(line)]
    named: list[Credits] = []
    guessed: list[str] = []
    for at in dated[:2]:
        near = [zone[at], *zone[max(0, at - 2) : at], *zone[at + 1 : at + 3]]
        for number, line in enumerate(near):
            names = list(_names_in(line, known))
            named += filter(None, (_unlabelled(name, line, alone=not number) for name in names))
            guessed += [name for name in names if _may_be_account(name, line, alone=not number)]
    sources = [*(credits.source for credits in named), *guessed]
    authors = dict.fromkeys(filter(None, (credits.author for credits in named)))
    return Credits(source=next(filter(None, sources), ""), author="、".join(authors))


def _shows_date(line: PageLine) -> bool:
    text = line.apart
    partly = _PART_OF_DATE.search(text) or any(map(RELATIVE.fullmatch, text.split()))
    return any(find_moments(text)) or bool(partly)


def _names_in(line: PageLine, known: set[str]) -> Iterator[str]:
    """Yield the words of a short line that are neither date, label, button nor section."""
    if len(line.apart) > 100 or _SENTENCE.search(line.apart) or line.heading is not None:
        return
    bare = _without_moments(line.apart)
    if is_english_medium(bare):
        yield bare
        return
    before, _ = part_work_credits(bare)
    text = _LABELLED.sub(" ", before)
    for word in _APART.split(text):
        name = _ACCOUNT_KIND.sub("", word.strip("[]【】（）()<>《》,，/-—"))
        if _may_be_name(name) and key_of(name) not in known and not is_furniture_line(name):
            yield name


def _may_be_name(word: str) -> bool:
    fits = 2 <= len(word) <= _LONGEST_NAME and not _NO_NAME.search(simplify(word))
    if not fits or "、" in word or is_field_label(word):
        return False
    return not (_is_place(word) or is_nobody(word) or is_interface_word(word))


def _is_place(word: str) -> bool:
    """Tell whether a word says where something was posted: 江苏, 江苏常州, 发布于广东."""
    if _PLACE.fullmatch(word):
        return True
    province = _PLACE.match(word)
    rest = word[province.end() :] if province else ""
    known = 2 <= len(rest) <= 4 and not is_organization(word)
    return known and all(flag == "ns" for _, flag in tagged_words(rest))


def _unlabelled(name: str, line: PageLine, *, alone: bool) -> Credits | None:
    if (pair := read_byline(name)).source:
        return pair
    if _OWNER.search(line.apart):
        return None
    if is_organization(name) or is_english_medium(name):
        return Credits(source=name)
    if leading_names(name) == [name] and begins_with_surname(name) and len(name) <= 3:
        named = alone or persons_alone(line.apart) or _ACCOUNT_NAME.search(line.names)
        return Credits(author=name) if named else None
    return None


def _may_be_account(name: str, line: PageLine, *, alone: bool) -> bool:
    """Tell whether a name that says nothing of its kind is that of an account."""
    person = leading_names(name) == [name] and begins_with_surname(name) and len(name) <= 3
    if person or read_byline(name).author:
        return False
    short = alone and len(name) <= _LONGEST_ACCOUNT and not name.isascii()
    return short or bool(_ACCOUNT_NAME.search(line.names))


def _inside(parts: PageParts) -> str:
    """Return the author that the first or last sentences name in brackets."""
    lines = parts.lines[parts.body : parts.end]
    ends = [*lines[:2], *lines[max(2, len(lines) - _LAST) :]]
    named = map(author_inside, (line.text for line in ends))
    signed = map(author_signed, (line.text for line in reversed(lines[-_SIGNED:])))
    return next(filter(None, (*named, *signed)), "") or _name_under_text(lines)


def _name_under_text(lines: Sequence[PageLine]) -> str:
    """Return the name that stands alone under the last sentence.
    In a list of names none does."""
    if len(lines) < 2 or not is_person(lines[-1].text):
        return ""
    return lines[-1].text.strip() if lines[-2].text.endswith(_SENTENCE_ENDS) else ""


def account_names(document: _Element) -> list[str]:
    """Return the name of the WeChat account that a page belongs to."""
    return [text_of(element) for element in document.xpath("//*[@id='js_name']")]
