"""Texts as somebody else's hand leaves them: letters changed at random, singly or in blocks."""

import random
from pathlib import Path

DEMO = Path(__file__).resolve().parents[3] / "series" / "demo"
BLOCK = 20


def edited(text, *, share, seed, in_blocks=False):
    """The text with `share` of its letters replaced, put in or taken out, always the same for a
    `seed`. What comes in are letters of the text itself."""
    chance, out = random.Random(seed), list(text)
    letters = [sign for sign in text if sign.isalnum()]
    left = int(len(letters) * share)
    while left > 0:
        size = min(left, BLOCK) if in_blocks else 1
        _edit(out, size, chance, letters)
        left -= size
    return "".join(out)


def _edit(out, size, chance, letters):
    at = chance.randrange(len(out) - size)
    while not all(sign.isalnum() for sign in out[at : at + size]):
        at = chance.randrange(len(out) - size)
    new = chance.choices(letters, k=size)
    how = chance.choice(("replace", "insert", "delete"))
    if how == "replace":
        out[at : at + size] = new
    elif how == "insert":
        out[at:at] = new
    else:
        del out[at : at + size]


def demo_texts():
    """{name: body text} of the column's demonstration, without title and source line."""
    paths = sorted(DEMO.glob("articles/*.txt"))
    return {p.stem: "\n".join(p.read_text("utf-8").splitlines()[2:]) for p in paths}
