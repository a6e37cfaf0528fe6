"""Read a Markdown text (CommonMark with tables, strikethrough and footnotes)."""

import re
from urllib.parse import unquote

from lxml import etree
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from series.text.language.han import HAN
from series.text.markup import html_parser, stored_html
from series.text.markup.alternative_text import written_description
from series.text.markup.blocks import Piece, Source, TextError
from series.text.markup.embedded_images import Album, data_url_bytes
from series.text.recognition.contents_lines import is_contents_title
from series.text.recognition.metadata_line import is_metadata_line
from series.text.recognition.written_dates import parse_moment
from series.text.structure.captions import join_captions
from series.text.structure.source_lists import settle_lists
from series.text.web.removed import remove_keeping_tail

_FENCE = re.compile(r"\s{0,3}(```|~~~)")
_TASK = re.compile(r"^(\s*(?:[-*+]|\d{1,9}[.)])\s+)\[([ xX])\](?=\s)")
# CommonMark leaves **“车间夜校”**开课 as it is: it asks for a blank beside the marks of a quotation.
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_\n`]{1,200}?)(?<=\S)\1")
_MARKS = re.compile(r"[^\w\s]")
_FACT = re.compile(r"([A-Za-z_]+|[\u4e00-\u9fff]{2,4})\s*[:：=]\s*[\"']?(.*?)[\"']?\s*")
_FACT_NAMES = {
    name: fact
    for fact, names in {
        "title": "title 标题 题目", "subtitle": "subtitle 副题 副标题", "editor": "editor 责任编辑 责编",
        "date": "date published pubdate publishdate publish_date 日期 发布日期 发布时间 时间",
        "source": "source publisher 来源", "author": "author authors 作者 记者",
    }.items()
    for name in names.split()
}  # fmt: skip
_TOC_MARK = re.compile(r"\[\[?_?TOC_?\]?\]|\$\{toc\}|@\[toc\].*", re.IGNORECASE)
_MARKED = re.compile(r"==(?=\S)([^=\n]{1,200}?)(?<=\S)==")
PICTURE, CONTENTS, INNER = "网络图片的说明", "目录", "站内链接的地址"
_WHOLE = re.compile(r"[a-z][a-z\d+.-]*:|//", re.IGNORECASE)
_DAY = re.compile(r"(?:(?:19|20)\d{2}|[A-Za-z]{3}, \d).*")
_LISTED = re.compile(r"\s*-\s+(.+)")
_BETWEEN = re.compile(r"[\s\"'\[\]]*[,，、;；][\s\"'\[\]]*")
_EMBEDDED = re.compile(
    r"!\[\[([^\]|\n]+\.(?:jpe?g|png|gif|webp|bmp|svg|heic))(?:\|[^\]\n]*)?\]\]", re.IGNORECASE
)
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…\U00020000-\U0003ffff]")
_HEADING_OF_WORDS = re.compile(r"^#{1,6}[ \t]+(?=.*[^\W\d_])\S", re.MULTILINE)
_EMPTY_LINE = re.compile(r"\n[ \t\r]*\n")
_PARAGRAPH_END = re.compile(r"(?<=[。！？：…”])[ \t]*\r?\n(?=[^\s>|*+`#-])")
_SIGNS = {
    "heading": re.compile(r"^#{1,6}[ \t]+\S", re.MULTILINE),
    "strong": re.compile(r"(\*\*|__)(?=\S)[^*_\n]{1,80}?(?<=\S)\1"),
    "link": re.compile(r"!?\[[^\]\n]{0,200}\]\([^()\s]{1,500}(?:\s+\"[^\"\n]*\")?\)"),
    "list": re.compile(r"^\s{0,3}[-*+][ \t]+\S.*\n\s{0,3}[-*+][ \t]+\S", re.MULTILINE),
    "quotation": re.compile(r"^>[ \t]?\S", re.MULTILINE),
    "fence": re.compile(r"^(?:```|~~~)", re.MULTILINE),
    "table": re.compile(r"^\|?[ \t]*:?-{3,}:?[ \t]*\|", re.MULTILINE),
}


def looks_like_markdown(text: str) -> bool:
    """Tell whether a plain text shows marks of Markdown.
    A heading, or two marks of other sorts."""
    found = {name for name, sign in _SIGNS.items() if sign.search(text)}
    return "heading" in found or len(found) > 1


def has_headings(text: str) -> bool:
    """Tell whether a text shows Markdown's headings and no other marks at the same lines."""
    lines = _HEADING_OF_WORDS.findall(text)
    return len(lines) > 1 or (len(lines) == 1 and text.lstrip().startswith("# "))


