"""The paper or magazine whose own site a page is."""

import re
from collections.abc import Iterable, Iterator, Sequence

from lxml.etree import _Element

from .page_lines import PageLine
from .title_texts import key_of

_PAPER = (
    r"[\u4e00-\u9fffA-Za-z·]{1,12}(?:报|报社|周刊|杂志|杂志社|月刊|电视台|广播电台|通讯社|新闻网)"
)
# … -- 《示例日报》数字报, …-示例日报数字报, …-示例日报.
_DIGITAL = r"(?:数字报(?:刊|纸)?|电子报|数字版|电子版|多媒体数字版|数字报系统)"
_IN_WINDOW = re.compile(
    rf"(?:^|[-—–_|｜\s])\s*(?:《(?P<titled>[^《》]{{2,16}})》\s*{_DIGITAL}|(?<=[-—–_|｜ ])《(?P<marked>[^《》]{{1,12}}(?:报|周刊|月刊|杂志))》"
    rf"|(?P<named>[\u4e00-\u9fff]{{2,12}}?)\s*{_DIGITAL}|(?P<paper>[\u4e00-\u9fff]{{1,8}}(?:[日晚晨早商时导都市]报|周刊)))\s*(?:官网|官方网站)?$"
)
_RIGHTS = re.compile(r"版权所有|copyright|©", re.IGNORECASE)
_OWNER = re.compile(rf"(?:^|[\s©:：由归])(?P<paper>{_PAPER})(?=\s|$|[版所©（(]|有限)")
_LAST = 16


def own_paper(window: str, rights: Iterable[str]) -> str:
    """Return the paper that the window's title names last; else an owner of the rights."""
    found = _IN_WINDOW.search(window.strip())
    named = next(filter(None, found.groups()), "") if found else ""
    return named or next(iter(rights), "")


def owners_with_mark(document: _Element, lines: Sequence[PageLine], window: str) -> list[str]:
    """Return the papers that reserve rights and stand in mark or title."""
    said = (line.text for line in lines[-_LAST:] if _RIGHTS.search(line.text))
    owners = [name for text in said for name in _owners(text)]
    if not owners:
        return []
    marks = {key_of(img.get("alt", "")) for img in document.iter("img")} | {key_of(window)}
    return [name for name in owners if any(mark.endswith(key_of(name)) for mark in marks if mark)]


def _owners(text: str) -> Iterator[str]:
    for found in _OWNER.finditer(text):
        name = found["paper"]
        yield name.removesuffix("社") if name.endswith(("报社", "杂志社")) else name
