"""The line of small print between title and text: date, source, author, counters, buttons."""

import re
from dataclasses import dataclass
from datetime import date, time

LABELS = {
    "date": "发布日期|发布时间|发表时间|发表日期|更新时间|日期|时间",
    "source": "信息来源|文章来源|稿件来源|来源|稿源|出处",
    "author": "作者|撰稿人|撰稿|文字|通讯员|记者",
    "editor": "责任编辑|编辑|责编|审核|校对",
    "counter": "浏览次数|浏览量|阅读次数|阅读量|点击数|点击量|点击次数|浏览|阅读|点击|访问量",
    "size": "字号|字体大小|字体",
    "button": "打印本页|打印|关闭窗口|关闭|收藏|分享到|分享|扫一扫|复制链接|视力保护色",
}
NAMED = "|".join(f"(?P<{role}>{words})" for role, words in LABELS.items())
LABEL = re.compile(rf"[【\[（]?\s*(?:{NAMED})\s*(?:[】\]）]|[：:]|(?=\s|$|【|\[))")
DATE = re.compile(
    r"(?P<y>\d{4})\s*(?:年|[-/.．])\s*(?P<m>\d{1,2})\s*(?:月|[-/.．])\s*(?P<d>\d{1,2})\s*日?"
    r"(?:[T\s]*(?P<h>\d{1,2})[：:](?P<min>\d{2})(?:[：:]\d{2})?)?"
)
VIEWS = re.compile(r"\d*\s*次?")
LONGEST = 200
KEPT = ("date", "source", "author")


@dataclass(frozen=True)
class Furniture:
    """What a furniture line said; `pieces` are (role, text) for every stretch of it in order,
    roles date, source, author or dropped."""

    published_on: date | None = None
    published_time: time | None = None
    source: str = ""
    author: str = ""
    pieces: tuple[tuple[str, str], ...] = ()


def is_furniture(line: str) -> bool:
    """Does the line begin with one of the labels, or is it only a date?"""
    text = line.strip()
    if not text or len(text) > LONGEST:
        return False
    match = LABEL.match(text)
    if match:
        return bool(re.search(r"[：:】\]]", match[0])) or len(text) <= 12
    alone = DATE.match(text)
    return bool(alone) and (
        alone.end() == len(text) or bool(LABEL.match(text[alone.end() :].strip()))
    )


def read_furniture(line: str) -> Furniture:
    """Date, source and author of a furniture line; everything else in it is dropped."""
    text = line.strip()
    labels = list(LABEL.finditer(text))
    found: dict[str, str] = {}
    pieces: list[tuple[str, str]] = []
    first = labels[0].start() if labels else len(text)
    if text[:first].strip():
        _take("date", text[:first], found, pieces)
    for at, label in enumerate(labels):
        end = labels[at + 1].start() if at + 1 < len(labels) else len(text)
        pieces.append(("dropped", label[0]))
        _take(label.lastgroup, text[label.end() : end], found, pieces)
    day, moment = _moment(found.get("date", ""))
    return Furniture(day, moment, found.get("source", ""), found.get("author", ""), tuple(pieces))


def _take(role, value, found, pieces):
    value = value.strip(" \t\u3000|｜")
    valid = role in KEPT and value and role not in found
    if valid and role == "date" and _moment(value)[0] is None:
        valid = False
    if valid:
        found[role] = value
    if value:
        pieces.append((role if valid else "dropped", value))


def _moment(text: str) -> tuple[date | None, time | None]:
    match = DATE.search(text)
    if not match:
        return None, None
    try:
        day = date(int(match["y"]), int(match["m"]), int(match["d"]))
        clock = time(int(match["h"]), int(match["min"])) if match["h"] else None
    except ValueError:
        return None, None
    return day, clock