def markdown_html(text: str) -> str:
    """Return the HTML of a Markdown text; it still has to be cleaned."""
    parser = MarkdownIt("commonmark", renderer_cls=_Renderer).enable(["table", "strikethrough"])
    parser.use(front_matter_plugin).use(footnote_plugin)
    return parser.render(_prepared(_with_paragraphs(text)))


def _with_paragraphs(text: str) -> str:
    """Return a text without any empty line with one between its paragraphs.

    Who writes one paragraph a line, and a # above them, would get one paragraph in all."""
    if _EMPTY_LINE.search(text.strip()):
        return text
    return _PARAGRAPH_END.sub("\n\n", text)


def read_markdown(text: str) -> Source:
    """Return the text of a Markdown file. Raises TextError where it holds none."""
    album = Album()
    head, text = _split_head(text)
    document = html_parser.parse_tree(markdown_html(text))
    dropped: list[Piece] = []
    _take_pictures(document, album, dropped)
    _write_out_notes(document)
    _name_addresses(document, dropped)
    _remove_contents(document, dropped)
    labels: list[str] = []
    settle_lists(document, labels)
    join_captions(document)
    facts, unused = _facts(head)
    dropped += [Piece("文件头的其他内容", line) for line in unused]
    title = facts.get("title", "") or _take_title(document)
    title += f" ——{facts['subtitle']}" if "subtitle" in facts else ""
    day, clock = parse_moment(facts.get("date", ""))
    html = etree.tostring(document, method="html", encoding="unicode")
    blocks = stored_html.blocks(stored_html.clean(html, notes=False))
    if not blocks:
        raise TextError("这个文件里没有正文，请检查是否选错了文件")
    return Source(
        blocks=blocks,
        title=title,
        published_on=day,
        published_time=clock,
        source=facts.get("source", ""),
        author=_names(facts.get("author", "")),
        editor=facts.get("editor", ""),
        images=album.images,
        skipped=(*album.skipped, *_phrases(dropped)),
        dropped=tuple(dropped),
        added=(Piece("列表编号", "\n".join(labels)),) if labels else (),
    )


class _Renderer(RendererHTML):
    """A renderer that writes no blank where a line ends between Han characters.

    Lines of facts stay lines."""

    def softbreak(self, tokens, idx, options, env):
        if any(
            is_metadata_line(token.content)
            for token in (*tokens[idx - 1 : idx], *tokens[idx + 1 : idx + 2])
        ):
            return "<br>\n"
        before = tokens[idx - 1].content[-1:] if idx else ""
        after = tokens[idx + 1].content[:1] if idx + 1 < len(tokens) else ""
        return "" if _WIDE.match(before) and _WIDE.match(after) else "\n"


def _prepared(text: str) -> str:
    """Return the text with signs for tick boxes and all bold words.
    CommonMark would miss some."""
    lines, fenced = [], ""
    for line in text.split("\n"):
        fence = _FENCE.match(line)
        if fence and fenced in ("", fence[1]):
            fenced = "" if fenced else fence[1]
        elif not fenced:
            line = _EMBEDDED.sub(r"![](<\1>)", line)
            line = _TASK.sub(lambda box: f"{box[1]}{'☐' if box[2] == ' ' else '☑'}", line)
            line = line if "`" in line else _MARKED.sub(r"\1", _STRONG.sub(_strong, line))
        lines.append(line)
    return "\n".join(lines)


def _strong(found: re.Match) -> str:
    words = found[2]
    beside = found.string[: found.start()][-1:] + found.string[found.end() :][:1]
    missed = (_MARKS.match(words) or _MARKS.match(words[-1])) and HAN.search(beside)
    return f"<strong>{words}</strong>" if missed else found[0]


def _phrases(dropped: list[Piece]) -> tuple[str, ...]:
    named = [piece for piece in dropped if piece.name != PICTURE]
    return tuple(f"{piece.name}：{' '.join(piece.words.split())}" for piece in named)


def _remove_contents(document: etree._Element, dropped: list[Piece]) -> None:
    """Remove a list of links to the text's own headings.
    The heading 目录 above it and [TOC] too."""
    for block in list(document.iter("p", "h1", "h2", "h3", "ul", "ol")):
        words = " ".join("".join(block.itertext()).split())
        is_mark = block.tag == "p" and _TOC_MARK.fullmatch(words)
        above = block.getprevious()
        if block.tag in ("ul", "ol") and _links_inside(block) and block.getparent() is not None:
            titled = above is not None and is_contents_title("".join(above.itertext()))
            for part in [above, block] if titled else []:
                dropped.append(Piece(CONTENTS, "\n".join(part.itertext())))
                remove_keeping_tail(part)
        elif is_mark:
            remove_keeping_tail(block)


