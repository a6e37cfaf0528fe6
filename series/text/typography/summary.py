"""Summaries that end where a sentence ends."""

import re

SENTENCE_END = re.compile(r"[。！？!?]+[”’」』）]*")
HARD_LIMIT = 200
SHORT_SENTENCE = 20


def sentences(paragraph: str) -> list[str]:
    """Return the whole sentences of a paragraph.
    A rest without an end mark is left out."""
    candidates, start = [], 0
    for end in SENTENCE_END.finditer(paragraph):
        candidates.append(paragraph[start : end.end()].strip())
        start = end.end()
    return candidates


def summarise(paragraphs: list[str], *, limit: int = 120) -> str:
    """Return whole sentences from the beginning of a text, at most `limit` characters.
    Where none is so short, it is one sentence of at most 200; empty where a text has no whole
    sentence.

    A slogan that opens a text (one sentence under 20 characters) is left out.
    """
    candidates = [sentence for paragraph in paragraphs for sentence in sentences(paragraph)]
    if len(candidates) > 1 and len(candidates[0]) < SHORT_SENTENCE:
        candidates = candidates[1:]
    start = next((at for at, sentence in enumerate(candidates) if len(sentence) <= limit), None)
    if start is None or (start > 0 and len(candidates[0]) <= HARD_LIMIT):
        return candidates[0] if candidates and len(candidates[0]) <= HARD_LIMIT else ""
    chosen = ""
    for sentence in candidates[start:]:
        if len(chosen) + len(sentence) > limit:
            break
        chosen += sentence
    return chosen
