"""Assign a role to each paragraph of a manuscript: title, heading, caption or text.

Writers rarely use Word's styles: a centred first line is their title. The converter does not keep
that, so the title is found here, before it writes HTML.
"""

import re
from itertools import groupby, pairwise, takewhile

from mammoth import documents, transforms

from series.text.recognition.head_lines import is_speaker, names_day_or_writer, person_of_office
from series.text.recognition.labelled_lines import form_line, is_meeting_line
from series.text.recognition.metadata_line import is_metadata_line
from series.text.recognition.official_lines import is_finished_title, is_organization, join_title
from series.text.recognition.title_lines import LONE_COLUMN, is_subtitle

from .docx_official import OfficialForm, take_official_form, unwrap_layout_tables

STYLE_MAP = """
p[style-name='role h2'] => h2:fresh
p[style-name='role h3'] => h3:fresh
p[style-name='role h4'] => h4:fresh
p[style-name='role caption'] => figcaption:fresh
p[style-name='role text'] => p:fresh
p[style-name='role centred'] => p.centred:fresh
p[style-name='role quotation'] => blockquote > p:fresh
"""
_HEADING = re.compile(r"(?:heading|标题)\s*([1-6])")
_TITLES = frozenset({"title", "标题", "文章标题", "大标题", "主标题"})
_OTHERS = {
    "subtitle": "text", "副标题": "text", "caption": "caption", "题注": "caption", "图注": "caption", "图题": "caption",
    "表题": "caption", "quote": "quotation", "引用": "quotation", "intense quote": "quotation", "明显引用": "quotation",
}  # fmt: skip
_NUMBERED = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|第[一二三四五六七八九十\d]{1,3}[章节部条]|\d|[（(].*[）)]$|[①-⑳]"
)
_SPEAKER = re.compile(r"[\u4e00-\u9fff、（）]{2,40} [\u4e00-\u9fff·]{1,6}(?: [\u4e00-\u9fff])?")
_BODY_SIZE = 10.5  # 五号, where neither run nor style says another
LONGEST_TITLE = 80
LONGEST_KICKER = 40
MOST_LINES = 4

Element = documents.Element


