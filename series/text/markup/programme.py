"""议程: a programme typed as lines, and written back as the same lines.

    09:30—10:10 主题演讲：题目｜主讲｜说明

Time, kind, speaker and note may be absent. Anything else is refused, with the line's number.
"""

import re

from series.text.language.single_line import single_line

from .blocks import TextError

# The labels of series.models.SessionKind; texts know no models (a test compares the two).
KINDS = {
    "主题演讲": "keynote",
    "高峰对话": "dialogue",
    "互动交流": "exchange",
    "参观考察": "visit",
    "其他": "other",
}
LABELS = {kind: label for label, kind in KINDS.items()}
LIMITS = (("title", "内容", 120), ("speaker", "主讲", 120), ("note", "说明", 200))
EXAMPLE = "09:30—10:10 主题演讲：题目｜主讲｜说明"

_CLOCK = r"\d{1,2}[:：]\d{2}"
_TIMES = re.compile(rf"(?P<starts>{_CLOCK})(?:\s*[—–~～至-]+\s*(?P<ends>{_CLOCK}))?[\s\u3000]*")
_KIND = re.compile(rf"(?P<label>{'|'.join(KINDS)})[:：]\s*")
_BAR = re.compile(r"[｜|]")


def parse_programme(typed: str) -> list[dict[str, str]]:
    """Return the sessions of the typed lines, empty lines left out. Raises TextError."""
    lines = enumerate((typed or "").splitlines(), start=1)
    return [_session(line, number) for number, line in lines if single_line(line)]


def _session(line, number):
    rest = single_line(line)
    times = _TIMES.match(rest)
    starts, ends = ("", "")
    if times:
        starts, ends = _clock(times["starts"], number), _clock(times["ends"] or "", number)
        rest = rest[times.end() :]
    kind = _KIND.match(rest)
    if kind:
        rest = rest[kind.end() :]
    if starts and ends and ends < starts:
        raise TextError(f"议程第{number}行：结束时间 {ends} 早于开始时间 {starts}，请核对")
    pieces = [piece.strip() for piece in _BAR.split(rest)]
    return {
        "starts": starts,
        "ends": ends,
        "kind": KINDS[kind["label"]] if kind else "other",
        **_named(pieces, number),
    }


def _clock(typed, number):
    if not typed:
        return ""
    hour, minute = (int(part) for part in re.split("[:：]", typed))
    if hour > 23 or minute > 59:
        raise TextError(f"议程第{number}行：没有“{typed}”这个时间，请写成 09:30—10:10")
    return f"{hour:02}:{minute:02}"


def _named(pieces, number):
    if len(pieces) > len(LIMITS):
        raise TextError(f"议程第{number}行：竖线“｜”最多两个，请写成“{EXAMPLE}”")
    if not pieces[0]:
        raise TextError(f"议程第{number}行：缺少内容，请写成“{EXAMPLE}”")
    pieces += [""] * (len(LIMITS) - len(pieces))
    for (_, label, limit), piece in zip(LIMITS, pieces, strict=True):
        if len(piece) > limit:
            raise TextError(f"议程第{number}行：{label}超过 {limit} 字，请缩短")
    return {key: piece for (key, _, _), piece in zip(LIMITS, pieces, strict=True)}


def render_programme(sessions) -> str:
    """Return the lines that `parse_programme` reads as these sessions."""
    return "\n".join(_line(session) for session in sessions)


def _line(session):
    times = "—".join(filter(None, (session["starts"], session["ends"])))
    pieces = [_BAR.sub("／", session[key]) for key, _, _ in LIMITS]
    while len(pieces) > 1 and not pieces[-1]:
        pieces.pop()
    named = session["kind"] != "other" or _KIND.match(pieces[0])
    label = f"{LABELS[session['kind']]}：" if named else ""
    return f"{times} {label}{'｜'.join(pieces)}".strip()
