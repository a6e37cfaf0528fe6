"""The passages of a text that hold the words looked for, cut and marked; both are folded."""

import re

from series.text.folding import fold

AROUND = 36
SENTENCE = 30
MOST_PASSAGES = 2


def marked(text: str, words) -> list[tuple[str, bool]]:
    """[(piece, is one of the words)], the whole text in order."""
    if not words:
        return [(text, False)]
    folded = sorted(map(fold, words), key=len, reverse=True)
    wanted = re.compile("|".join(map(re.escape, folded)))
    pieces, place = [], 0
    for match in wanted.finditer(fold(text)):
        if match.start() > place:
            pieces.append((text[place : match.start()], False))
        pieces.append((text[match.start() : match.end()], True))
        place = match.end()
    if place < len(text):
        pieces.append((text[place:], False))
    return pieces


def _lines_worth_showing(text, words):
    """Lines that hold one of the folded words; sentences before names and tags, nothing that a
    later line repeats (a summary is the beginning of a paragraph)."""
    lines = [line for line in text.splitlines() if line.strip()]
    lines = [line for at, line in enumerate(lines) if not any(line in o for o in lines[at + 1 :])]
    hits = [line for line in lines if any(word in fold(line) for word in words)]
    return sorted(hits, key=lambda line: len(line) < SENTENCE) or lines


def snippet(text: str, words) -> str:
    """Up to two passages around the first places of the words, joined with ……"""
    words = [fold(word) for word in words]
    flat = " ".join(_lines_worth_showing(text, words))
    folded = fold(flat)
    passages: list[tuple[int, int]] = []
    for word in words:
        at = folded.find(word)
        if at < 0 or any(start <= at < end for start, end in passages):
            continue
        passages.append((max(0, at - AROUND), min(len(flat), at + len(word) + AROUND * 2)))
        if len(passages) == MOST_PASSAGES:
            break
    if not passages:
        return flat[: AROUND * 3]
    parts = [flat[start:end] for start, end in sorted(passages)]
    return ("……" if min(passages)[0] else "") + "……".join(parts) + "……"