def _links_inside(block: etree._Element) -> bool:
    """Tell whether a list holds links to places of the same text alone."""
    links = [link for link in block.iter("a") if link.get("data-inside")]
    said = "".join("".join(link.itertext()) for link in links)
    return bool(links) and "".join(said.split()) == "".join("".join(block.itertext()).split())


def _take_pictures(document: etree._Element, album: Album, dropped: list[Piece]) -> None:
    for picture in list(document.iter("img")):
        alt, title = (written_description(picture.get(name, "")) for name in ("alt", "title"))
        dropped += [Piece(PICTURE, title)] if alt and title else []
        alt = alt or title
        data = data_url_bytes(picture.get("src", ""))
        address = album.add(data, alt=alt) if data else ""
        if data is None:
            album.leave_out(alt)
            dropped += [Piece(PICTURE, alt)] if alt else []
        if address:
            picture.set("src", address)
            picture.set("alt", alt)
        else:
            remove_keeping_tail(picture)


def _write_out_notes(document: etree._Element) -> None:
    """Turn the list of notes at the end into paragraphs that begin with their number."""
    for link in list(document.iter("a")):
        if "footnote-backref" in link.get("class", ""):
            remove_keeping_tail(link)
        elif link.get("href", "").startswith("#"):
            link.set("data-inside", "1")
    for rule in [item for item in document.iter("hr") if item.get("class") == "footnotes-sep"]:
        remove_keeping_tail(rule)
    notes = [item for item in document.iter("li") if item.get("id", "").startswith("fn")]
    for number, note in enumerate(notes, start=1):
        first = next(note.iter("p"), note)
        first.text = f"[{number}] {(first.text or '').lstrip()}"
        note.tag = "div"
        note.getparent().tag = "div"


def _name_addresses(document: etree._Element, dropped: list[Piece]) -> None:
    """Name the addresses of links to places inside a site.

    Only their words stay."""
    links = [link for link in document.iter("a") if "".join(link.itertext()).strip()]
    addresses = [link.get("href", "") for link in links]
    inner = [unquote(address) for address in addresses if address and not _WHOLE.match(address)]
    dropped += [Piece(INNER, "\n".join(inner))] if inner else []


def _take_title(document: etree._Element) -> str:
    """Take the only heading of the first rank, where the text begins with it."""
    headings = list(document.iter("h1"))
    if len(headings) != 1:
        return ""
    before = headings[0].getprevious()
    title = " ".join("".join(headings[0].itertext()).split())
    if before is not None or not title:
        return ""
    remove_keeping_tail(headings[0])
    return title


def _split_head(text: str) -> tuple[str, str]:
    """Return the head of the file and the text below it.
    The head stands between two lines of --- or +++."""
    lines = text.lstrip("\ufeff\n").split("\n")
    fence = lines[0].strip()
    closing = [at for at, line in enumerate(lines) if at and line.strip() == fence]
    if fence not in ("---", "+++") or not closing:
        return "", text
    return "\n".join(lines[1 : closing[0]]), "\n".join(lines[closing[0] + 1 :])


def _facts(head: str) -> tuple[dict[str, str], list[str]]:
    """Return {name: value} of what the head says, and its lines that nothing here uses."""
    facts: dict[str, str] = {}
    unused = []
    listed = ""
    for line in filter(None, map(str.strip, head.split("\n"))):
        found = _FACT.fullmatch(line)
        name = _FACT_NAMES.get(found[1].lower(), "") if found else ""
        item = _LISTED.fullmatch(line) if listed else None
        listed = listed if item else name if found and not found[2] else ""
        if item:
            facts[listed] = "、".join(filter(None, [facts.get(listed, ""), item[1].strip("\"'")]))
        elif name and name not in facts and _may_say(name, found[2]):
            facts[name] = found[2]
        elif HAN.search(line):
            unused.append(line)
    return {name: value for name, value in facts.items() if value}, unused


def _may_say(name: str, value: str) -> bool:
    """Tell whether a value fits its name: published: true is no day."""
    return name != "date" or bool(_DAY.match(value))


def _names(written: str) -> str:
    """Return the names of a value or a list, parted as names are."""
    return _BETWEEN.sub("、", written.strip("[] ")).strip("\"'")
