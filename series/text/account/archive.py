"""The words of a line of an archive: all strings of its record."""

from .html import html_witness
from .witness import Segment, Witness, plain_witness

_FIELDS = {
    "title": "标题", "source": "来源", "column": "专栏", "author": "作者",
    "editor": "责任编辑",
}  # fmt: skip
_KINDS = {"tags": "话题", "url": "网址", "date": "日期", "id": "编号"}


def archive_witness(record: dict, *, is_markup: bool) -> Witness:
    """Return the Witness of an archive's record. `is_markup`: its body is HTML."""
    segments, aside = [], ""
    for key, value in record.items():
        if key == "body" and isinstance(value, str):
            body = html_witness(value) if is_markup else plain_witness(value)
            segments += body.segments
            aside = body.aside
        elif key in _FIELDS and isinstance(value, str):
            segments.append(Segment(value, place=_FIELDS[key]))
        else:
            kind = _KINDS.get(key, f"未用字段 {key}")
            segments += [Segment(text, kind, str(key)) for text in _strings(value)]
    return Witness(tuple(segments), aside)


def _strings(value) -> list[str]:
    found, waiting = [], [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            found.append(item)
        elif isinstance(item, dict):
            waiting += [*item.keys(), *item.values()]
        elif isinstance(item, list):
            waiting += item
    return found
