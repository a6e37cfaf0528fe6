"""What stands around a text that was copied from a web page with the mouse.
The way to it above, buttons below."""

import re
from collections.abc import Sequence
from itertools import takewhile

from .interface_words import is_interface_line
from .written_dates import find_moments

_WAY = re.compile(
    r"(?:您|你)?(?:当前|现在|目前)?(?:的|所在)?位置\s*[:：].{2,100}"
    r"|(?:网站)?(?:首页|主页)(?:\s*(?:>+|＞+|»|›|/|→|-|—)\s*[^。！？>＞»›/→]{1,20}){1,6}"
    r"|[^。！？>＞»›]{2,14}(?:\s?(?:>+|＞+|»|›)\s?[^。！？>＞»›]{2,20}){2,6}"
)
_TOP, _BOTTOM = 3, 12


def find_copied_page_lines(lines: Sequence[str]) -> frozenset[int]:
    """Return the places of a page's way and of its buttons around a text.
    One line always stays."""
    filled = [at for at, line in enumerate(lines) if line.strip()]
    found = {at for at in filled[:_TOP] if _WAY.fullmatch(lines[at].strip())}
    found |= {at for at in filled[:_TOP] if _is_button(lines[at])}
    below = takewhile(lambda at: _is_button(lines[at]), filled[: -_BOTTOM - 1 : -1])
    found.update(below)
    return frozenset(found) if len(found) < len(filled) else frozenset()


def _is_button(line: str) -> bool:
    """Tell whether a line holds buttons and counters alone.
    A day beside them is read elsewhere."""
    return is_interface_line(line.strip()) and not any(find_moments(line))
