"""Which organizations of a register a text names."""

import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

SHORTEST = 4  # a shorter name is a word of its own too often
Key = TypeVar("Key")


def mentioned(text: str, names: Mapping[Key, Iterable[str]]) -> list[Key]:
    """The keys whose names stand in the text, in the order of their first place there.

    The longest name wins: 市工商联金融服务专委会 does not name 市工商联. Names under four
    characters are not looked for.
    """
    owner = {name: key for key, each in names.items() for name in each if len(name) >= SHORTEST}
    if not owner:
        return []
    longest_first = sorted(owner, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest_first)))
    return list(dict.fromkeys(owner[match[0]] for match in pattern.finditer(text)))
