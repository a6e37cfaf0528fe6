"""The likeliest words of a run of characters.
Jieba's accurate cut in one pass (decision 102).

jieba lists the words that begin at each character, then weighs the list, both character by
character in generators. Here each word is weighed when it is met; sums are added in jieba's order,
so that the cuts are the same to the last tie (tests/text/characters/test_word_graph.py).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import log


def cut_run(
    run: str, frequencies: Mapping[str, int], log_total: float, guess: Callable
) -> Iterator[str]:
    """Yield the words of a run without blanks; `guess` cuts what no dictionary word covers."""
    yield from words_between(run, _ends(run, frequencies, log_total), frequencies.get, guess)


def words_between(
    run: str, ends: Sequence[int], frequency: Callable, guess: Callable
) -> Iterator[str]:
    """Yield the words of a run whose characters begin words with these `ends`."""
    at, alone, size = 0, 0, len(run)  # from `alone` to `at` stand characters that are no word
    while at < size:
        end = ends[at]
        if end - at > 1:
            yield from _single(run[alone:at], frequency, guess)
            yield run[at:end]
            alone = end
        at = end
    yield from _single(run[alone:], frequency, guess)


def _ends(run, frequencies, log_total):
    """Return for each character where the likeliest word ends that begins with it."""
    size = len(run)
    weights, ends = [0.0] * (size + 1), [0] * size
    known = frequencies.get
    for at in range(size - 1, -1, -1):
        best, best_end, end = None, at + 1, at + 1
        frequency = known(run[at])
        while frequency is not None:
            if frequency:
                weight = log(frequency) - log_total + weights[end]
                if best is None or weight >= best:
                    best, best_end = weight, end
            end += 1
            if end > size:
                break
            frequency = known(run[at:end])
        weights[at] = log(1) - log_total + weights[at + 1] if best is None else best
        ends[at] = best_end
    return ends


def _single(characters, frequency, guess):
    """Return the words of single characters in a row.
    Guessed, unless they are a known word."""
    if len(characters) > 1 and not frequency(characters):
        return guess(characters)
    return characters
