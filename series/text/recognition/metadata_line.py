"""The line with metadata between title and text: date, source, names, counters, buttons."""

import re
from dataclasses import dataclass, replace
from datetime import date, time

from series.text.language.folding import as_written, pieces_as_written, simplify

from .credit_line import are_persons, is_organization, join_persons, persons_of, reported_from
from .interface_words import prompts_behind
from .work_credits import WorkCredits, may_hold_work_credits, part_work_credits

LABELS = {
    "updated": "(?:最后|最近|上次)?(?:更新|修改|编辑)(?:时间|日期|于)|(?:最后|最近|上次)(?:更新|修改|编辑)",
    "date": r"发布日期|发布时间|發布日期|發布時間|发表时间|发表日期|发文日期|成文日期|生成日期|公开日期|录入时间|录入日期|上传时间|上传日期|刊发时间|上网时间|(?:报送|投稿|供稿|来稿|撰写|写作|完稿|提交|填表|填报)(?:日期|时间)|(?:首?发[布表]?|刊发|刊登|上传)于|日期|时间|(?:日\s+期|时\s+间)(?=\s*[：:】\]])",
    "source": r"(?:本文|文章|稿件|原文)?(?:转载自|转自|摘自|摘编自|选自|原载于?|原刊于?)(?=\s*[：:])|信息来源|信息报送(?=\s*[：:])|文章来源|稿件来源|本文来源|内容来源|消息来源|来源|來源|来\s+源(?=\s*[：:】\]])|稿源|出处|供稿单位|报送单位|投稿单位|选送单位|撰稿单位|供稿|供\s+稿(?=\s*[：:】\]])|发布机构|发文机构|发布单位",
    "author": r"作者|撰稿人?|(?:作\s+者|撰\s+稿|记\s+者|通\s+讯\s+员)(?=\s*[：:】\]])|拟稿人?(?=\s*[：:])|文字|(?:本报|本网|本台|见习|特约)?(?:记者|通讯员|記者)",
    "editor": r"责任编辑|责编|编辑|責任編輯|(?:责\s*任\s*编\s+辑|责\s+任\s+编\s*辑|责\s+编|编\s+辑)(?=\s*[：:】\]])",
    "staff": r"(?:审[核签稿]|校对|签发|核稿|初审|复审|终审|一审|二审|三审)[人员者]?|编审|监审|监制|责校|美编|图片|摄影|发布人|发布者"
    r"|(?:(?:信息)?审\s*[核签稿定校阅]|校\s*对|签\s*发|核\s*稿|校\s*[核审]|复\s*核|统\s*稿|责任校对|排\s*版|值班(?:编委|编辑|主任)|主\s*编|总编辑?)\s*[人员者]?(?=\s*[：:|｜丨])",
    "counter": "浏览次数|浏览量|阅读次数|阅读量|点击数|点击量|点击次数|浏览|阅读|点击|访问量",
    "size": "字号|字体大小|字体",
    "place": "(?:您)?(?:当前|现在|所在)的?位置|索引号|发文字号|主题分类|公开方式|公开范围|有效性",
    "button": "打印本页|打印|关闭窗口|关闭|收藏|分享到|分享|扫一扫|复制链接|视力保护色",
}
NAMED = "|".join(f"(?P<{role}>{words})" for role, words in LABELS.items())
# A bar ends only the label of an editor: 阅读｜… and 来源｜… begin titles too.
LABEL = re.compile(
    rf"[【\[（]?\s*(?:{NAMED})\s*(?:[】\]）]|[：:]|(?<=于)(?=\s*\d{{4}})|(?=\s|$|【|\[)|(?(editor)(?=[|｜])|(?!)))"
)
DATE = re.compile(
    r"(?P<y>\d{4})\s*(?:年|[-/.．－／])\s*(?P<m>\d{1,2})\s*(?:月|[-/.．－／])\s*(?P<d>\d{1,2})\s*日?"
    r"(?:\s*[（(]?(?:星期|周)[一二三四五六日天][）)]?(?=\s*\d{1,2}[：:]))?"
    r"(?:[T\s]*(?P<h>\d{1,2})[：:](?P<min>\d{2})(?:[：:]\d{2})?)?"
)
EDITION = re.compile(r"第?\s*[A-Z]?\d{1,3}\s*版(?:\s*[:：·|｜]?\s*\S{1,12})?")
WEEKDAY = re.compile(r"[（(]?(?:星期|周)[一二三四五六日天][）)]?")
NAMES = re.compile(r"[\u4e00-\u9fff·]{2,5}(?:[\s、/]+[\u4e00-\u9fff·]{2,5})*")
ENDS_SENTENCE = tuple("。！？；!?;…")
COUNT = re.compile(r"[\s\d,，+万.]*[次人]?")
UNCERTAIN = ("日期", "时间")
UNNAMED_SOURCE = re.compile(
    r"\d{4}[-/.][-/.\d]+(?:\s+\d{1,2}[：:][\d：:]+)?\s+(?:[·•]\s*)?[^\s·•。，；：！？,;:!?]{2,20}"
)
# 12人听过, behind the place of an account.
_COUNTER_BEHIND = re.compile(
    r"(?:^|\s+)\d[\d.,]*\s?(?:万|w)?\+?\s?(?:个?人|次)?(?:听过|读过|看过|收听|阅读|浏览|播放|在看|点?赞|评论|留言)$"
)
# Where a social account says that it wrote, behind the day.
REGION = re.compile(
    "(?:发[表布]于)?(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川"
    "|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门)"
)
# 2025年3月12日 09:10 示例日报; an office only behind a time, and no 三楼 or 开幕式.
MEDIUM = re.compile(r"[^\s。，；：！？,;:!?]{2,14}?(?:报|网|社|台|刊|新闻|客户端|公众号|发布)")
OFFICE = re.compile(
    rf"{MEDIUM.pattern}|[\u4e00-\u9fff]{{2,14}}?(?:工商联|[商协学]会|联合会|[局委办厅院]|政府|中心|公司|集团|大学)"
)
BRACKETS = {"（": "）", "(": ")", "【": "】", "[": "]", "［": "］"}
BLANKS = " \t\u3000\xa0|｜"
_ADDRESS = re.compile(r"https?:|www\.", re.IGNORECASE)
_TITLED = re.compile("《([^《》]+)》")
_BETWEEN_FIELDS = "；;，,"
_MARKS = BLANKS + "·・•,，"
# 示例日报/2025年/3月/12日/第A03版, 示例日报 2025年3月12日 星期三 第03版：要闻, as papers head a text.
ARCHIVED = re.compile(
    rf"《?(?P<source>{MEDIUM.pattern})》?(?:(?P<parted>\s*[/／]\s*)|\s+)"
    r"(?P<written>(?P<y>\d{4})年(?(parted)\s*[/／])\s*(?P<m>\d{1,2})月(?(parted)\s*[/／])\s*(?P<d>\d{1,2})日)"
    rf"(?P<edition>(?(parted)\s*[/／]?.{{0,20}}|\s*(?:{WEEKDAY.pattern}\s*(?:{EDITION.pattern})?|{EDITION.pattern})))"
)
# （转自《示例日报》2025年3月12日第3版）, 摘自示例日报客户端.
_TAKEN_FROM = re.compile(
    r"(?P<verb>(?:本文|文章|稿件|原文)?(?:转载自|转自|摘自|摘编自|选自|原载于?|原刊于?))\s*"
    r"(?:《(?P<title>[^《》]{2,20})》|(?P<medium>[^\s《》。，；：！？,;:!?（）()]{2,20}))"
    r"(?P<behind>微信公众号|公众号|客户端|官网|网站|杂志)?"
    rf"[\s，,（(]*(?P<day>{DATE.pattern})?[\s，,]*(?P<edition>{EDITION.pattern}|(?:\d{{4}}年)?(?:总?第)?\d{{1,4}}期)?[）)]?"
)
LONGEST = 200
# Named once by a metadata line and kept with the text; fields of MetadataLine.
CREDITS = ("source", "author", "editor")
KEPT = ("date", *CREDITS)
# □本报记者 X: a paper's mark before a byline.
_BYLINE_MARK = re.compile(
    r"^[□■◇◆●○◎△▲▽▼☆★※]\s*(?=(?:本报|本网|本刊|本台|见习|特约)*(?:记者|通讯员|作者|文字?\s?[/／丨|｜]))"
)
_SUPPLIED = ("供稿", "信息报送")
_PICTURES = ("图片", "摄影")
_HAN_FIRST = re.compile(r"[\u3400-\u9fff]+")
_LONGEST_NAME = 4
_OF_PAGE = ("counter", "size", "button")
_DAYS = ("date", "updated")


