"""Groups of characters that no line may divide (decision 47).

They are number and unit, 第十四届, and ～ · — ／ with their neighbours. The stored text stays as it
is, and so does what a reader copies: spans of class `nb` are put around the groups, never an
invisible character between them. Browsers themselves keep other punctuation from the start of a
line (clreq, measured).
"""

import re
import unicodedata
from html import escape

UNITS = (
    "个百分点|百分点|平方公里|平方米|立方米|千瓦时|万千瓦|公里|千米|场次|人次|余场次|美元|欧元|"
    "小时|分钟|世纪|年代|年度|周年|周岁|季度|个月|位数|车次|批次|"
    "月份|年份|年|月|日|号|时|分|秒|天|周|岁|届|期|家|个|项|名|位|人|次|场|篇|条|件|户|元|吨|米|亩|倍|成|"
    "种|类|批|股|席|辆|台|套|座|所|间|层|部|本|份|字|页|章|节|款|处|站|轮|步|度|点|％|%|‰|℃"
)
SCALES = r"(?:[十百千]?[万亿]|[十百千])"
NUMBER = (
    r"(?:(?<![最附新接靠])近)?"
    r"\d+(?:[.,．]\d+)*(?:[—～~–-]\d+(?:[.,．]\d+)*)?"
    rf"(?:[多余来几]?{SCALES}?[多余来几]?(?:{UNITS})(?:[多余](?!年))?|[多余几]?[万亿])"
)
ORDINAL = (
    r"第(?:\d{1,4}|[一二三四五六七八九十百千零〇两]{1,6})"
    r"(?:届|期|批次?|章|节|条|款|项|场|次|季度?|轮|年|位|名|个)"
)
WHOLE = re.compile(f"{NUMBER}|{ORDINAL}")
DASHES = "—―～~–·•‧・－／"
DASH = re.compile(rf"(?<![{DASHES}])[{DASHES}](?![{DASHES}])")
LONG_DASH = re.compile(rf"[{DASHES}]{{2,}}|…{{2,}}")
RUN = re.compile(r"[0-9A-Za-z.,:]+")
RUN_BEFORE = re.compile(r"[0-9A-Za-z.,:]+\Z")
SIDE = r"(?:[\u4e00-\u9fff]{1,4}|[0-9A-Za-z.]{1,12})"
PAIR = re.compile(
    rf"(?<![\u4e00-\u9fff0-9A-Za-z.]){SIDE}[{DASHES}]{SIDE}(?:[{DASHES}]{SIDE})*"
    rf"(?![\u4e00-\u9fff0-9A-Za-z.{DASHES}])"
)
STARTS_WITH_UNIT = re.compile(rf"{SCALES}?[多余来几]?(?:{UNITS})|[万亿]")
WIDEST = 9.0  # em: the narrowest column of the site, 320 px at the largest size, holds as much


def keep_units(text: str, *, after: str = "") -> str:
    """Return the escaped text with each group that belongs together in a span.
    `after` is the text before it in another element: the beginning of `text` may belong to it."""
    held, lead = holds(text), _leading(text, after)
    out, at = [f'<span class="nb wj">{_safe(lead)}</span>' if lead else ""], len(lead)
    while (begin := _next_held(held, at)) >= 0:
        end = held.index(False, begin + 1)
        out += (_safe(text[at : begin - 1]), _written(text[begin - 1 : end]))
        at = end
    return "".join([*out, _safe(text[at:])])


def _next_held(held, at):
    """Return the next place behind `at` where no line may end, or -1."""
    try:
        return held.index(True, at + 1)
    except ValueError:
        return -1


def holds(text: str) -> list[bool]:
    """Return a list whose item i forbids a line end before character i."""
    held = [False] * (len(text) + 1)  # and one at the end, where a piece always ends
    for match in (*WHOLE.finditer(text), *PAIR.finditer(text)):
        _hold(held, match.start(), match.end())
    for match in DASH.finditer(text):
        _hold(held, _before(text, match.start()), _behind(text, match.end()))
    for match in LONG_DASH.finditer(text):
        _hold(held, _before(text, match.start()), match.end())
    return held


def _hold(holds, start, end):
    for at in range(start + 1, min(end, len(holds) - 1)):
        holds[at] = True


def _before(text, at):
    """Return where the neighbour before the dash at offset `at` starts.
    The neighbour is a whole number or Latin word, else one character; spaces between them are
    kept."""
    end = len(text[:at].rstrip())
    run = RUN_BEFORE.search(text[:end])
    return run.start() if run else max(end - 1, 0)


def _behind(text, at):
    """Return where the neighbour behind a dash ends; the dash ends at offset `at`."""
    start = len(text) - len(text[at:].lstrip())
    run = RUN.match(text, start)
    return run.end() if run else start + 1


def _written(piece):
    if width_in_em(piece) <= WIDEST:
        return _span(piece)
    return "".join(_span(part) for part in _parts(piece))


def _span(piece):
    return (
        no_break_span(_safe(piece))
        if len(piece) > 1 and width_in_em(piece) <= WIDEST
        else _safe(piece)
    )


def _safe(text):
    return escape(text, quote=False)


def _parts(piece):
    """Return a group that is wider than a line, cut after each of its dashes."""
    return [part for part in re.split(rf"(?<=[{DASHES}])(?![{DASHES}])", piece) if part]


def no_break_span(markup: str) -> str:
    """Return markup in a span that no line may divide."""
    return f'<span class="nb">{markup}</span>'


def width_in_em(text: str) -> float:
    """Return the approximate width in em: 1 for a Chinese character, 0.6 for any other."""
    return sum(
        1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.6 for character in text
    )


def _leading(text, after):
    """Return the beginning of the text that may not begin a line.
    The style sheet puts a word joiner before a span of class `wj`: it is never copied with the
    text."""
    match = re.match(rf"[{DASHES}]+|…+", text)
    if not match and after[-1:].isdigit() and after[-1:] != "¹":
        match = STARTS_WITH_UNIT.match(text)
    return match[0] if match and after.strip() else ""
