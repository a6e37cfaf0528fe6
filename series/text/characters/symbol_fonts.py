"""Signs that symbol fonts draw for letters: Wingdings l is ●, þ is ☑.

The tables hold the signs of 0x21 to 0xFF; a blank stands where a font has none. They follow the
characters that Unicode 7.0 took from these fonts; where one is in no common font (🗹), its
everyday twin stands instead (☑).
"""

import re

_SYMBOL = (
    "!∀#∃%&∍()*+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠ"
    "ΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}~  "
    "                               €ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°"
    "±″≥×∝∂•÷≠≡≈…⏐—↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊"
    "〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭ "
)
_WINGDINGS = (
    "🖉✂✁👓🕭🕮🕯🕿✆🖂🖃📪📫📬📭🗀🗁🗎🗏🗐🗄⌛🖮🖰🖲🖳🖴🖫🖬✇✍🖎✌🖏👍👎☜☞☝☟🖐☺😐☹💣🕱🏳🏱"
    "✈☼🌢❄🕆✞🕈✠✡☪☯🕉☸♈♉♊♋♌♍♎♏♐♑♒♓🙰🙵●○■□□❑❒⬧◆◆❖◆☒⮹⌘🏵🏶🙶🙷▯🄋"
    "➀➁➂➃➄➅➆➇➈➉🄌➊➋➌➍➎➏➐➑➒➓🙢🙠🙡🙣🙞🙜🙝🙟·•■○○○◉◎🔿▪☐🟁🟅★🟋🟏🟓🟑⯐"
    "⌖☆⯏⯑✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛⮰⮱⮲⮳⮴⮵⮶⮷🙪🙫🙕🙔🙗🙖🙐🙑🙒🙓⌫⌦⮘➢⮙⮛⮈⮊⮉⮋←→"
    "↑↓↖↗↙↘←➔↑↓↖↗↙↘⇦⇨⇧⇩⬄⇳⬁⬀⬃▫▫🢭✗✓☒☑ "
)
_WINGDINGS_2 = (
    "🖊🖋🖌🖍✄✀🕾🕽🗅🗆🗇🗈🗉🗊🗋🗌🗍📋🗑🗔🖵🖶🖷🖸🖭🖯🖱🖒🖓🖘🖙🖚🖛👈👉🖜🖝🖞🖟🖠🖡👆👇🖢🖣🖑✗✓"
    "☒☑☒☒⊗⊗🛇⦸🙱🙴🙲🙳‽🙹🙺🙻🙦🙤🙥🙧🙚🙘🙙🙛⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿ ☉"
    "🌕☽☾⸿✝🕇🕜🕝🕞🕟🕠🕡🕢🕣🕤🕥🕦🕧🙨🙩·•●●○○○◉◎⦿▪▪■■☐□□🞓🞔▣🞕🞖🞗🞘⬩◆◇🞚"
    "◈🞛🞜🞝🞞⬪⬧◊🞠◖◗⯊⯋⯀⯁⬟⯂⬣⬢⯃⯄🞡🞢🞣🞤🞥🞦🞧🞨🞩🞪🞫🞬🞭🞮🞯🞰🞱🞲🞳🞴🞵🞶🞷🞸🞹🞺🞻"
    "🞼🞽🞾🞿🟀🟂🟄🟆🟉🟊✶🟌🟎🟐🟒✹🟃🟇✯🟍🟔⯌⯍※⁂      "
)
_WINGDINGS_3 = (
    "←→↑↓⭦⭧⭩⭨⭰⭲⭱⭳⭶⭸⭻⭽⭤⭥⭪⭬⭫⭭⭍⮠⮡⮢⮣⮤⮥⮦⮧⮐⮑⮒⮓⮀⮃⭾⭿⮄⮆⮅⮇⮏⮍⮎⮌⭮"
    "⭯⎋⌤⌃⌥␣⍽⇪⮸🢠🢡🢢🢣🢤🢥🢦🢧🢨🢩🢪🢫←→↑↓↖↗↙↘🡘🡙▲▼△▽◀▶◁▷◣◢◤◥◀▶🞁 🞃"
    "⯅⯆⯇⯈⮜⮞⮝⮟🠐🠒🠑🠓🠔🠖🠕🠗🠘🠚🠙🠛🠜🠞🠝🠟🠀🠂🠁🠃🠄🠆🠅🠇🠈🠊🠉🠋🠠🠢🠤🠦🠨🠪🠬🢜🢝🢞🢟🠮"
    "🠰🠲🠴🠶🠸🠺🠹🠻🢘🢚🢙🢛🠼🠾🠽🠿🡀🡂🡁🡃🡄🡆🡅🡇⮨⮩⮪⮫⮬⮭⮮⮯🡠🡢🡡🡣🡤🡥🡧🡦🡰🡲🡱🡳🡴🡵🡷🡶"
    "🢀🢂🢁🢃🢄🢅🢇🢆🢐🢒🢑🢓🢔🢖🢕🢗               "
)
_WEBDINGS = (
    "🕷🕸🕲🕶🏆🎖🖇🗨🗩🗰🗱🌶🎗🙾🙼🗕🗖🗗◀▶▲▼⏪⏩⏮⏭⏸⏹ 🗚🗳🛠🏗🏘🏙🏚🏜🏭🏛🏠🏖🏝🛣🔍🏔👁👂🏞"
    "🏕🛤🏟🛳🕬🕫🕨🔈🎔🎕🗬🙽🗭🗪🗫⮔✔🚲☐🛡📦🛱■🚑🛈🛩🛰🟈🕴●🛥🚔🗘✗❓🛲🚇🚍⛳⦸⊖🚭🗮⏐🗯🗲 🚹"
    "🚺🛉🛊🚼👽🏋⛷🏂🏌🏊🏄🏍🏎🚘🗠🛢💰🏷💳👪🗡🗢🗣✯🖄🖅🖃🖆🖹🖺🖻🕵🕰🖽🖾📋🗒🗓🕮📚🗞🗟🗃🗂🖼🎭🎜🎘"
    "🎙🎧💿🎞📷🎟🎬📽📹📾📻🎚🎛📺💻🖥🖦🖧🕹🎮🕻🕼📟🖁🖀🖨🖩🖿🖪🗜🔒🔓🗝📥📤🕳🌣🌤🌥🌦☁🌨🌧🌩🌪🌬🌫🌜"
    "🌡🛋🛏🍽🍸🛎🛍Ⓟ♿🛆🖈🎓🗤🗥🗦🗧🛪🐿🐦🐟🐕🐈🙬🙮🙭🙯🗺🌍🌏🌎🕊"
)
_FIRST = 0x21
_FONTS = {
    "symbol": _SYMBOL,
    "symbolmt": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings2": _WINGDINGS_2,
    "wingdings3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
}
_NAME = re.compile(r"[\s\"'_-]|regular$")
_PRIVATE = range(0xF020, 0xF100)
# Where a letter of Windows-1252 stands above 0xFF; Chinese punctuation is never meant as one.
_PUNCTUATION = frozenset("“”‘’—–…•·")


