"""Find the numbers of a text that count or measure (decision 97).
With unit and bounds.

A quantity is a number with a unit (42.56公里, 三成, 8.5 个百分点), with a scale alone (2万多), a
share in words (百分之三十), a rank (第17位) or a doubling (翻一番). Dates, years, clock times,
ordinals and the numbers of documents, telephones and names (532战略, 世界500强) are none, and
neither is a small Chinese number before a counter: 两个健康, 一次会议.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from .numerals import ARABIC, CHINESE, WIDE, arabic_value, chinese_value, scaled
from .units import AFTER_A_YEAR, OTHER_WORDS, PROPORTIONS, RATE, UNITS

FUZZY = "[多余来几+]"
BOUND = (
    "不少于|不低于|不小于|不超过|不高于|不多于|不大于|不足|不到|不及|超过|超出|突破|高于|多于|低于|少于|"
    "将近|接近|至少|最少|起码|至多|最多|大约|约为|约|近|逾|超"
)
PERIOD = "年均|月均|日均|人均|户均|平均|每年|每月|每天|累计|合计|总计|共计"
HALF = "半(?![数年天月价径导岛成])"
MORE = "(?<=[成倍米里时年岁斤吨亩元点%克升月天])多(?![次种样个家层元方人轮项年媒功])"
BEHIND = f"(?:以上|以下|以内|之内|之多|左右|上下|开外|{HALF}|{MORE})?"
BEFORE = rf"(?:(?:{PERIOD})\s?)?(?:(?P<bound>{BOUND})了?(?:人民币)?)?\s?"
SCALE = r"(?:[十百千]?(?:万亿|[万亿])|十|百(?!分)|千(?![瓦克米伏卡焦]))?"
DASH = r"\s?(?:——|[—–~～-]|至|到)\s?"
SIGN = r"(?:(?<![\dA-Za-z)）])[-−](?=\d))?"
LAST = (
    rf"(?P<digits>{SIGN}(?:{ARABIC}|{CHINESE}))\s?"
    rf"(?P<after>(?P<fuzz>{FUZZY}?)(?P<scale>{SCALE})(?P<more>{FUZZY}?)"
    rf"\s?(?P<unit>(?:(?:{UNITS}){RATE})?)(?P<behind>{BEHIND}))"
)
FIRST = rf"(?P<least>(?:{ARABIC}|{CHINESE})(?P<least_scale>{SCALE}))(?P<least_unit>(?:{UNITS})?)"
ONE = re.compile(rf"(?P<before>{BEFORE}){LAST}")
RANGE = re.compile(rf"(?P<before>{BEFORE}){FIRST}{DASH}{LAST}")
BARE = re.compile(
    rf"(?P<before>(?:(?P<bound>{BOUND}|[上过])了?)?\s?)"
    rf"(?P<digits>[百千]?万亿|[十百千]?[万亿]|[百千])(?P<after>(?P<fuzz>[多余]?)(?P<unit>{UNITS}))"
)
# 产值过百亿，: without a unit the scale ends its clause.
SCALE_ALONE = re.compile(
    rf"(?P<before>(?P<bound>{BOUND}|[上过])了?\s?)(?P<digits>[百千]?万亿|[百千]?[万亿])"
    r"(?P<after>(?P<fuzz>[多余]?))(?=[，。；：、！？）\s]|的|大关|规模|$)"
)
# 迈上万亿元台阶, 突破1000亿元大关: the words around say that the number was passed.
STEP = re.compile(
    r"(?P<before>(?P<bound>突破|冲破|[跨越迈]过|跨越|[迈登跃踏站冲跨]上)了?\s?)"
    rf"(?P<digits>{ARABIC}|{CHINESE})\s?(?P<after>(?P<scale>{SCALE})(?P<unit>(?:{UNITS}(?!槛))?))"
    "(?=的?新?(?:大关|门槛|关口|台阶))"
)
SHARE = re.compile(
    rf"(?P<before>(?P<bound>(?:{BOUND})?)\s?)"
    rf"(?P<digits>(?P<whole>[百千万]|[二三四五六七八九十]+)分之(?P<part>{ARABIC}|百|{CHINESE}))"
    rf"(?P<after>(?P<fuzz>{FUZZY}?)(?P<behind>{BEHIND}))"
)
RANK = re.compile(
    rf"(?P<before>[第前])(?P<digits>\d{{1,4}}|{CHINESE})(?P<after>(?P<unit>[位名]))(?!于)"
)
DOUBLED = re.compile(r"(?P<before>翻了?)(?P<digits>[一两二三四五六]|\d)(?P<after>(?P<unit>番))")

TITLE = re.compile("《[^《》]*》|〔[^〕]*〕")
IN_ANOTHER_WORD = re.compile(r"(?:[A-Za-z_×第〔№#\d.]|\d[:：+/.—–~-]|[A-Za-z]-|\d号)\Z")
ENUMERATED = re.compile(r"第[\d、]+、\Z")
IN_A_NUMERAL = re.compile("(?:[几零〇一二两三四五六七八九十百千万亿]|成百)\\Z")
# 附近20家, 签约12个项目, 线上百家企业: the bound is part of the word before it.
NO_BOUND_AFTER = {
    "近": "附最新靠邻远",
    "约": "节预签制契合条邀公履赴违相",
    "上": "线以网会路迈登跃踏站冲跨",
    "过": "通经穿跨越迈",
}
RANKED = re.compile(r"[居列排升跃跻夺获名]|位次|进入|入围")
SPAN = re.compile(r"(?:连续|为期|历时|长达|深耕|从业|坚持|累计|经过|时隔|已有|用了?|满)\Z")
SPAN_BEHIND = re.compile(r"来(?!自)|以上|间|时间|左右|内|期|之久")
PART_OF_YEAR = re.compile(r"(?:前|头|后|过去|上|下|近)\Z")
SCORE = re.compile(r"(?:得分|评分|满意度|均分|总分|成绩|指数|达|为|得)\Z")
SERVICE_HOURS = re.compile(r"\d|不间断|全天候|在线|服务|热线|值班|值守|营业|不打烊|自助|客服|受理")
CHINESE_DIGITS = frozenset("零〇一二两三四五六七八九十百千万亿")
NEAR = 12  # characters before a number that tell what it belongs to
LONGEST_YEARS = 200
HALF_MORE = Decimal("0.5")
SHARES = {"百": "%", "千": "‰"}
LONGEST_DIGITS, LONGEST_AFTER, LONGEST_BEFORE = 20, 12, 6  # as the row of a figure holds them


@dataclass(frozen=True)
class Quantity:
    """A number of a text, found from `start` to `end`.
    `before`, `digits` and `after` are the text's own words in that order. `value` counts single
    units (3万条 is 30000); of a range it is the upper end, and `least` the lower."""

    start: int
    end: int
    before: str
    digits: str
    after: str
    unit: str
    bound: str
    value: Decimal
    least: Decimal | None = None


def quantities(text: str) -> list[Quantity]:
    """Return the quantities of a plain text in its order."""
    found: list[Quantity] = []
    taken = [match.span() for match in TITLE.finditer(text)]
    plain = text.translate(WIDE)
    for quantity in _candidates(plain, text):
        if all(quantity.end <= start or end <= quantity.start for start, end in taken):
            taken.append((quantity.start, quantity.end))
            found.append(quantity)
    return sorted(found, key=lambda quantity: quantity.start)


def _candidates(plain: str, text: str) -> Iterator[Quantity]:
    """Yield what may be a quantity, the surer kinds first; later ones may overlap them."""
    for pattern, value_of, is_one in KINDS:
        at = 0
        while match := pattern.search(plain, at):
            at = match.start() + 1
            values = value_of(match)
            if values and _stands_alone(match) and is_one(match, values[0]):
                at = match.end()
                yield _quantity(match, values, text)


def _quantity(match: re.Match, values: tuple, text: str) -> Quantity:
    group = match.groupdict()
    written = text[match.start() : match.end()]
    start = match.start() + len(written) - len(written.lstrip())
    digits = text[_first_digit(match) : match.end("digits")]
    before, after = (
        "".join(text[slice(*match.span(part))].split()) for part in ("before", "after")
    )
    bounds = (group.get(part) or "" for part in ("bound", "fuzz", "more", "behind"))
    unit = group.get("unit") or SHARES.get(group.get("whole") or "", "")
    bounds = (*bounds, "多" if "个多" in unit else "")
    bound = next((one for one in bounds if one and one != "半"), "")
    unit = unit.replace("个半", "个").replace("个多", "个")
    end = start + len(written.strip())
    return Quantity(start, end, before, digits.strip(), after, unit, bound, *map(_plain, values))


def _first_digit(match: re.Match) -> int:
    return match.start("least") if match.groupdict().get("least") else match.start("digits")


def _plain(value: Decimal) -> Decimal:
    """Return a value as a figure's row holds it.
    Four places at most, none where none is said."""
    value = value.quantize(Decimal("0.0001"))
    return value.to_integral() if value == value.to_integral() else value.normalize()


def _stands_alone(match: re.Match) -> bool:
    """Tell whether a match is no part of another word.
    Nor of another number, and fits a figure's row."""
    group, rest = match.groupdict(), match.string[match.end() : match.end() + 1]
    if _continues_a_word(match):
        return False
    unit = group.get("unit") or ""
    if rest and not group.get("behind") and rest in OTHER_WORDS.get(unit, ""):
        return False
    if unit == "条" and rest in tuple("”》"):
        return False
    return (
        match.end("digits") - _first_digit(match) <= LONGEST_DIGITS
        and len(group["after"]) <= LONGEST_AFTER
        and len(group["before"]) <= LONGEST_BEFORE
    )


