"""Summaries that end where a sentence ends."""

import re

SENTENCE_END = re.compile(r"[。！？!?]+[”’」』）]*")
HARD_LIMIT = 200
SHORT_SENTENCE = 20


def sentences(paragraph: str) -> list[str]:
    """Return the whole sentences of a paragraph; a rest without an end mark is left out."""
    found, start = [], 0
    for end in SENTENCE_END.finditer(paragraph):
        found.append(paragraph[start : end.end()].strip())
        start = end.end()
    return found


def summarise(paragraphs: list[str], *, limit: int = 120) -> str:
    """Return whole sentences from the beginning of a text, at most `limit` characters, or one
    sentence of at most 200 where none is shorter. Empty where a text has no whole sentence.

    A slogan that opens a text (one sentence under 20 characters) is passed over.
    """
    found = [sentence for paragraph in paragraphs for sentence in sentences(paragraph)]
    if len(found) > 1 and len(found[0]) < SHORT_SENTENCE:
        found = found[1:]
    start = next((at for at, sentence in enumerate(found) if len(sentence) <= limit), None)
    if start is None or (start > 0 and len(found[0]) <= HARD_LIMIT):
        return found[0] if found and len(found[0]) <= HARD_LIMIT else ""
    chosen = ""
    for sentence in found[start:]:
        if len(chosen) + len(sentence) > limit:
            break
        chosen += sentence
    return chosen
