"""Find the organizations of a register that a text names (decision 16)."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping

SHORTEST = 4  # a shorter name is a word of its own too often


class NameIndex:
    """The names of a register, looked up by their first characters.

    A text is walked once and costs the same whether the register has a hundred names or thirty
    thousand: at each offset its next SHORTEST characters lead to the lengths of the names that
    begin so, and the longest is tried first.
    """

    def __init__(self, names: Mapping[Hashable, Iterable[str]]):
        """Build the index. `names` holds the keys of the register with all their names."""
        self._owner = {
            name: key for key, each in names.items() for name in each if len(name) >= SHORTEST
        }
        lengths = defaultdict(set)
        for name in self._owner:
            lengths[name[:SHORTEST]].add(len(name))
        self._lengths = {head: sorted(each, reverse=True) for head, each in lengths.items()}

    def named_in(self, text: str) -> list:
        """Return the keys whose names stand in the text, by their first occurrence.

        The longest name wins: 市工商联金融服务专委会 does not name 市工商联. Names under four
        characters are not looked for.
        """
        found, place = {}, 0
        while place <= len(text) - SHORTEST:
            name = self._name_at(text, place)
            if name:
                found[self._owner[name]] = None
            place += len(name) or 1
        return list(found)

    def _name_at(self, text, place):
        for length in self._lengths.get(text[place : place + SHORTEST], ()):
            name = text[place : place + length]
            if name in self._owner:
                return name
        return ""
