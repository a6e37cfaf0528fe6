"""Find the organizations of a register that a text names (decision 16)."""

import re
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping

SHORTEST = 4  # a shorter name is a word of its own too often
_NOTHING = re.compile(r"(?!)")


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
        self._beginnings = Beginnings(self._lengths, length=SHORTEST)

    def named_in(self, text: str) -> list:
        """Return the keys whose names stand in the text, by their first occurrence.

        The longest name wins: 市工商联金融服务专委会 does not name 市工商联. Names under four
        characters are not looked for.
        """
        keys, after = {}, 0
        for at in self._beginnings.places_in(text):
            if at >= after and (name := self._name_at(text, at)):
                keys[self._owner[name]] = None
                after = at + len(name)
        return list(keys)

    def _name_at(self, text, at):
        for length in self._lengths[text[at : at + SHORTEST]]:
            name = text[at : at + length]
            if name in self._owner:
                return name
        return ""


class Beginnings:
    """The first characters of names, all of one length, looked for in texts.

    A text has thousands of places and few at which a name begins. The step over all others is one
    of the regular expression that knows which characters stand first, second and so on (decision 164).
    """

    def __init__(self, heads: Collection[str], *, length: int):
        """Take the beginnings as they are now, none of another length."""
        self._heads, self._length = frozenset(heads), length
        columns = ["".join(map(re.escape, {*column})) for column in zip(*heads, strict=True)]
        first, *others = columns or [""]
        after = "".join(f"[{column}]" for column in others)
        self._pattern = re.compile(f"[{first}](?={after})") if heads else _NOTHING

    def places_in(self, text: str) -> list[int]:
        """Return the places at which one of the beginnings stands."""
        heads, length = self._heads, self._length
        starts = map(re.Match.start, self._pattern.finditer(text))
        return [at for at in starts if text[at : at + length] in heads]


def one_of(words: Iterable[str]) -> re.Pattern:
    """Return the pattern of any of the words, the longest first at each place.

    Words that begin alike stand together, so that a place is compared with few (decision 164).
    """
    alike: dict[str, list[str]] = defaultdict(list)
    for word in sorted(filter(None, words), key=len, reverse=True):
        alike[word[0]].append(re.escape(word[1:]))
    if not alike:
        return _NOTHING
    branches = (f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in alike.items())
    return re.compile("|".join(branches))