@dataclass(frozen=True)
class MetadataLine:
    """The fields of a metadata line.
    `pieces` are (role, text) for every stretch of it in order; the roles are date, source,
    author, editor and dropped. `updated`: the day is that of a change and yields to any other."""

    published_on: date | None = None
    published_time: time | None = None
    source: str = ""
    author: str = ""
    editor: str = ""
    pieces: tuple[tuple[str, str], ...] = ()
    updated: bool = False


def is_metadata_line(line: str) -> bool:
    """Tell whether a line begins with a label or a date and continues as metadata.

    时间 and 日期 begin sentences and announcements too (“时间：5月1日 地点：…”): after them stands
    a whole date and nothing else. A line that ends like a sentence is none (“记者：为什么？”).
    """
    text = bare(simplify(line))
    if not text or len(text) > LONGEST or text.endswith(ENDS_SENTENCE):
        return False
    before, works, _ = _parted(text)
    if (works and not before) or _taken_from(text):
        return True
    if label := LABEL.match(before):
        return _goes_on(before, label)
    return bool(ARCHIVED.fullmatch(before)) or _begins_with_date(before)


def bare(line: str) -> str:
    """Return the line without brackets around all of it."""
    text = _BYLINE_MARK.sub("", line.strip(BLANKS))
    closing = BRACKETS.get(text[:1], "")
    whole = closing and text.find(closing) == len(text) - 1
    return text[1:-1].strip(BLANKS) if whole else text


