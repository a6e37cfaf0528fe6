"""Read Arabic and Chinese numerals (三千五百, 1,234, 3.2万亿) as values."""

import re
from decimal import Decimal
from functools import reduce

DIGITS = dict(zip("零一二三四五六七八九", range(10), strict=True)) | {"〇": 0, "两": 2}
SMALL_SCALES = {"十": 10, "百": 100, "千": 1000}
SCALES = {**SMALL_SCALES, "万": 10_000, "亿": 100_000_000}
CHINESE = "[零〇一二两三四五六七八九十百千万亿]{1,20}(?:点[零〇一二三四五六七八九]{1,8})?"
ARABIC = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?(?!\d)|\d{1,15}(?:\.\d+)?"
# Full-width digits and signs; each has one character for one, so that offsets stay.
WIDE = str.maketrans("０１２３４５６７８９．％－", "0123456789.%-")

_GROUP = (
    "(?:[一二两三四五六七八九]千)?(?:[零〇]?[一二两三四五六七八九]百)?"
    "(?:[零〇]?[一二三四五六七八九]?十)?(?:[零〇]?[一二两三四五六七八九])?"
)
_WHOLE = re.compile(
    f"(?:(?P<yi>{_GROUP})(?P<wanyi>万?)亿)?(?:[零〇]?(?P<wan>{_GROUP})万)?(?P<rest>{_GROUP})"
)
_YEAR_LIKE = re.compile("[零〇一二三四五六七八九]{2,}")


def chinese_value(words: str) -> Decimal | None:
    """Return the value of a Chinese numeral.
    None where it is not well formed (十百千, 一二三)."""
    whole, _, fraction = words.partition("点")
    found = _WHOLE.fullmatch(whole)
    if not whole or not found or _YEAR_LIKE.fullmatch(whole):
        return None
    parts = found.groupdict()
    if (parts["yi"] == "" or parts["wan"] == "") or not any(
        (parts[k] or "") for k in ("yi", "wan", "rest")
    ):
        return None
    value = _group(parts["yi"]) * (SCALES["万"] if parts["wanyi"] else 1) * SCALES["亿"]
    value += _group(parts["wan"]) * SCALES["万"] + _group(parts["rest"])
    places = "".join(str(DIGITS[digit]) for digit in fraction)
    return Decimal(f"{value}.{places}" if places else value)


def _group(words: str | None) -> int:
    """Return the value of a numeral below ten thousand, 0 for none."""
    value, digit = 0, None
    for character in words or "":
        if character in SMALL_SCALES:
            value += (1 if digit is None else digit) * SMALL_SCALES[character]
            digit = None
        else:
            digit = DIGITS[character]
    return value + (digit or 0)


def arabic_value(words: str) -> Decimal:
    """Return the value of Arabic digits of any width, with or without thousands marks."""
    return Decimal(re.sub("[,，]", "", words.translate(WIDE)).replace("−", "-"))


def scaled(value: Decimal, scales: str) -> Decimal:
    """Return the value times each scale sign: 3.2 with 万亿 is 3.2 trillion."""
    return reduce(lambda product, sign: product * SCALES[sign], scales, value)
