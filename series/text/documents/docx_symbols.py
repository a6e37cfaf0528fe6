"""Write the signs of symbol fonts as characters: Wingdings þ is ☑."""

from series.text.characters.symbol_fonts import is_symbol_font, sign_of

from .docx_dropped import LETTERS, Dropped
from .docx_styles import LATIN_FONTS, DocxStyles
from .docx_xml import Element, attribute, character_of, child, local, make, named

UNKNOWN = "无法识别的符号"
_PRIVATE = range(0xE000, 0xF900)


def write_signs(root: Element, styles: DocxStyles, dropped: Dropped) -> None:
    """Replace symbols and letters in symbol fonts by the signs that a reader sees."""
    for symbol in list(named(root, "sym")):
        _write_symbol(symbol, dropped)
    for run in named(root, "r"):
        fonts = _fonts(run, styles)
        if any(map(is_symbol_font, fonts.values())):
            for part in run:
                if local(part) == "t":
                    letters = part.text or ""
                    part.text = "".join(_sign(item, fonts) for item in letters)
                    drawn = (old for old, new in zip(letters, part.text, strict=True) if old != new)
                    dropped.add(LETTERS, "".join(filter(str.isalnum, drawn)))


def _write_symbol(symbol: Element, dropped: Dropped) -> None:
    font, code = attribute(symbol, "font"), attribute(symbol, "char")
    try:
        character = character_of(int(code, 16))
    except ValueError:
        character = ""
    sign = character and (sign_of(font, character) or character)
    if not sign or ord(sign) in _PRIVATE:
        dropped.add(UNKNOWN, f"{font} {code}".strip())
        sign = ""
    words = make(symbol, "t", sign)
    words.tail = symbol.tail
    symbol.getparent().replace(symbol, words)


def _fonts(run: Element, styles: DocxStyles) -> dict[str, str]:
    """Return the fonts of a run's Latin letters: its own, else its styles'."""
    own = child(run, "rPr", "rFonts")
    paragraph = next((outer for outer in run.iterancestors() if local(outer) == "p"), None)
    outer = child(paragraph, "pPr") if paragraph is not None else None
    style = styles.of(child(run, "rPr"), kind="character")
    around = styles.of(outer, kind="paragraph")
    fonts = {
        which: attribute(own, which)
        or styles.font(style, of=which)
        or styles.font(around, of=which)
        for which in LATIN_FONTS
    }
    named = next(filter(None, fonts.values()), "")
    return {which: font or named for which, font in fonts.items()}


def _sign(character: str, fonts: dict[str, str]) -> str:
    if ord(character) in _PRIVATE:
        found = (sign_of(font, character) for font in fonts.values())
        return next(filter(None, found), character)
    font = fonts["ascii" if character < "\x80" else "hAnsi"]
    return sign_of(font, character) or character
