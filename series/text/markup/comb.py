"""篦齿：one tooth a clause, its length the clause's characters (at most 26).

A fingerprint writes one letter a tooth: a–z for 1–26 characters, capital where the clause
holds a digit. Same text, same comb.
"""

import re

from .stored_html import visible_text

CLAUSE_END = re.compile(r"[，。；：！？、,;:!?\n]+")
LONGEST = 26
MOST_TEETH = 26


def teeth(text: str) -> list[tuple[int, bool]]:
    """Return [(length 1–26, holds a digit)] of the clauses of a plain text, in order."""
    return [_tooth(clause) for clause in _clauses(text)]


def fingerprint(body: str) -> str:
    """Return the comb of a body (safe HTML) as at most 26 letters.
    A long body gives every n-th clause."""
    clauses = _clauses(visible_text(body))
    step = max(1, -(-len(clauses) // MOST_TEETH))
    return "".join(_letter(*_tooth(clause)) for clause in clauses[::step])


def _clauses(text):
    return list(filter(None, map(str.strip, CLAUSE_END.split(text))))


def _tooth(clause):
    return min(len(clause), LONGEST), any(map(str.isdigit, clause))


def _letter(length: int, has_digit: bool) -> str:
    letter = chr(ord("a") + length - 1)
    return letter.upper() if has_digit else letter


def teeth_of_fingerprint(letters: str) -> list[tuple[int, bool]]:
    """Return the teeth of a comb that `fingerprint` wrote."""
    return [(ord(c.lower()) - ord("a") + 1, c.isupper()) for c in letters]
