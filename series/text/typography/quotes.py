"""Straight quotation marks that belong to Chinese made curly (GB/T 15834): pairs within a line.

Apostrophes, marks of inches and quotations in a line of English stay as they are.
"""

from series.text.language.han import HAN

PAIRS = {'"': "“”", "'": "‘’"}
LONGEST = 300


def curl(text: str, characters: list[str], *, protected: set[int]) -> None:
    """Curl the pairs of `text` in `characters`. A line is done as a whole or left: where a mark
    has no partner, or a pair cannot be one, nobody can tell which is wrong."""
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        for mark, curly in PAIRS.items():
            places = [at for at in _places(text, mark, start, end) if at not in protected]
            if len(places) % 2 == 0 and _are_chinese(text, places):
                for at, place in enumerate(places):
                    characters[place] = curly[at % 2]
        start = end + 1


def _places(text: str, mark: str, start: int, end: int) -> list[int]:
    found = []
    at = text.find(mark, start, end)
    while at >= 0:
        if not (mark == "'" and _is_latin(text[at - 1 : at]) and _is_latin(text[at + 1 : at + 2])):
            found.append(at)
        at = text.find(mark, at + 1, end)
    return found


def _are_chinese(text: str, places: list[int]) -> bool:
    """Return all are pairs, and one of them holds Chinese or stands beside it, after a colon too."""
    pairs = list(zip(places[::2], places[1::2], strict=True))
    return all(_is_pair(text, *pair) for pair in pairs) and any(
        HAN.search(text, max(0, opening - 2), min(closing + 2, opening + LONGEST))
        for opening, closing in pairs
    )


def _is_pair(text: str, opening: int, closing: int) -> bool:
    """It quotes something, without blanks at its borders, and does not begin inside a word."""
    inside = text[opening + 1 : closing]
    whole = bool(inside) and not inside[0].isspace() and not inside[-1].isspace()
    return whole and not _is_latin(text[opening - 1 : opening])


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
