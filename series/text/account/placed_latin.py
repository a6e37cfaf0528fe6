"""Find numbers and Latin words that are gone from their own line.

Another line may have them: a number that is lost in one place and written twice in another balances
in the whole. A stretch of the source whose Han characters stand once in the result says in which
line its numbers must be (decision 126). Where nothing says so, nothing is asked.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from series.text.language.han import han

from .witness import Segment

Words = list[tuple[str, str]]  # (place, word)
_SUREST = 6  # Han characters that make a stretch known
_ENDS = re.compile(r"^[^\u3400-\u9fff]+|[^\u3400-\u9fff]+$")
_MOST = 50_000_000  # characters passed while looking; a longer text is only counted as a whole


def misplaced_latin(
    segments: Sequence[Segment], body: str, *, words_of: Callable[[str], list[str]]
) -> list[tuple[Words, Counter[str]]]:
    """Return (words wanted, words there) of each line that lacks some."""
    lines = body.split("\n")
    runs = [han(line) for line in lines]
    joined = "\n".join(runs)
    if len(segments) * len(joined) > _MOST:
        return []
    wanted: dict[int, Words] = defaultdict(list)
    for part in segments:
        found = words_of(_between_han(part.text))
        run = han(part.text) if found else ""
        if len(run) >= _SUREST and joined.count(run) == 1:
            at = joined.count("\n", 0, joined.index(run))
            wanted[at] += [(part.place, word) for word in found]
    has = {at: Counter(words_of(lines[at])) for at in wanted}
    return [
        (words, has[at])
        for at, words in wanted.items()
        if Counter(word for _, word in words) - has[at]
    ]


def _between_han(text: str) -> str:
    """Return a stretch from its first to its last Han character.

    What is around may be another cell.
    """
    return _ENDS.sub("", text)
