"""议程: a programme typed as lines, and written back as the same lines.

    09:30—10:10 主题演讲：题目｜主讲｜说明
    · 姓名#3｜职务｜单位

Time, kind, speaker and note may be absent. A line with a dot is a speaker of the session above it;
#3 is a number of the register. Anything else is refused, with the line's number.
"""

import re

from series.text.language.single_line import single_line

from .blocks import TextError

# The labels of series.models.SessionKind; texts know no models (a test compares the two).
KINDS = {
    "主题演讲": "keynote",
    "高峰对话": "dialogue",
    "互动交流": "exchange",
    "政商学互动": "tripartite",
    "参观考察": "visit",
    "其他": "other",
}
LABELS = {kind: label for label, kind in KINDS.items()}
LIMITS = (("title", "内容", 120), ("speaker", "主讲", 120), ("note", "说明", 200))
SPEAKER_LIMITS = (("name", "姓名", 40), ("post", "职务", 60), ("organization", "单位", 80))
EXAMPLE = "09:30—10:10 主题演讲：题目｜主讲｜说明"
SPEAKER_EXAMPLE = "· 姓名｜职务｜单位"

_CLOCK = r"\d{1,2}[:：]\d{2}"
_TIMES = re.compile(rf"(?P<starts>{_CLOCK})(?:\s*[—–~～至-]+\s*(?P<ends>{_CLOCK}))?[\s\u3000]*")
_KIND = re.compile(rf"(?P<label>{'|'.join(KINDS)})[:：]\s*")
_DOT = re.compile(r"[·•・‧∙][\s\u3000]*")
_KEY = re.compile(r"\s*[#＃](\d{1,9})$", re.ASCII)
_BAR = re.compile(r"[｜|]")


def parse_programme(typed: str) -> list[dict]:
    """Return the sessions of the typed lines, empty lines left out. Raises TextError."""
    sessions: list[dict] = []
    for number, line in enumerate((typed or "").splitlines(), start=1):
        words = single_line(line)
        if dot := _DOT.match(words):
            _add_speaker(sessions, words[dot.end() :], number)
        elif words:
            sessions.append(_session(line, number))
    return sessions


def _add_speaker(sessions, words, number):
    if not sessions:
        raise TextError(f"议程第{number}行：嘉宾写在所属议程的下一行，请先写议程")
    pieces = [piece.strip() for piece in _BAR.split(words)]
    key = _KEY.search(pieces[0])
    if key:
        pieces[0] = pieces[0][: key.start()]
    speaker = _named(pieces, number, limits=SPEAKER_LIMITS, example=SPEAKER_EXAMPLE)
    row = {**speaker, "id": int(key[1])} if key else speaker
    sessions[-1].setdefault("speakers", []).append(row)


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


def _named(pieces, number, *, limits=LIMITS, example=EXAMPLE):
    if len(pieces) > len(limits):
        raise TextError(f"议程第{number}行：竖线“｜”最多两个，请写成“{example}”")
    if not pieces[0]:
        raise TextError(f"议程第{number}行：缺少{limits[0][1]}，请写成“{example}”")
    pieces += [""] * (len(limits) - len(pieces))
    for (_, label, limit), piece in zip(limits, pieces, strict=True):
        if len(piece) > limit:
            raise TextError(f"议程第{number}行：{label}超过 {limit} 字，请缩短")
    return {key: piece for (key, _, _), piece in zip(limits, pieces, strict=True)}


def render_programme(sessions) -> str:
    """Return the lines that `parse_programme` reads as these sessions."""
    return "\n".join(line for session in sessions for line in _lines(session))


def _lines(session):
    yield _line(session)
    for each in session.get("speakers", ()):
        name, *others = _pieces(each, SPEAKER_LIMITS)
        key = f"#{each['id']}" if "id" in each else ""
        yield f"· {'｜'.join([f'{name}{key}', *others])}"


def _pieces(row, limits):
    """Return the values of a row in order, without empty ones last."""
    pieces = [_BAR.sub("／", row[key]) for key, _, _ in limits]
    while len(pieces) > 1 and not pieces[-1]:
        pieces.pop()
    return pieces


def _line(session):
    times = "—".join(filter(None, (session["starts"], session["ends"])))
    pieces = _pieces(session, LIMITS)
    named = session["kind"] != "other" or _KIND.match(pieces[0]) or _DOT.match(pieces[0])
    label = f"{LABELS[session['kind']]}：" if named else ""
    return f"{times} {label}{'｜'.join(pieces)}".strip()