class DocxRoles:
    """The roles in one document. `assign` sets `title`, `kicker` and `issuer` too."""

    def __init__(self, *, centred: frozenset[str] = frozenset()):
        self.title = self.kicker = self.issuer = ""
        self.form: OfficialForm | None = None
        self._centred = centred
        self._highest = 1

    def assign(self, document: documents.Document) -> documents.Document:
        document = _with_boxes_as_text(document)
        children = self._without_form(unwrap_layout_tables(list(document.children)))
        levels = [level for child in children if (level := _styled_level(child))]
        self._highest = min(levels, default=1)
        roles = [self._role(child) for child in children]
        return document.copy(
            children=[_dressed(*pair) for pair in zip(children, roles, strict=True)]
        )

    def _without_form(self, children: list[Element]) -> list[Element]:
        """Return the children that are text.
        The form of an official document and the title were taken."""
        children, self.form = take_official_form(children, is_centred=self._stands_as_title)
        if self.form and self.form.headline:
            self.title = self.form.headline
            return children
        return self._without_title(children)

    def _stands_as_title(self, line: Element) -> bool:
        return _style(line) in _TITLES or self._is_centred(line)

    def _without_title(self, children: list[Element]) -> list[Element]:
        children = self._without_lines_above(children)
        with_text = [child for child in children if text_of(child)]
        titles = _adjacent_titles(with_text) or self._centred_lines(with_text)
        is_title = bool(titles) and self._is_title(titles, with_text)
        titles = titles if is_title else with_text[:1]
        subtitle = self._subtitle_below(titles, with_text)
        if not is_title and not subtitle:
            return children
        taken = [*titles, *subtitle]
        self.title = " ——".join([_joined(titles), *map(text_of, subtitle)])
        return [child for child in children if not any(child is line for line in taken)]

    def _subtitle_below(self, titles: list[Element], with_text: list[Element]) -> list[Element]:
        """Return the smaller line below a title, above date or author.

        Or is set larger than the text, centred as the title is, and no later line looks so."""
        at = (
            next((n for n, child in enumerate(with_text) if titles and child is titles[-1]), -1) + 1
        )
        if not 0 < at < len(with_text) - 1 or not all(map(_is_paragraph, with_text[: at + 2])):
            return []
        title, line, below = with_text[at - 1 : at + 2]
        sizes = [_size(one) or _BODY_SIZE for one in (title, line, below)]
        smaller = sizes[0] > sizes[1] and not (_styled_level(title) or _styled_level(line))
        if not smaller or len(text_of(title)) > LONGEST_TITLE or not _may_be_subtitle(title, line):
            return []
        if names_day_or_writer(text_of(below)):
            return [line]
        centred = self._is_centred(title) and self._is_centred(line)
        again = any(self._is_centred(one) for one in with_text[at + 1 :])
        return [line] if centred and not again and sizes[1] > sizes[2] else []

    def _without_lines_above(self, children: list[Element]) -> list[Element]:
        """Return the children without smaller centred lines above a larger centred title.

        They are the kicker; the name of an organization says who issued the text (decision 104).
        """
        with_text = [child for child in children if text_of(child)]
        head = list(takewhile(self._is_centred, with_text[:MOST_LINES]))
        sizes = [_size(line) or (0 if _style(line) else _BODY_SIZE) for line in head]
        first = (
            sizes.index(max(sizes)) if sizes and all(sizes) and len(with_text) > len(head) else 0
        )
        above = head[:first]
        if not 0 < len(above) < 3 or any(_is_no_kicker(line) for line in above):
            return children
        names = [text_of(line) for line in above if is_organization(text_of(line))]
        self.issuer = names[0] if names else ""
        self.kicker = " ".join(text_of(line) for line in above if text_of(line) not in names)
        return [child for child in children if not any(child is line for line in above)]

    def _centred_lines(self, with_text: list[Element]) -> list[Element]:
        """Return the lines of a centred title, the first line included.
        They have its size; where no size is given, metadata or a subtitle follows. A lone
        column takes the title with it."""
        lines = with_text[:1]
        for line, after in pairwise(with_text[1 : MOST_LINES + 1]):
            if not self._is_centred(line) or _ends_title(line) or _names_speaker(lines, line):
                break
            alone = len(lines) == 1 and LONE_COLUMN.fullmatch(text_of(lines[0]))
            same = _size(line) == _size(lines[0]) and (_size(line) or _ends_title(after))
            if not (alone or same or _goes_on(lines, line)):
                break
            lines.append(line)
        return lines

    def _is_centred(self, line: Element) -> bool:
        if not _is_paragraph(line):
            return False
        own = "center" if line.style_id in self._centred else ""
        return (line.alignment or own) == "center"

    def _is_title(self, titles: list[Element], with_text: list[Element]) -> bool:
        first = titles[0]
        if not _is_paragraph(first) or transforms.get_descendants_of_type(first, documents.Image):
            return False
        if _style(first) in _TITLES:
            return True
        if _styled_level(first) == 1:
            levels = [_styled_level(child) for child in with_text[1:]]
            return any(levels) and 1 not in levels
        text = text_of(first)
        fits = len(text) <= LONGEST_TITLE and not text.endswith("。")
        return self._is_centred(first) and fits and len(with_text) > len(titles)

    def _role(self, child: Element) -> str:
        if not _is_paragraph(child) or not text_of(child):
            return ""
        if level := _styled_level(child):
            return f"h{min(level - self._highest + 2, 4)}"
        if known := _OTHERS.get(_style(child)):
            return known
        if _style(child) in _TITLES:
            return "h2"
        return "centred" if self._is_centred(child) and not child.numbering else ""


def _may_be_subtitle(title: Element, line: Element) -> bool:
    """Tell whether a line below a title may be its subtitle.

    It names and counts nothing."""
    words = text_of(line)
    if is_subtitle(words) or "——" in text_of(title) or text_of(title).endswith("。"):
        return False
    if _goes_on([title], line) or is_meeting_line(words) or form_line(words):
        return False
    if names_day_or_writer(words) or is_organization(words) or person_of_office(words):
        return False
    return (
        4 <= len(words) <= LONGEST_KICKER
        and not words.endswith(("。", "：", ":", "；", "，"))
        and not _NUMBERED.match(words)
    )