def _parted(text: str) -> tuple[str, WorkCredits | None, str]:
    """Return what stands before 文/X 图/Y, these, and a date behind them."""
    if not may_hold_work_credits(text):
        return text, None, ""
    before, works = part_work_credits(text)
    last = [] if works else list(DATE.finditer(text))[-1:]
    if last and last[0].start() and not text[last[0].end() :].strip(BLANKS):
        before, works = part_work_credits(text[: last[0].start()].rstrip(BLANKS))
        return (before, works, last[0][0]) if works else (text, None, "")
    return before, works, ""


def _goes_on(text: str, label: re.Match) -> bool:
    if not re.search(r"[：:】\]]", label[0]) and (label["updated"] or label[0].endswith("于")):
        return _dates_alone(text[label.end() :])
    if not re.search(r"[：:】\]]", label[0]):
        named = text[label.end() :].strip(BLANKS) if label["editor"] else text
        is_byline = (label["author"] or label["editor"]) and NAMES.fullmatch(named)
        return len(text) <= 12 or bool(is_byline)
    following = LABEL.search(text, label.end())
    value = text[label.end() : following.start() if following else len(text)].strip(BLANKS)
    if label.lastgroup == "counter":
        return bool(COUNT.fullmatch(value))
    if _squeezed(label["date"]) in UNCERTAIN:
        return not value or bool(DATE.fullmatch(value))
    return not label["staff"] or label["staff"] in _PICTURES or _may_check(value)


def _may_check(value: str) -> bool:
    """Tell whether behind 审核： stands who did it: 审核：三日内办结 names a step."""
    words = _HAN_FIRST.match(value)
    return not words or len(words[0]) <= _LONGEST_NAME or is_organization(words[0])


def _dates_alone(text: str) -> bool:
    """Tell whether behind 编辑于 stands a date, and nothing behind that but another field."""
    moment = DATE.match(text.lstrip(BLANKS))
    rest = text.lstrip(BLANKS)[moment.end() :].strip(_MARKS) if moment else ""
    ends = not rest or LABEL.match(rest) or REGION.fullmatch(rest)
    return bool(moment) and bool(ends)


def _begins_with_date(text: str) -> bool:
    date_first = DATE.match(text)
    if not date_first:
        return False
    rest = text[date_first.end() :].strip(_MARKS)
    if weekday := WEEKDAY.match(rest):
        rest = rest[weekday.end() :].strip(BLANKS)
    rest = _COUNTER_BEHIND.sub("", rest)
    if not rest or LABEL.match(rest) or UNNAMED_SOURCE.fullmatch(text) or EDITION.fullmatch(rest):
        return True
    return bool(REGION.fullmatch(rest) or _names_source(date_first, rest))


def _names_source(moment: re.Match, rest: str) -> bool:
    """Tell whether what follows a date is a source that no label names."""
    return bool((OFFICE if moment["h"] else MEDIUM).fullmatch(rest))


def names_change(line: str) -> bool:
    """Tell whether a line says when a text was changed: 编辑于 2025-03-12, 最后更新：…."""
    text = bare(simplify(line))
    changed = any(label["updated"] for label in LABEL.finditer(text)) if len(text) < LONGEST else ""
    return bool(changed) and bool(DATE.search(text)) and is_metadata_line(line)


