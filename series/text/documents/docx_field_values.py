"""Write what Word's fields without a stored result show: numbers, symbols, characters in circles.

AUTONUM and LISTNUM count, SYMBOL names a sign of a font, EQ draws: ○ around 1 is ①, a phonetic
guide of older programs is a character with its sound above (decision 104).
"""

import re
import unicodedata
from dataclasses import dataclass, field

from series.text.characters.symbol_fonts import sign_of

from .docx_xml import character_of, whole_number
from .number_formats import number_text

COUNTING = frozenset({"AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "LISTNUM"})
_LEVEL = re.compile(r"\\[lL]\s*\"?(\d)")
_START = re.compile(r"\\[sS]\s*\"?(\d{1,4})\"?")
_SEPARATOR = re.compile(r"\\[sS]\s*\"?(\D)\"?")
# The forms of Word's three lists for LISTNUM, from the first level on.
_LISTS = {
    "numberdefault": (
        ("decimal", "{})"), ("lowerLetter", "{})"), ("lowerRoman", "{})"), ("decimal", "({})"),
        ("lowerLetter", "({})"), ("lowerRoman", "({})"), ("decimal", "{}."), ("lowerLetter", "{}."),
        ("lowerRoman", "{}."),
    ),
    "outlinedefault": (
        ("upperRoman", "{}."), ("upperLetter", "{}."), ("decimal", "{}."), ("lowerLetter", "{})"),
        ("decimal", "({})"), ("lowerLetter", "({})"), ("lowerRoman", "({})"), ("lowerLetter", "({})"),
        ("lowerRoman", "({})"),
    ),
}  # fmt: skip
_SYMBOL = re.compile(r"\s*(?P<code>0x[0-9a-fA-F]{1,4}|\d{1,5}|\S)\s*(?P<switches>.*)", re.DOTALL)
_FONT = re.compile(r"\\f\s*(?:\"([^\"]*)\"|(\S+))")
_SWITCH = re.compile(r"\\\*\s*(?:\"[^\"]*\"|\w+)")
_OPERATION = re.compile(r"\\([a-zA-Z]+)\s*")
_DECORATION = re.compile(r"\\(?:up|do|ai|di|ac|ad|al|ar|hs|vs|co|lc|rc|bc|ba|fo|li|su|pr|in)\s*\d*")
_CIRCLES, _FRAMES = frozenset("○〇◯OＯ"), frozenset("○〇◯□△◇OＯ")
_DEEPEST = 12
# ① to ⑳, Ⓐ to ⓩ, ㉑ to ㊿ and Han in circles, by what stands inside.
_ENCIRCLED = {
    unicodedata.normalize("NFKC", chr(code)): chr(code)
    for start, end in ((0x2460, 0x2474), (0x24B6, 0x24EA), (0x3251, 0x3260), (0x3280, 0x32C0))
    for code in range(start, end)
}


@dataclass
class FieldCounter:
    """The numbers of the counting fields of one document, by list and level."""

    counts: dict[str, list[int]] = field(default_factory=dict)

    def label(self, kind: str, rest: str) -> str:
        """Return the number that the next field of this kind shows: “1.”, “II.”, “a)”."""
        if kind == "LISTNUM":
            return self._list_label(rest)
        separator = _SEPARATOR.search(rest)
        numbers = self._next(kind, 1)
        form = "upperRoman" if kind == "AUTONUMOUT" else "decimal"
        return f"{number_text(numbers[0], form)}{separator[1] if separator else '.'}"

    def _list_label(self, rest: str) -> str:
        level, start = _LEVEL.search(rest), _START.search(rest)
        name = re.split(r"[\s\\\"]", rest.strip(' "').lower(), maxsplit=1)[0]
        name = name if name in ("numberdefault", "outlinedefault", "legaldefault") else ""
        at = min(max(whole_number(level[1], 1) if level else 1, 1), 9)
        begins = whole_number(start[1], 1) if start else None
        numbers = self._next(name or "numberdefault", at, start=begins)
        if name == "legaldefault":
            return ".".join(map(str, numbers)) + "."
        form, label = _LISTS[name or "numberdefault"][at - 1]
        return label.format(number_text(numbers[-1], form))

    def _next(self, name: str, level: int, *, start: int | None = None) -> list[int]:
        numbers = self.counts.setdefault(name, [])
        del numbers[level:]
        numbers += [0] * (level - len(numbers))
        numbers[level - 1] = numbers[level - 1] + 1 if start is None else start
        return [number or 1 for number in numbers]


def symbol_shown(rest: str) -> str:
    """Return the character of a SYMBOL field; empty where nobody knows it."""
    found, font = _SYMBOL.match(rest), _FONT.search(rest)
    if not found:
        return ""
    code = found["code"]
    number = int(code, 16) if code.startswith("0x") else int(code) if code.isdecimal() else 0
    character = character_of(number) if number else code
    if not character:
        return ""
    name = (font[1] or font[2]) if font else ""
    if sign := sign_of(name, character):
        return sign
    if not re.search(r"\\[uU]\b", found["switches"]) and 0x80 <= number <= 0xFFFF:
        return _decoded(number)
    return character


def _decoded(number: int) -> str:
    """Return the character of a number in the code page of Chinese Windows."""
    try:
        return number.to_bytes(2 if number > 0xFF else 1, "big").decode("gb18030")
    except UnicodeDecodeError:
        return ""


def equation_shown(rest: str) -> str:
    """Return the characters that an EQ field draws, in one line."""
    return _equation(_SWITCH.sub("", rest.strip()), depth=0)


def _equation(code: str, *, depth: int) -> str:
    shown, at = [], 0
    while at < len(code):
        operation = _OPERATION.match(code, at)
        if operation is None or depth > _DEEPEST:
            shown.append(code[at])
            at += 1
            continue
        at = operation.end()
        while decoration := _DECORATION.match(code, at):
            at = decoration.end()
        arguments, at = _arguments(code, at)
        parts = [_equation(part, depth=depth + 1) for part in arguments]
        shown.append(_drawn(operation[1].lower(), code[operation.start() : at], parts))
    return "".join(shown).strip()


def _arguments(code: str, at: int) -> tuple[list[str], int]:
    """Return the arguments in brackets at a place, and where they end."""
    if code[at : at + 1] not in ("(", "（"):
        return [], at
    parts, depth = [""], 0
    for place in range(at, len(code)):
        character = code[place]
        if character in "(（":
            depth += 1
        elif character in ")）":
            depth -= 1
        if depth == 0:
            return parts, place + 1
        if depth == 1 and character in ",;，；":
            parts.append("")
        elif not (depth == 1 and character in "(（" and place == at):
            parts[-1] += character
    return parts, len(code)


def _drawn(operation: str, code: str, parts: list[str]) -> str:
    if operation == "o":
        return _over_each_other(code, parts)
    if operation == "f" and len(parts) == 2:
        return f"{parts[0]}/{parts[1]}"
    if operation == "r":
        return f"√{parts[-1]}" if parts else ""
    return "".join(parts)


def _over_each_other(code: str, parts: list[str]) -> str:
    """Return what parts drawn over each other say.
    A number in a circle, a character below its sound."""
    plain = [part for part in parts if part not in _FRAMES]
    if len(plain) < len(parts) and len(plain) == 1:
        in_circle = any(part in _CIRCLES for part in parts)
        words = unicodedata.normalize("NFKC", plain[0])
        return _ENCIRCLED.get(words, plain[0]) if in_circle else plain[0]
    if "\\s" in code and len(parts) > 1:
        return parts[-1]
    return "".join(parts)


def fraction_shown(top: str, bottom: str) -> str:
    """Return a fraction in one line: 1/2, (a+b)/2."""
    return "/".join(
        part if len(part) < 2 or part.isalnum() else f"({part})" for part in (top, bottom)
    )