def _is_no_kicker(line: Element) -> bool:
    text = text_of(line)
    labelled = is_metadata_line(text) or bool(LONE_COLUMN.fullmatch(text))
    return labelled or not 4 <= len(text) <= LONGEST_KICKER or text.endswith(("。", "：", "，"))


def _with_boxes_as_text(document: documents.Document) -> documents.Document:
    """Return the document with tick boxes as characters. Stored markup has no element for them."""

    def written(box):
        return documents.text("☑" if box.checked else "☐")

    return transforms.element_of_type(documents.Checkbox, written)(document)


def _adjacent_titles(with_text: list[Element]) -> list[Element]:
    """Return the first line in a title style and the title lines directly after it."""
    starts = [at for at, child in enumerate(with_text) if _style(child) in _TITLES]
    if not starts:
        return []
    end = starts[0]
    while end < len(with_text) and _style(with_text[end]) in _TITLES:
        end += 1
    return with_text[starts[0] : end]


def _dressed(child: Element, role: str) -> Element:
    if not role:
        return child
    return child.copy(style_id=None, style_name=f"role {role}", numbering=None)


def _ends_title(line: Element) -> bool:
    return is_subtitle(text_of(line)) or is_metadata_line(text_of(line))


def _goes_on(lines: list[Element], line: Element) -> bool:
    """Tell whether a title is not finished yet: “关于开展会员走访” goes on with “工作的通知”."""
    before = "".join(map(text_of, lines))
    whole = before + text_of(line)
    return not is_finished_title(before) and "关于" in before and is_finished_title(whole)


def _names_speaker(lines: list[Element], line: Element) -> bool:
    """Tell whether a line below a finished title says who speaks or signs: “…主席　王某山”."""
    words, title = text_of(line), "".join(map(text_of, lines))
    if is_speaker(words, title) and person_of_office(words):
        return True
    return is_finished_title(title) and (is_organization(words) or bool(_SPEAKER.fullmatch(words)))


def _joined(titles: list[Element]) -> str:
    """Return the lines of a title as one.
    Those of an official title stand without a blank."""
    lines = _with_letters_joined([line for title in titles for line in _lines_of(title)])
    official = len(lines) > 1 and "关于" in lines[0] and is_finished_title("".join(lines))
    return join_title(lines) if official else " ".join(lines)


def _lines_of(element: Element) -> list[str]:
    """Return the lines of a paragraph: a forced break begins a new one."""
    lines = "".join(_pieces(element, line_end="\n")).split("\n")
    return [" ".join(line.split()) for line in lines if line.strip()]


def _with_letters_joined(lines: list[str]) -> list[str]:
    """Return the lines with those of one character, as on a cover, joined to one."""
    runs = ((alone, list(run)) for alone, run in groupby(lines, key=lambda line: len(line) == 1))
    return [line for alone, run in runs for line in (["".join(run)] if alone else run)]


def _size(line: Element) -> float | None:
    """Return the size in which the line begins; None where its style alone says it."""
    runs = transforms.get_descendants_of_type(line, documents.Run)
    return next((run.font_size for run in runs if text_of(run)), None)


def _is_paragraph(child: Element) -> bool:
    return isinstance(child, documents.Paragraph)


def _style(child: Element) -> str:
    name = getattr(child, "style_name", None) or getattr(child, "style_id", None) or ""
    return name.strip().lower() if _is_paragraph(child) else ""


def _styled_level(child: Element) -> int:
    """Return the level of a paragraph in a heading style, 0 for all others."""
    found = _HEADING.fullmatch(_style(child))
    return int(found[1]) if found and text_of(child) else 0


def text_of(element: Element) -> str:
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: Element, *, line_end: str = " ") -> list[str]:
    if isinstance(element, documents.Text):
        return [element.value]
    if isinstance(element, documents.Break):
        return [line_end]
    if isinstance(element, documents.Tab):
        return [" "]
    inside = getattr(element, "children", ())
    return [piece for child in inside for piece in _pieces(child, line_end=line_end)]
