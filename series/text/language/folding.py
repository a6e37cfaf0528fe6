"""Fold characters that readers take for the same (decision 57).

These are traditional and simplified script, full and half width, letter case, and the forms that a
PDF leaves for Chinese characters. A folded text is as long as the text, so that an offset in one is
that offset in the other.
"""

import unicodedata
from array import array
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import version

from series.text.characters.private_codes import KNOWN
from series.text.characters.replaced import IDEOGRAPHS, with_ideographs
from series.text.dictionaries.mapped_file import Content, open_or_build

# Where Unicode keeps second forms of one character: radicals, signs in circles, compatibility
# ideographs, full-width letters and digits.
DOUBLES = (
    *range(0x2E80, 0x2FE0),
    *range(0x2460, 0x2500),
    0x3000,
    *range(0x3200, 0x3400),
    *range(0xF900, 0xFB00),
    *range(0xFF00, 0xFFF0),
    *range(0x2F800, 0x2FA20),
)
CASED = range(0x2C00)
LAST = 8  # lines whose simplified form is kept, no more: they may be of a draft
FEW = 24  # characters that are replaced one after another
HAN = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0x20000, 0x33480))


def fold(text: str) -> str:
    """Return the text in its folded form. Folding it again changes nothing.

    A text in simplified script has few characters that change, most of them marks: these are
    replaced one after another, which is faster than looking at each character (decision 156).
    """
    table, changing = _table(), _changing().intersection(text)
    if len(changing) > FEW:
        return text.translate(table)
    for character in changing:
        text = text.replace(character, table[ord(character)])
    return text


@lru_cache(maxsize=LAST)
def simplify(text: str) -> str:
    """Return the text in simplified script, character by character, as long as it is.

    Several recognisers ask about one line after another; the last ones asked about are kept."""
    if text.isascii() or _traditional().isdisjoint(text):
        return text
    return text.translate(_simple_table())


def as_written(words: str, simple: str, text: str) -> str:
    """Return words that were found in a simplified text as the text itself has them.

    What a reader put between them, such as 、, stays."""
    if simple == text or not words:
        return words
    if (whole := simple.find(words)) >= 0:
        return text[whole : whole + len(words)]
    out, place = [], 0
    for character in words:
        at = simple.find(character, place)
        out.append(text[at] if at >= 0 else character)
        place = at + 1 if at >= 0 else place
    return "".join(out)


def pieces_as_written(
    pieces: Iterable[tuple[str, str]], simple: str, text: str
) -> tuple[tuple[str, str], ...]:
    """Return (role, words) of a simplified line in its own script, in the line's order."""
    out, place = [], 0
    for role, words in pieces:
        at = max(simple.find(words, place), place)
        out.append((role, as_written(words, simple[at:], text[at:])))
        place = at + len(words)
    return tuple(out)


@lru_cache(maxsize=1)
def _traditional() -> frozenset[str]:
    return frozenset(map(chr, _simple_table()))


@lru_cache(maxsize=1)
def _simple_table() -> dict[int, str]:
    return _simplified()


@lru_cache(maxsize=1)
def _changing() -> frozenset[str]:
    return frozenset(map(chr, _table()))


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    """Return {character: its form}, built in some 30 ms at the first use."""
    simple = _simple_table()
    table = dict(simple)
    for code in DOUBLES:
        table[code] = _one(unicodedata.normalize("NFKC", chr(code)), chr(code))
    table |= {code: with_ideographs(one) for code, one in KNOWN.items()} | IDEOGRAPHS
    for code in (*CASED, *DOUBLES, *KNOWN):
        form = table.get(code, chr(code))
        form = _one(form.lower(), form)
        table[code] = simple.get(ord(form), form)
    return {code: form for code, form in table.items() if form != chr(code)}


def _one(form: str, else_form: str) -> str:
    return form if len(form) == 1 else else_form


def _simplified() -> dict[int, str]:
    """Return {traditional character: simplified}, each character by itself.
    Read from a file that processes share, where there is one (decision 138)."""
    key = f"scripts 1, OpenCC {version('OpenCC')}"
    content = open_or_build("scripts", key=key, build=_content)
    if content is None:
        return _converted()
    pairs = zip(content.arrays["traditional"], content.arrays["simplified"], strict=True)
    return {one: chr(other) for one, other in pairs}


def _content() -> Content:
    pairs = sorted(_converted().items())
    traditional, simplified = (one for one, _ in pairs), (ord(other) for _, other in pairs)
    return Content(
        {"traditional": array("I", traditional), "simplified": array("I", simplified)}, {}
    )


def _converted() -> dict[int, str]:
    """Return what OpenCC makes of each character.
    Context is not needed, since the text and the words looked for are folded alike."""
    from opencc import OpenCC  # loaded with the first text, not with the site

    convert = OpenCC("t2s").convert
    known = [chr(code) for part in HAN for code in part]
    found = known
    for _ in range(2):  # a few forms lead to a form that leads on
        found = convert("\n".join(found)).split("\n")
    pairs = zip(known, found, strict=True)
    return {ord(one): other for one, other in pairs if len(other) == 1 and other != one}