def _continues_a_word(match: re.Match) -> bool:
    """Tell whether the match begins inside another word or numeral: 签约12个, 数十家, COVID-19例."""
    written = match.group().lstrip()
    before = match.string[max(0, match.start() - NEAR) : match.start()]
    if IN_ANOTHER_WORD.search(before) or (written[0] != "第" and ENUMERATED.search(before)):
        return True
    if before and before[-1] in NO_BOUND_AFTER.get(written[0], ""):
        return True
    in_scale = before.endswith("数") and written[0] in "十百千万亿"
    return in_scale or bool(written[0] in CHINESE_DIGITS and IN_A_NUMERAL.search(before))


def _value(words: str, scales: str = "") -> Decimal | None:
    value = arabic_value(words) if words.strip("-−")[0].isdigit() else chinese_value(words)
    return None if value is None else scaled(value, scales)


def _one(match: re.Match) -> tuple | None:
    value = _value(match["digits"], match["scale"])
    return None if value is None else (value + (HALF_MORE if _has_half(match) else 0),)


def _has_half(match: re.Match) -> bool:
    """Tell whether half of a unit is added: 2个半小时, 三年半."""
    return match["behind"] == "半" or match["unit"].startswith("个半")


def _step(match: re.Match) -> tuple | None:
    """Return the number that was passed; a scale alone counts once (万亿)."""
    value = _value(match["digits"], match["scale"])
    if value is None and set(match["digits"]) <= set("百千万亿"):
        value = scaled(Decimal(1), match["digits"])
    return None if value is None else (value,)


