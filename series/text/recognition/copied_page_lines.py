"""What stands around a text that was copied from a web page with the mouse.
The way to it above, buttons below."""

import re
from collections.abc import Sequence

from .interface_words import is_interface_line

_WAY = re.compile(
    r"(?:您|你)?(?:当前|现在|目前)?(?:的|所在)?位置\s*[:：].{2,100}"
    r"|(?:网站)?(?:首页|主页)(?:\s*(?:>+|＞+|»|›|/|→|-|—)\s*[^。！？>＞»›/→]{1,20}){1,6}"
    r"|[^。！？>＞»›]{2,14}(?:\s?(?:>+|＞+|»|›)\s?[^。！？>＞»›]{2,20}){2,6}"
)
_TOP, _BOTTOM = 3, 12


def find_copied_page_lines(lines: Sequence[str]) -> frozenset[int]:
    """Return the places of a page's way above the text and of its buttons above and below.
    One line always stays."""
    filled = [at for at, line in enumerate(lines) if line.strip()]
    found = {at for at in filled[:_TOP] if _WAY.fullmatch(lines[at].strip())}
    for edge in (filled[:_TOP], filled[: -_BOTTOM - 1 : -1]):
        for at in edge:
            if not is_interface_line(lines[at].strip()):
                if at not in found:
                    break
                continue
            found.add(at)
    return frozenset(found) if len(found) < len(filled) else frozenset()
