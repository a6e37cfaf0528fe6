"""Write boxes and lines as canonical HTML: nothing empty, one way to write each thing."""

from collections.abc import Callable, Iterable, Iterator

from .runs import Run, image_html, one_line, runs_html, split_paragraphs
from .tree_builder import CLOSING, Box, SourceLine

Part = tuple[str, str]  # element name and its whole markup


def render_root(root: Box) -> str:
    """Return the markup of all blocks, each on a line of the source."""
    parts = list(_without_idle_rules(_flow(root)))
    return "\n".join(html for _, html in parts)


def _without_idle_rules(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield the parts without rules at either end and without repeated rules.
    A rule separates two blocks."""
    rule: Part | None = None
    started = False
    for part in parts:
        if part[0] == "hr":
            rule = part if started else None
            continue
        if rule:
            yield rule
        rule, started = None, True
        yield part


def _flow(box: Box) -> Iterator[Part]:
    for child in box.children:
        if isinstance(child, SourceLine):
            yield from _line(child, stands_alone=box.tag in ("root", "blockquote"))
        elif child.tag in _WRITERS:
            yield from _WRITERS[child.tag](child)


def _line(line: SourceLine, *, stands_alone: bool) -> Iterator[Part]:
    if line.tag == "p":
        for runs in split_paragraphs(line.runs):
            yield from _paragraph(runs, stands_alone=stands_alone, closing=line.closing)
        return
    words = one_line(run for run in line.runs if run.kind != "image")
    if words:
        yield line.tag, f"<{line.tag}>{runs_html(words)}</{line.tag}>"
    yield from (_figure([run]) for run in line.runs if run.kind == "image")


def _paragraph(runs: list[Run], *, stands_alone: bool, closing: bool) -> Iterator[Part]:
    if stands_alone and all(
        run.visible.strip("\ufffc ") == "" for run in runs if run.kind != "break"
    ):
        yield from (_figure([run]) for run in runs if run.kind == "image")
    else:
        opening = f'<p class="{CLOSING}">' if closing else "<p>"
        yield "p", f"{opening}{runs_html(runs)}</p>"


def _figure(images: Iterable[Run], caption: str = "") -> Part:
    return "figure", f"<figure>{''.join(map(image_html, images))}{caption}</figure>"


def _rule(box: Box) -> Iterator[Part]:
    yield "hr", "<hr>"


def _quotation(box: Box) -> Iterator[Part]:
    if inside := "".join(html for _, html in _without_idle_rules(_flow(box))):
        yield "blockquote", f"<blockquote>{inside}</blockquote>"


def _list(box: Box) -> Iterator[Part]:
    items = [_item(child) for child in box.children if isinstance(child, Box)]
    if inside := "".join(f"<li>{item}</li>" for item in items if item):
        yield box.tag, f"<{box.tag}>{inside}</{box.tag}>"


def _item(box: Box) -> str:
    """Return the inside of an item or cell.
    A single paragraph gets no element of its own."""
    parts = [part for part in _flow(box) if part[0] != "hr"]
    if parts and parts[0][0] == "p" and sum(tag == "p" for tag, _ in parts) == 1:
        parts[0] = ("", parts[0][1].removeprefix("<p>").removesuffix("</p>"))
    return "".join(html for _, html in parts)


def _table(box: Box) -> Iterator[Part]:
    sections = [child for child in box.children if isinstance(child, Box)]
    head = [row for section in sections if section.tag == "thead" for row in section.children]
    body = [row for section in sections if section.tag == "tbody" for row in section.children]
    cells = [_row(row) for row in head + body]
    if not any(text for row in cells for _, text in row):
        return
    spanned = any("rowspan" in cell for row in cells for cell, _ in row)
    rows = [_row_markup(row) if row or spanned else "" for row in cells]
    inside = _caption(box, "caption")
    for tag, part in (("thead", rows[: len(head)]), ("tbody", rows[len(head) :])):
        if any(part):
            inside += f"<{tag}>{''.join(part)}</{tag}>"
    yield "table", f"<table>{inside}</table>"


def _row(row: Box) -> list[tuple[str, str]]:
    return [(_cell_opening(cell), _item(cell)) for cell in row.children]


def _cell_opening(cell: Box) -> str:
    scope = "" if cell.tag == "td" else cell.attributes.get("scope", "")
    known = {**cell.attributes, "scope": scope}
    attributes = "".join(f' {name}="{value}"' for name, value in sorted(known.items()) if value)
    return f"<{cell.tag}{attributes}>"


def _row_markup(cells: list[tuple[str, str]]) -> str:
    inside = "".join(f"{opening}{text}</{opening[1:3]}>" for opening, text in cells)
    return f"<tr>{inside}</tr>"


def _caption(box: Box, tag: str) -> str:
    lines = [child for child in box.children if isinstance(child, SourceLine) and child.tag == tag]
    words = one_line(
        [run for line in lines for run in [*line.runs, Run("text", " ")] if run.kind != "image"]
    )
    return f"<{tag}>{runs_html(words)}</{tag}>" if words else ""


def _figure_box(box: Box) -> Iterator[Part]:
    """Yield the pictures and their caption, then whatever else stood in the figure."""
    images = [run for line in _lines(box) for run in line.runs if run.kind == "image"]
    if not images:
        yield from _flow(_as_plain(box))
        return
    yield _figure(images, _caption(box, "figcaption"))
    yield from _flow(_without_pictures(box))


def _lines(box: Box) -> Iterator[SourceLine]:
    for child in box.children:
        if isinstance(child, SourceLine):
            yield child


def _as_plain(box: Box) -> Box:
    """Return the figure as an ordinary box. A caption without its picture becomes a paragraph."""
    children = [
        SourceLine("p", c.runs) if isinstance(c, SourceLine) and c.tag == "figcaption" else c
        for c in box.children
    ]
    return Box("td", children=children)


def _without_pictures(box: Box) -> Box:
    children = [
        SourceLine(c.tag, [run for run in c.runs if run.kind != "image"])
        if isinstance(c, SourceLine)
        else c
        for c in box.children
        if not (isinstance(c, SourceLine) and c.tag == "figcaption")
    ]
    return Box("td", children=children)


_WRITERS: dict[str, Callable[[Box], Iterator[Part]]] = {
    "hr": _rule, "blockquote": _quotation, "ul": _list, "ol": _list, "table": _table, "figure": _figure_box,
}  # fmt: skip
