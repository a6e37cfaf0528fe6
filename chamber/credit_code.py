"""The 统一社会信用代码 of an organization: 18 characters by GB 32100-2015, checked by hand here.

The library stdnum.cn.uscc tells right from wrong, but refuses the codes of villages and of the
army (first character N, Y, A) and cannot say which place is wrong. Decision 129.
"""

import unicodedata
from itertools import pairwise

LENGTH = 18
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # without I, O, S, V and Z
VALUES = {character: value for value, character in enumerate(ALPHABET)}
WEIGHTS = [pow(3, place, 31) for place in range(LENGTH - 1)]
DEPARTMENTS = "123456789ANY"  # who registers: 5 civil affairs, 9 the market, N agriculture
LOOK_ALIKE = {"I": "1", "O": "0", "S": "5", "V": "U", "Z": "2"}
DASHES = "-‐‑‒–—―−"
SHOWN_AT_MOST = 24


def credit_code(typed: str) -> str:
    """Return a code as it is stored: 18 half-width characters in capitals.

    Spaces and dashes between them do not matter. Raises ValueError with a sentence that names the
    wrong place.
    """
    plain = unicodedata.normalize("NFKC", typed[: 4 * LENGTH]).upper()
    code = "".join(c for c in plain if not c.isspace() and c not in DASHES)
    if fault := _fault(code):
        raise ValueError(f"统一社会信用代码{fault}")
    return code


def _fault(code):
    if len(code) != LENGTH:
        return f"应是18位，现在是{len(code)}位" if code else "没有填"
    for place, character in enumerate(code, 1):
        if why := _wrong_at(place, character):
            return f"第{place}位“{character}”不对：{why}"
    if code[-1] != check_character(code[:-1]):
        return _wrong_somewhere(code)
    return ""


def _wrong_at(place, character):
    if character not in VALUES:
        instead = LOOK_ALIKE.get(character)
        return f"这里不用字母{character}，是不是{instead}？" if instead else "只用数字和大写字母"
    if place == 1 and character not in DEPARTMENTS:
        return "第1位是登记管理部门，没有这一种"
    if place == 2 and character not in "123456789":
        return "第2位是机构类别，应是数字1到9"
    if 3 <= place <= 8 and not character.isdecimal():
        return "第3到8位是行政区划，应是数字"
    return ""


def check_character(first: str) -> str:
    """Return the 18th character for the first 17, by section 6 of the standard."""
    total = sum(
        weight * VALUES[character] for weight, character in zip(WEIGHTS, first, strict=True)
    )
    return ALPHABET[-total % 31]


def _wrong_somewhere(code):
    """Name the place that is wrong.

    As far as the two check characters give it away."""
    if swapped := _swapped(code):
        return f"第{swapped}、{swapped + 1}位像是写反了，请核对"
    body_holds = code[16] == organization_check(code[8:16])
    if body_holds:
        return f"第18位“{code[17]}”与前面对不上：第1到8位或第18位写错了，请对照营业执照"
    return f"第18位“{code[17]}”与前面对不上：第9到17位里有写错的，请对照营业执照"


def _swapped(code):
    """Return the place of two neighbours that changed places, or 0.

    Changed back they make a right code."""
    found = [
        place
        for place, (left, right) in enumerate(pairwise(code), 1)
        if left != right and _right(code[: place - 1] + right + left + code[place + 1 :])
    ]
    return found[0] if len(found) == 1 else 0


def _right(code):
    well_formed = not any(_wrong_at(*place) for place in enumerate(code, 1))
    body = code[16] == organization_check(code[8:16])
    return well_formed and body and code[-1] == check_character(code[:-1])


def organization_check(body: str) -> str:
    """Return the check character of an organization's own eight, by GB 11714."""
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    values = [int(character, 36) for character in body]
    rest = 11 - sum(weight * value for weight, value in zip(weights, values, strict=True)) % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))
