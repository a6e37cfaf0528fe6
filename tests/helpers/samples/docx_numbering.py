"""Writes numbering.xml and styles.xml of manuscripts with automatic numbers."""

from .docx_builder import W, docx, text


def level(
    form: str = "decimal",
    label: str | None = None,
    *,
    at: int = 0,
    start: int | None = 1,
    inside: str = "",
) -> str:
    """One level; `inside` is further XML, such as `<w:suff w:val="nothing"/>`."""
    begins = "" if start is None else f'<w:start w:val="{start}"/>'
    words = "" if label is None else f'<w:lvlText w:val="{label}"/>'
    return (
        f'<w:lvl w:ilvl="{at}">{begins}<w:numFmt w:val="{form}"/>{inside.partition("|")[0]}'
        f"{words}{inside.partition('|')[2]}</w:lvl>"
    )


def abstract(*levels: str, key: str = "7", extra: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{key}">{extra}{"".join(levels)}</w:abstractNum>'


def num(key: str = "1", *, of: str = "7", overrides: str = "") -> str:
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def numbering(*parts: str) -> bytes:
    """The part: abstract descriptions first, then the lists."""
    return f'<w:numbering xmlns:w="{W}">{"".join(parts)}</w:numbering>'.encode()


def item(words: str, *, at: int | None = 0, of: str = "1", style: str = "", bold=False) -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    level_of = "" if at is None else f'<w:ilvl w:val="{at}"/>'
    number = f'<w:numPr>{level_of}<w:numId w:val="{of}"/></w:numPr>' if of else ""
    return f"<w:p><w:pPr>{named}{number}</w:pPr>{text(words, bold=bold)}</w:p>"


def styles(*parts: str, defaults: str = "") -> bytes:
    """The part: each one style's XML; `defaults` are the run properties of the whole text."""
    whole = f"<w:docDefaults><w:rPrDefault><w:rPr>{defaults}</w:rPr></w:rPrDefault></w:docDefaults>"
    return f'<w:styles xmlns:w="{W}">{whole}{"".join(parts)}</w:styles>'.encode()


def style(
    key: str, name: str, inside: str = "", *, kind: str = "paragraph", based: str = ""
) -> str:
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="{kind}" w:styleId="{key}"><w:name w:val="{name}"/>{base}{inside}</w:style>'


def numbered_docx(*body: str, parts: tuple[str, ...], style_parts: tuple[str, ...] = ()) -> bytes:
    extra = {"word/numbering.xml": numbering(*parts)}
    if style_parts:
        extra["word/styles.xml"] = styles(*style_parts)
    return docx(*body, extra=extra)
