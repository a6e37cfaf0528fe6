"""The labels of numbered lists: letters, Roman and Chinese numerals, as browsers show them."""

import re

from lxml.etree import _Element

from series.text.language.han import numeral

PLAIN, UNNUMBERED = "1", "none"
_TYPES = frozenset("1aAiI")
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;]+)")
_NAMES = {
    "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A",
    "lower-roman": "i", "upper-roman": "I", "decimal-leading-zero": "01", "none": UNNUMBERED,
    "cjk-ideographic": "一", "simp-chinese-informal": "一", "trad-chinese-informal": "一",
    "cjk-decimal": "一", "japanese-informal": "一", "simp-chinese-formal": "壹",
    "trad-chinese-formal": "壹", "cjk-heavenly-stem": "甲", "cjk-earthly-branch": "子",
    "lower-greek": "α",
}  # fmt: skip
_ROWS = {
    "甲": "甲乙丙丁戊己庚辛壬癸",
    "子": "子丑寅卯辰巳午未申酉戌亥",
    "α": "αβγδεζηθικλμνξοπρστυφχψω",
}
_FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        "M CM D CD C XC L XL X IX V IV I".split(),
        strict=True,
    )
)


def style_of_list(element: _Element) -> str:
    """Return the style of a list's numbers.
    1, a, A, i, I, 一, … or none."""
    kind = (element.get("type") or "").strip()
    if kind in _TYPES or kind in _NAMES.values():
        return kind
    items = [child for child in element if child.tag == "li"][:1]
    for part in (element, *items):
        found = _STYLE.search(part.get("style", "").lower())
        named = [_NAMES[word] for word in found[1].split() if word in _NAMES] if found else []
        if named:
            return named[0]
        if part.tag == "li" and (part.get("type") or "") in _TYPES:
            return part.get("type", PLAIN)
    return PLAIN


def label_of(style: str, number: int) -> str:
    """Return the label as text that stands before its item: “b. ”, “二、”."""
    if style == UNNUMBERED:
        return ""
    if style in _ROWS:
        row = _ROWS[style]
        word = row[(number - 1) % len(row)]
        return f"{word}. " if style == "α" else f"{word}、"
    if style in ("一", "壹") and 1 <= number <= 9999:
        written = numeral(number)
        return f"{written if style == '一' else written.translate(_FORMAL)}、"
    return f"{_latin(style, number)}. "


def _latin(style: str, number: int) -> str:
    if style == "01":
        return f"{number:02d}"
    if number < 1 or style not in ("a", "A", "i", "I"):
        return str(number)
    written = _letters(number) if style in "aA" else _roman(number)
    return written.lower() if style in "ai" else written


def _letters(number: int) -> str:
    written = ""
    while number:
        number, rest = divmod(number - 1, 26)
        written = chr(ord("A") + rest) + written
    return written


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written
