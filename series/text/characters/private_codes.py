"""Private-use codes: those that GB18030 once used for real characters, and all others.

Python decodes two-byte codes by GB18030-2000; GB18030-2022 gives these 24 their own places in
Unicode. A private code of any other kind is somebody's drawing, known to one machine alone.
"""

import re

# {private code of the older standard: its character in GB18030-2022}
STANDARD = {
    **dict(zip(range(0xE78D, 0xE797), "︐︒︑︓︔︕︖︗︘︙", strict=True)),
    **{0xE7C7: "ḿ", 0xE816: "\U00020087", 0xE817: "\U00020089", 0xE818: "\U000200cc"},
    **{0xE81E: "\u9fb4", 0xE826: "\u9fb5", 0xE82B: "\u9fb6", 0xE82C: "\u9fb7"},
    **{0xE831: "\U000215d7", 0xE832: "\u9fb8", 0xE83B: "\U0002298f", 0xE843: "\u9fb9"},
    **{0xE854: "\u9fba", 0xE855: "\U000241fe", 0xE864: "\u9fbb"},
}
# Where GBK's other characters stood in the private area before Unicode had them.
_GBK_FIRST = 0xE815
_GBK_BYTES = (*range(0x50, 0x7F), *range(0x80, 0xA1))
_GBK = {
    code: bytes((0xFE, byte)).decode("gb18030") for code, byte in enumerate(_GBK_BYTES, _GBK_FIRST)
}
KNOWN = {code: STANDARD.get(code, character) for code, character in _GBK.items()} | STANDARD
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")


def with_standard_codes(text: str) -> str:
    """Return text that was decoded from GB18030 with the characters of its standard of 2022."""
    return text.translate(STANDARD) if PRIVATE.search(text) else text


def private_phrase(text: str) -> str:
    """Return the receipt's warning of the private codes of a text.
    Empty where it has none."""
    found = list(dict.fromkeys(PRIVATE.findall(text)))
    if not found:
        return ""
    shown = "、".join(map(_named, found[:6]))
    return f"造字 {len(PRIVATE.findall(text))} 个（{shown}），别的电脑显示不出，请换成通用汉字"


def _named(character: str) -> str:
    known = KNOWN.get(ord(character))
    return f"U+{ord(character):04X}" + (f"，疑为“{known}”" if known else "")
