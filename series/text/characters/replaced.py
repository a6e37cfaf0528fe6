"""Characters that look like another.
Radicals and doubles that a PDF or a Korean font leaves.

A PDF stores the glyph ⼈ under the number of a radical, and then no rule, search or name finds 人
in it. The ideographs are those of Unicode's EquivalentUnifiedIdeograph for the Radicals Supplement
and of NFKC for the Kangxi Radicals; U+F900–FA0D are doubles of one glyph. Compatibility ideographs
with a shape of their own (塚, 福) are somebody's name and stay.
"""

import re
import unicodedata

# A radical of the supplement and its ideograph, by turns.
_SUPPLEMENT = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵"
    "⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪𤴔⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓⺲罒"
    "⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷"
    "⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐⻢马"
    "⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
_DOUBLES = (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFA0E))
IDEOGRAPHS = {
    **dict(zip(map(ord, _SUPPLEMENT[::2]), _SUPPLEMENT[1::2], strict=True)),
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in _DOUBLES},
}
RADICALS = re.compile("[\u2e80-\u2fd5]+")
LOOKALIKE = re.compile("[\u2e80-\u2fd5\uf900-\ufa0d]")


def with_ideographs(text: str) -> str:
    """Return the text with radicals and doubles as the ideographs they show; its length stays."""
    return text.translate(IDEOGRAPHS) if LOOKALIKE.search(text) else text


def lookalikes(text: str) -> str:
    """Return the characters of a text that `with_ideographs` changes, each once, in order."""
    return "".join(dict.fromkeys(c for c in LOOKALIKE.findall(text) if ord(c) in IDEOGRAPHS))


def replaced_phrase(text: str) -> str:
    """Return the receipt's phrase for the radicals of a text; empty where it has none."""
    count = sum(ord(c) in IDEOGRAPHS for c in LOOKALIKE.findall(text))
    shown = "、".join(f"{c}→{IDEOGRAPHS[ord(c)]}" for c in lookalikes(text)[:8])
    return f"部首码位的字 {count} 个改为汉字（{shown}）" if count else ""