def has_buttons_beside_date(line: str) -> bool:
    """Tell whether a metadata line holds a date and buttons or counters of a page."""
    text = bare(simplify(line))
    if len(text) > LONGEST or not DATE.search(text) or not is_metadata_line(line):
        return False
    return any(label.lastgroup in _OF_PAGE for label in LABEL.finditer(text))


def names_editor_in_charge(line: str) -> bool:
    """Tell whether the line names a 责任编辑 or 责编, and not only an 编辑."""
    return any(_in_charge(label) for label in LABEL.finditer(bare(simplify(line))))


def _in_charge(label: re.Match) -> bool:
    return (label["editor"] or "").startswith(("责", "責"))


def _squeezed(words: str | None) -> str:
    return "".join((words or "").split())


def read_metadata_line(line: str, *, in_charge: bool = False) -> MetadataLine:
    """Return date, source, author and editor of a metadata line.
    Everything else in it is dropped, and so is a mere 编辑 where this line or another
    (`in_charge`) names the 责任编辑."""
    simple = simplify(line)
    found = _read_line(bare(simple), in_charge=in_charge)
    if simple == line:
        return found
    credits = {name: as_written(getattr(found, name), simple, line) for name in CREDITS}
    return replace(found, **credits, pieces=pieces_as_written(found.pieces, simple, line))


def _read_line(text: str, *, in_charge: bool) -> MetadataLine:
    if archived := ARCHIVED.fullmatch(text):
        return _archived(archived)
    if taken := _taken_from(text):
        return _where_it_stood(taken)
    text, works, day_behind = _parted(text)
    labels = _without_bylines_inside(text, list(LABEL.finditer(text)))
    fields: dict[str, str] = {}
    pieces: list[tuple[str, str]] = []
    first = labels[0].start() if labels else len(text)
    _take("date", text[:first], fields, pieces)
    in_charge = in_charge or any(map(_in_charge, labels))
    for at, label in enumerate(labels):
        end = labels[at + 1].start() if at + 1 < len(labels) else len(text)
        pieces.append(("dropped", label[0].strip(BLANKS)))
        role = (
            "staff" if label["editor"] and in_charge and not _in_charge(label) else label.lastgroup
        )
        for part, words in _supplied(label, role, text[label.end() : end]):
            _take(part, words, fields, pieces)
    if works:
        known = "author" in fields
        pieces += [("dropped" if known else role, words) for role, words in works.pieces]
        fields.setdefault("author", works.author)
        _take("date", day_behind, fields, pieces)
    day, moment = moment_of(fields.get("date") or fields.get("updated", ""))
    credits = {role: fields.get(role, "") for role in CREDITS}
    updated = day is not None and "date" not in fields
    return MetadataLine(day, moment, **credits, pieces=tuple(pieces), updated=updated)


def _supplied(label: re.Match, role: str, words: str) -> list[tuple[str, str]]:
    """Return the fields behind a label; 供稿：办公室 冯遥 names an office, a person or both."""
    value = words.strip(BLANKS + _BETWEEN_FIELDS)
    if _squeezed(label["source"]) not in _SUPPLIED:
        return [(role, words)]
    if are_persons(value):
        return [("author", words)]
    office, *names = value.split(None, 1)[:2] if value else [""]
    if names and is_organization(office) and are_persons(names[0]):
        return [("source", office), ("author", names[0])]
    return [(role, words)]


def _archived(line: re.Match) -> MetadataLine:
    day, _ = moment_of("-".join(line.group("y", "m", "d")))
    if day is None:
        return MetadataLine(pieces=(("dropped", line[0]),))
    pieces = (
        ("source", line["source"]),
        ("date", line["written"]),
        ("dropped", line["edition"].strip()),
    )
    return MetadataLine(day, source=line["source"], pieces=tuple(p for p in pieces if p[1]))


def _taken_from(text: str) -> re.Match | None:
    """Return the match of a line that says where a text was taken from."""
    taken = _TAKEN_FROM.fullmatch(text) if len(text) <= LONGEST else None
    is_named = taken and (
        taken["title"] or is_organization(taken["medium"] + (taken["behind"] or ""))
    )
    return taken if is_named else None


