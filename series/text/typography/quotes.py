"""Make straight quotation marks that belong to Chinese curly (GB/T 15834; decision 17).

Apostrophes, marks of inches and quotations in a line of English stay as they are.
"""

from series.text.language.han import HAN

PAIRS = {'"': "“”", "'": "‘’"}
LONGEST = 300


def curl_quotes(text: str, characters: list[str], *, protected: set[int]) -> None:
    """Write curly quotes into `characters` for the straight pairs of `text`.
    Each line is done as a whole or not at all: where a mark has no partner, or a pair cannot be
    one, nobody can tell which is wrong."""
    if not any(mark in text for mark in PAIRS):
        return
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        for mark, curly in PAIRS.items():
            offsets = [at for at in _offsets(text, mark, start, end) if at not in protected]
            if len(offsets) % 2 == 0 and _are_chinese(text, offsets):
                for index, offset in enumerate(offsets):
                    characters[offset] = curly[index % 2]
        start = end + 1


def _offsets(text: str, mark: str, start: int, end: int) -> list[int]:
    offsets = []
    at = text.find(mark, start, end)
    while at >= 0:
        if not (mark == "'" and _is_latin(text[at - 1 : at]) and _is_latin(text[at + 1 : at + 2])):
            offsets.append(at)
        at = text.find(mark, at + 1, end)
    return offsets


def _are_chinese(text: str, offsets: list[int]) -> bool:
    """Tell whether all marks form pairs and one pair holds or touches Chinese.
    A colon may stand between the pair and the Chinese."""
    pairs = list(zip(offsets[::2], offsets[1::2], strict=True))
    return all(_is_pair(text, *pair) for pair in pairs) and any(
        HAN.search(text, max(0, opening - 2), min(closing + 2, opening + LONGEST))
        for opening, closing in pairs
    )


def _is_pair(text: str, opening: int, closing: int) -> bool:
    """Tell whether two marks can be a pair.
    It quotes something, has no blanks at its borders and does not begin inside a word."""
    inside = text[opening + 1 : closing]
    whole = bool(inside) and not inside[0].isspace() and not inside[-1].isspace()
    return whole and not _is_latin(text[opening - 1 : opening])


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