def _range(match: re.Match) -> tuple | None:
    value = _value(match["digits"], match["scale"])
    scales = match["least_scale"] or match["scale"]
    least = _value(match["least"].removesuffix(match["least_scale"]), scales)
    if match["least_unit"] and match["least_unit"] != match["unit"]:
        return None  # 增长12.3%至45亿元
    is_change = match["least_unit"] and match.string[: match.start()].endswith(("由", "从", "自"))
    if value is None or least is None or least >= value or is_change:
        return None
    return value, least


def _bare(match: re.Match) -> tuple:
    return (scaled(Decimal(1), match["digits"]),)


def _share(match: re.Match) -> tuple | None:
    """Return 30 for 百分之三十, as for 30%; of 三分之二 the fraction itself."""
    part = Decimal(100) if match["part"] == "百" else _value(match["part"])
    whole = _value(match["whole"]) or scaled(Decimal(1), match["whole"])
    if part is None:
        return None
    return (part if match["whole"] in SHARES else (part / whole).quantize(Decimal("0.0001")),)


def _is_counted(match: re.Match, value: Decimal) -> bool:
    """Tell whether a number is a figure and no date or name.
    With or without a unit; small counts are none."""
    unit, digits = match["unit"], match["digits"]
    bounded = bool(match["bound"] or match["fuzz"] or match["more"] or match["behind"])
    if not digits.strip("-−")[0].isdigit() and not _is_large_chinese(match, value, bounded=bounded):
        return False
    if not unit:
        return bool(match["scale"] or (bounded and value >= 100 and not digits[0].isdigit()))
    rule = SPECIAL_UNITS.get(unit)
    if rule:
        return rule(match, value, bounded)
    year = len(digits) == 4 and digits.startswith(("19", "20")) and not match["scale"]
    return not (year and match.string[match.end() : match.end() + 1] in AFTER_A_YEAR.get(unit, " "))