def _where_it_stood(line: re.Match) -> MetadataLine:
    day, _ = moment_of(line["day"] or "")
    name = line["title"] or line["medium"] + (line["behind"] or "")
    pieces = [("dropped", line["verb"]), ("source", name)]
    pieces += [("dropped", line["behind"] or "")] if line["title"] else []
    pieces += [
        ("date" if day else "dropped", line["day"] or ""),
        ("dropped", line["edition"] or ""),
    ]
    return MetadataLine(day, source=name, pieces=tuple(piece for piece in pieces if piece[1]))


def source_taken_from(line: str) -> str:
    """Return the source of a line that says where a text was taken from: （转自《示例日报》）."""
    taken = _taken_from(bare(line))
    return _where_it_stood(taken).source if taken else ""


def is_credit(line: str) -> bool:
    """Tell whether a line under the text names source, authors or editors.
    Or holds buttons. A bare date there is part of a signature, and 时间 may be an event's."""
    label = LABEL.match(bare(simplify(line)))
    if source_taken_from(line):
        return True
    return bool(label) and _squeezed(label["date"]) not in UNCERTAIN and is_metadata_line(line)


def _without_bylines_inside(text: str, labels: list[re.Match]) -> list[re.Match]:
    """Return the labels that begin a field.
    In “记者 王芳 通讯员 李强” the second label belongs to the names of one author line."""
    begins: list[re.Match] = []
    for label in labels:
        inside = (
            begins
            and label["author"]
            and begins[-1]["author"]
            and not label[0].rstrip().endswith(("：", ":"))
        )
        if not inside:
            begins.append(label)
    return begins


def _take(role: str, value: str, fields: dict[str, str], pieces: list[tuple[str, str]]) -> None:
    """Store a value under its role, and what stands around a date in it."""
    is_day = role in _DAYS
    inner = DATE.search(value) if role in (*KEPT, "updated") else None
    if not inner or moment_of(inner[0])[0] is None:
        _put("" if is_day else role, value, fields, pieces)
        return
    _put("" if is_day else role, value[: inner.start()], fields, pieces)
    _put("updated" if role == "updated" else "date", inner[0], fields, pieces)
    rest = value[inner.end() :].strip(_MARKS)
    unnamed = UNNAMED_SOURCE.fullmatch(value.strip(BLANKS)) or _names_source(inner, rest)
    named = unnamed and role == "date" and not REGION.fullmatch(rest)
    is_person = are_persons(rest) and not (is_organization(rest) or MEDIUM.fullmatch(rest))
    _put(("author" if is_person else "source") if named else "", rest, fields, pieces)


def _put(role: str, value: str, fields: dict[str, str], pieces: list[tuple[str, str]]) -> None:
    value = value.strip(BLANKS + _BETWEEN_FIELDS)
    if role == "source":
        value = value.rstrip("（(" + BLANKS)
        role = "" if _ADDRESS.match(value) else role
    if role == "source" and (titled := _TITLED.fullmatch(value)):
        value = titled[1]
    if not value:
        return
    behind = prompts_behind(value) or (reported_from(value) if role == "author" else "")
    plain = value.removesuffix(behind)
    apart = role == "author" or any(len(word) == 1 for word in plain.split())
    kept = role in (*KEPT, "updated") and role not in fields
    if role in ("author", "editor") and apart and (names := persons_of(plain)):
        value = _put_names(role, names, plain, fields, pieces) + behind
    elif kept:
        fields[role] = plain
        pieces.append((role.replace("updated", "date"), plain))
        value = behind
    if value := value.strip(BLANKS):
        pieces.append(("dropped", value))


def _put_names(
    role: str, names: list[str], value: str, fields: dict[str, str], pieces: list[tuple[str, str]]
) -> str:
    """Store persons one by one and return what stands behind the last.
    A second label of authors adds to the first; one of editors does not."""
    kept = role not in fields or (role == "author" and are_persons(fields[role]))
    rest = _squeezed(value)
    for name in names:
        before, _, rest = rest.partition(name)
        pieces += [("dropped", before)] if before.strip(_MARKS + "、；;/／&＆") else []
        pieces.append((role if kept else "dropped", name))
    if kept:
        fields[role] = join_persons(fields.get(role, ""), "、".join(names))
    return rest if rest.strip(_MARKS + "、；;/／&＆") else ""


def moment_of(text: str) -> tuple[date | None, time | None]:
    """Return day and time of the first date in a text.
    (None, None) without a real one."""
    match = DATE.search(text)
    if not match:
        return None, None
    try:
        day = date(int(match["y"]), int(match["m"]), int(match["d"]))
        clock = time(int(match["h"]), int(match["min"])) if match["h"] else None
    except ValueError:
        return None, None
    return day, clock
