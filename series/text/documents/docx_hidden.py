"""Remove the hidden text of a Word document and name it.

A run is hidden by its own properties, else by its styles: the paragraph's, the run's and what
they are based on. Two of those that both hide show the text again (ECMA-376 part 1, 17.7.3).
"""

from lxml import etree

from .docx_dropped import Dropped
from .docx_styles import DocxStyles
from .docx_xml import (
    Element,
    ancestors,
    attribute,
    child,
    is_gone,
    local,
    named,
    remove,
    toggle,
    value,
    whole_number,
    words_of,
)

HIDDEN = "隐藏文字"
_SWITCHES = ("vanish", "webHidden", "specVanish")
# Marks of fields stay: without its end a field would swallow what follows.
_KEPT = frozenset({"rPr", "fldChar", "instrText"})
_UNREADABLE, _WHITE = 4, "FFFFFF"  # half points: two points and less
_DRAWN = frozenset({"drawing", "pict", "object", "AlternateContent"})


def remove_hidden_text(root: Element, styles: DocxStyles, dropped: Dropped) -> None:
    """Remove hidden table rows, drawings and runs; put their words into `dropped`."""
    for row in list(named(root, "tr")):
        if toggle(child(row, "trPr"), "hidden"):
            _drop(row, dropped)
    for properties in list(named(root, "docPr")):
        if attribute(properties, "hidden") in ("1", "true"):
            _drop_drawing(properties, dropped)
    for shape in list(root.iter("{*}shape", "{*}rect")):
        if "visibility:hidden" in attribute(shape, "style").replace(" ", "").lower():
            _drop_drawing(shape, dropped)
    _remove_runs(root, styles, dropped)


def _drop(element: Element, dropped: Dropped) -> None:
    if not is_gone(element):
        dropped.add(HIDDEN, words_of(element))
    remove(element)


def _drop_drawing(inside: Element, dropped: Dropped) -> None:
    around = [outer for outer in inside.iterancestors() if local(outer) in _DRAWN]
    if around:
        _drop(around[-1], dropped)


def _remove_runs(root: Element, styles: DocxStyles, dropped: Dropped) -> None:
    """Remove hidden runs. Neighbouring ones are named as one text."""
    together: list[str] = []
    place = None
    for run in list(named(root, "r")):
        if "r" in ancestors(run) and not _belongs(run, root):
            continue
        paragraph = next((outer for outer in run.iterancestors() if local(outer) == "p"), None)
        is_hidden = _is_hidden(run, paragraph, styles)
        if not is_hidden or paragraph is not place:
            dropped.add(HIDDEN, "".join(together))
            together, place = [], paragraph
        if is_hidden:
            together.append("" if is_gone(run) else words_of(run))
            _empty(run)
    dropped.add(HIDDEN, "".join(together))


def _belongs(run: Element, root: Element) -> bool:
    """Tell whether a run still stands in the document.
    One inside a removed run does not."""
    return any(outer is root for outer in run.iterancestors())


def _is_hidden(run: Element, paragraph: Element | None, styles: DocxStyles) -> bool:
    own = child(run, "rPr")
    switched = [on for name in _SWITCHES if (on := toggle(own, name)) is not None]
    if switched and any(switched):
        return True
    if not switched and any(_styled(name, own, paragraph, styles) for name in _SWITCHES):
        return True
    return _is_unreadable(run, own)


def _is_unreadable(run: Element, own: Element | None) -> bool:
    """Tell whether a run is too small, or white on white.
    Where nothing colours the ground.

    Where a shape or a style may do so, white words are read as text (decision 104).
    """
    if 0 < whole_number(value(own, "sz"), 0) <= _UNREADABLE:
        return True
    colour = value(own, "color").upper()
    if colour != _WHITE or attribute(child(own, "color"), "themeColor") not in ("", "background1"):
        return False
    around = list(run.iterancestors())
    coloured = child(own, "highlight") is not None or any(map(_is_shaded, (run, *around)))
    framed = any(local(outer) in ("tbl", "txbxContent") for outer in around)
    return not (coloured or framed or _has_ground(around[-1]))


def _has_ground(root: Element) -> bool:
    """Tell whether something coloured may lie behind the text: a background, a shape."""
    behind = (attribute(anchor, "behindDoc") in ("1", "true") for anchor in named(root, "anchor"))
    return next(named(root, "background"), None) is not None or any(behind)


def _is_shaded(element: Element) -> bool:
    properties = child(element, f"{local(element)}Pr")
    ground = attribute(child(properties, "shd"), "fill").lower()
    pattern = value(properties, "shd").lower()
    return ground not in ("", "auto", "ffffff") or pattern not in ("", "clear", "nil")


def _styled(name: str, own: Element | None, paragraph: Element | None, styles: DocxStyles) -> bool:
    if toggle(styles.defaults, name):
        return True
    properties = child(paragraph, "pPr") if paragraph is not None else None
    outer = styles.toggle(styles.of(properties, kind="paragraph"), name)
    inner = styles.toggle(styles.of(own, kind="character"), name)
    return bool(outer) != bool(inner)


def _empty(run: Element) -> None:
    for part in list(run.iterchildren(etree.Element)):
        if local(part) not in _KEPT:
            run.remove(part)