def _is_large_chinese(match: re.Match, value: Decimal, *, bounded: bool) -> bool:
    if match["unit"] in PROPORTIONS or _has_half(match):
        return True
    return value > 10 or (value == 10 and bounded)


def _is_span(match: re.Match, value: Decimal, bounded: bool) -> bool:
    """Tell whether 年 or 周 is a length of time and no date.
    As in 连续8年, 20多年, 5年内."""
    if value > LONGEST_YEARS or match["scale"]:
        return False
    return bool(
        bounded
        or SPAN.search(match.string[: match.start("digits")])
        or SPAN_BEHIND.match(match.string[match.end() :])
    )


def _is_months(match: re.Match, value: Decimal, bounded: bool) -> bool:
    return not PART_OF_YEAR.search(match.string[: match.start("digits")])


def _is_score(match: re.Match, value: Decimal, bounded: bool) -> bool:
    before = match.string[: match.start("digits")].rstrip()
    return bool(SCORE.search(before) or ("." in match["digits"]))


def _is_hours(match: re.Match, value: Decimal, bounded: bool) -> bool:
    return not SERVICE_HOURS.match(match.string[match.end() :])


def _is_proportion(match: re.Match, value: Decimal, bounded: bool) -> bool:
    return 0 < value <= 10 and not match["scale"]


def _is_bounded(match: re.Match, value: Decimal) -> bool:
    return bool(match["bound"] or match["fuzz"])


def _is_rank(match: re.Match, value: Decimal) -> bool:
    """Tell whether a rank is meant: 位居第二位, 第17位, and not 第一位女企业家."""
    clause = re.split("[，。；：！？]", match.string[: match.start()])[-1]
    plain = match["digits"].isdigit() and match["before"] == "第"
    return plain or bool(RANKED.search(clause))


def _always(match: re.Match, value: Decimal) -> bool:
    return True


SPECIAL_UNITS = {
    **dict.fromkeys(("年", "周"), _is_span),
    **dict.fromkeys(("小时", "个小时"), _is_hours),
    **dict.fromkeys(("个月", "个半月", "个多月"), _is_months),
    "分": _is_score,
    "成": _is_proportion,
}


def _digits(match: re.Match) -> tuple | None:
    value = _value(match["digits"])
    return None if value is None else (value,)


# The pattern of each kind, its value or values, and whether what was matched is a figure.
KINDS = (
    (STEP, _step, _always),
    (RANK, _digits, _is_rank),
    (DOUBLED, _digits, _always),
    (SHARE, _share, _always),
    (RANGE, _range, _is_counted),
    (ONE, _one, _is_counted),
    (BARE, _bare, _is_bounded),
    (SCALE_ALONE, _bare, _always),
)
