"""The hashes by which a text is recognised inside another text (decision 64).

Only letters count (Han characters, Latin letters and digits, folded), so that punctuation, script,
width and layout make no difference. Every run of GRAM letters has a hash; of these, one in ONE_IN
is kept, the same ones in every text: the share of kept hashes that two texts have in common is
about the share of their runs, whichever of the two is longer.
"""

import re
from zlib import crc32

from .folding import fold

# decision 64
GRAM = 6
ONE_IN = 12
SHORTEST = 150  # letters; a notice of two sentences resembles every other one
LONGEST = 100_000
MOST = 2_000  # hashes of one text: those of a text of 24,000 letters
_LETTERS = re.compile(r"[^\W_]+")  # runs of what str.isalnum takes


def letters_of(text: str) -> str:
    """Return the folded letters of a text, without their offsets."""
    return "".join(_LETTERS.findall(fold(text[: 2 * LONGEST])))[:LONGEST]


def folded_letters(text: str) -> tuple[str, list[int]]:
    """Return the folded letters of a text, and the offset of each in it."""
    folded = fold(text[: 2 * LONGEST])
    places = [at for at, character in enumerate(folded) if character.isalnum()][:LONGEST]
    return "".join([folded[at] for at in places]), places


def shingles(text: str) -> frozenset[int]:
    """Return the kept hashes of a text, each below 2³²/ONE_IN; none for a short text.

    CRC-32 is the same in every process and on every machine, unlike Python's own hash.
    """
    data = letters_of(text).encode("utf-32-le")
    if len(data) < 4 * SHORTEST:
        return frozenset()
    size = 4 * GRAM
    runs = [data[at : at + size] for at in range(0, len(data) - size + 1, 4)]
    kept = {value // ONE_IN for value in map(crc32, runs) if not value % ONE_IN}
    return frozenset(sorted(kept)[:MOST])