def is_symbol_font(font: str) -> bool:
    """Tell whether a font of this name draws signs for letters."""
    return _key(font) in _FONTS


def sign_of(font: str, character: str) -> str | None:
    """Return the sign that a symbol font draws for a character.
    None where it draws none.

    `font` is a name or a CSS list of names, of which the first counts. A character is a letter or
    its twin in the private use area (U+F020 to U+F0FF).
    """
    table = _FONTS.get(_key(font))
    code = _code(character)
    if table is None or code is None:
        return None
    if code < _FIRST:
        return " "
    sign = table[code - _FIRST]
    return sign if sign.strip() else None


def with_signs(font: str, text: str) -> str:
    """Return the text with the signs that a symbol font draws; other characters stay."""
    if not is_symbol_font(font):
        return text
    return "".join(sign_of(font, character) or character for character in text)


def _key(font: str) -> str:
    return _NAME.sub("", font.split(",")[0].strip().lower())


def _code(character: str) -> int | None:
    """Return the place in the font's table, 0x20 to 0xFF; None for all other characters."""
    code = ord(character)
    if code in _PRIVATE:
        return code - 0xF000
    if character == "\xb7" or 0x20 <= code <= 0x7E or 0xA0 <= code <= 0xFF:
        return code
    if character in _PUNCTUATION:
        return None
    try:
        single = character.encode("cp1252")
    except UnicodeEncodeError:
        return None
    return single[0] if single[0] >= 0x80 else None
