"""The characters of a text from elsewhere, in the forms that people here write.

Radicals and doubles become ideographs; marks in forms for vertical lines, small forms, half-width
Japanese forms and drawn dashes become the marks of GB/T 15834; the bullets that a symbol font left
as private codes become signs. The length stays. What is only odd is named (decision 147).
"""

import re

from .private_codes import private_phrase
from .replaced import replaced_phrase, with_ideographs
from .symbol_fonts import sign_of

# A mark in another form and the mark itself, by turns.
_FORMS = (
    "﹐，﹑、﹔；﹕：﹖？﹗！﹘—﹙（﹚）﹝〔﹞〕﹪％"  # small forms
    "︐，︑、︒。︓：︔；︕！︖？︗〖︘〗︙…︰：︱—"  # for vertical lines
    "︵（︶）︹〔︺〕︻【︼】︽《︾》︿〈﹀〉﹁「﹂」﹃『﹄』"
    "｡。､、｢「｣」〝“〞”〟”"
)
MARKS = dict(zip(map(ord, _FORMS[::2]), _FORMS[1::2], strict=True))
_HAN = "\u3400-\u9fff"
_DASHES = re.compile("(?<![─―])(?:──|――)(?![─―])")
_DOTS = re.compile("(?<!⋯)⋯⋯(?!⋯)")
_NAME_DOT = re.compile(f"(?<=[{_HAN}])[‧∙⋅•](?=[{_HAN}])")
_ODD = re.compile(
    f"[{''.join(map(chr, MARKS))}]|{_DASHES.pattern}|{_DOTS.pattern}|{_NAME_DOT.pattern}"
)
_DRAWN = re.compile(
    "(?m)^[ \t\u3000\xa0]*([\uf0b7\uf0a7\uf0a8\uf06c\uf06e\uf071\uf075\uf076\uf0d8\uf0e0\uf0f0\uf0fc\uf0fe])"
)
_OF_SYMBOL = "\uf0b7"
_BROKEN = re.compile("\ufffd+|(?:锟斤拷)+")
_MOST_SHOWN = 6


def settled(text: str) -> str:
    """Return the text with usual characters; its length stays."""
    text = with_ideographs(text)
    if _DRAWN.search(text):
        text = _DRAWN.sub(lambda found: found[0][:-1] + _sign(found[1]), text)
    return _ODD.sub(lambda found: _mark(found[0]), text)


def rewritten_phrases(text: str) -> list[str]:
    """Return the receipt's phrases for what `settled` changes in a text."""
    odd = _ODD.findall(text)
    shown = "、".join(f"{mark}→{_mark(mark)}" for mark in list(dict.fromkeys(odd))[:_MOST_SHOWN])
    drawn = len(_DRAWN.findall(text))
    return [
        *filter(None, [replaced_phrase(text)]),
        *([f"异形标点 {len(odd)} 处改为通用标点（{shown}）"] if odd else []),
        *([f"行首的字体符号 {drawn} 个改为通用符号"] if drawn else []),
    ]


def warnings(text: str) -> list[str]:
    """Return what the desk is told of characters that nobody can read or show."""
    broken = sum(map(len, _BROKEN.findall(text)))
    left = private_phrase(_DRAWN.sub("", text))
    return [
        *filter(None, [left]),
        *([f"乱码 {broken} 字（�、锟斤拷），请对照原文补上"] if broken else []),
    ]


def _sign(character):
    font = "Symbol" if character in _OF_SYMBOL else "Wingdings"
    return sign_of(font, character) or character


def _mark(odd):
    if len(odd) == 2:
        return "……" if odd[0] == "⋯" else "——"
    return MARKS.get(ord(odd), "·")
