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
            name: key for key, called in names.items() for name in called if len(name) >= SHORTEST
        }
        lengths = defaultdict(set)
        for name in self._owner:
            lengths[name[:SHORTEST]].add(len(name))
        self._lengths = {head: sorted(sizes, reverse=True) for head, sizes in lengths.items()}

    def named_in(self, text: str) -> list:
        """Return the keys whose names stand in the text, by their first occurrence.

        The longest name wins: 市工商联金融服务专委会 does not name 市工商联. Names under four
        characters are not looked for.
        """
        keys, at = {}, 0
        while at <= len(text) - SHORTEST:
            name = self._name_at(text, at)
            if name:
                keys[self._owner[name]] = None
            at += len(name) or 1
        return list(keys)

    def _name_at(self, text, at):
        for length in self._lengths.get(text[at : at + SHORTEST], ()):
            name = text[at : at + length]
            if name in self._owner:
                return name
        return ""
