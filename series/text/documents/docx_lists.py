"""The lists of a Word document: their levels as numbering.xml describes them, and their counts."""

import re
from dataclasses import dataclass, field

from .docx_styles import DocxStyles
from .docx_xml import Element, attribute, child, local, named, parse_part, value, whole_number
from .number_formats import BULLET, DECIMAL, number_text

_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True)
class ListLevel:
    """One level of a list, as Word describes it."""

    start: int = 1
    form: str = DECIMAL
    pattern: str = ""
    label: str | None = None
    after: str = "tab"
    is_legal: bool = False
    restart: int | None = None
    style: str = ""


@dataclass
class WordList:
    """One list: its description's id, its levels, and where it begins to count anew."""

    root: str
    levels: dict[int, ListLevel]
    starts: dict[int, int] = field(default_factory=dict)


def read_lists(part: bytes | None, styles: DocxStyles) -> dict[str, WordList]:
    """Return the lists of the part numbering.xml by their ids; none without the part."""
    if not part:
        return {}
    root = parse_part(part)
    described = {attribute(item, "abstractNumId"): item for item in named(root, "abstractNum")}
    nums = {attribute(item, "numId"): item for item in root if local(item) == "num"}
    lists = {}
    for identity, num in nums.items():
        owner = _described(value(num, "abstractNumId"), described, nums, styles)
        if owner in described:
            lists[identity] = _word_list(owner, described[owner], num)
    return lists


def _described(
    owner: str, described: dict[str, Element], nums: dict[str, Element], styles: DocxStyles
) -> str:
    """Return the id of the description that holds the levels.
    Another one where a style links."""
    seen: set[str] = set()
    while owner in described and owner not in seen:
        seen.add(owner)
        style = value(described[owner], "numStyleLink")
        if not style:
            return owner
        number = styles.number(style)
        linked = value(nums.get(number.list_id) if number else None, "abstractNumId")
        by_name = (key for key, item in described.items() if value(item, "styleLink") == style)
        owner = linked or next(by_name, "")
    return owner


def _word_list(owner: str, described: Element, num: Element) -> WordList:
    levels = _levels(described)
    starts = {}
    for override in num:
        if local(override) != "lvlOverride":
            continue
        at = whole_number(attribute(override, "ilvl"), 0)
        if (replaced := child(override, "lvl")) is not None:
            levels[at] = _level(replaced)
        if begins := value(override, "startOverride"):
            starts[at] = whole_number(begins, 1)
    return WordList(owner, levels, starts)


def _levels(parent: Element) -> dict[int, ListLevel]:
    levels: dict[int, ListLevel] = {}
    for element in parent:
        if local(element) == "lvl":
            levels.setdefault(whole_number(attribute(element, "ilvl"), 0), _level(element))
    return levels


def _level(element: Element) -> ListLevel:
    form = _number_format(element)
    label = child(element, "lvlText")
    picture = child(element, "lvlPicBulletId") is not None
    restart = whole_number(value(element, "lvlRestart"), -1)
    return ListLevel(
        start=whole_number(value(element, "start"), 1 if child(element, "start") is None else 0),
        form=BULLET if picture else (attribute(form, "val") or DECIMAL),
        pattern=attribute(form, "format"),
        label=None if label is None else attribute(label, "val"),
        after=value(element, "suff") or "tab",
        is_legal=child(element, "isLgl") is not None,
        restart=None if restart < 0 else restart,
        style=value(element, "pStyle"),
    )


def _number_format(level: Element) -> Element | None:
    """Return the format of a level; newer ones stand beside one for older programs."""
    return next((item for item in named(level, "numFmt")), None)


class ListCounter:
    """The counts of all lists.
    Lists of one description count on together, unless one begins anew."""

    def __init__(self, lists: dict[str, WordList]):
        self.lists = lists
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def step(self, identity: str, at: int) -> dict[int, int]:
        """Count one more item; return the numbers of all levels."""
        word_list = self.lists[identity]
        counts = self._counts.setdefault(word_list.root, {})
        if identity not in self._begun:
            self._begun.add(identity)
            for level in word_list.starts:
                counts.pop(level, None)
        start = word_list.starts.get(at, word_list.levels[at].start)
        counts[at] = counts[at] + 1 if at in counts else start
        for deeper in [level for level in counts if level > at]:
            restart = word_list.levels.get(deeper, ListLevel()).restart
            if restart is None or at < restart:
                del counts[deeper]
        return {
            level: counts.get(level, word_list.starts.get(level, spec.start))
            for level, spec in word_list.levels.items()
        }


def label_of(
    level: ListLevel, at: int, numbers: dict[int, int], levels: dict[int, ListLevel]
) -> str:
    """Return the label that Word shows: the level's pattern with the numbers of its levels."""

    def written(place: re.Match) -> str:
        other = int(place[1]) - 1
        spec = levels.get(other, ListLevel())
        form = DECIMAL if level.is_legal and other < at and spec.form != BULLET else spec.form
        return number_text(numbers.get(other, 1), form, pattern=spec.pattern)

    text = f"%{at + 1}." if level.label is None and level.form != BULLET else level.label or ""
    return _PLACE.sub(written, text)
