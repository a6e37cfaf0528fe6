"""The text of a line as Markdown, escaped.
No character of it becomes markup."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from urllib.parse import quote

from .document import UNWRITABLE, DocumentPicture, TextRun, Words

# `&` only where it would be a character reference.
MARKUP = re.compile(r"[\\`*_^\[\]<>#~|$]|&(?=#?[0-9A-Za-z]+;)")
LINE_START = re.compile(r"^( *)(?=[-+=:])|^( *[0-9]{1,9})(?=[.)](?:\s|\Z))", re.M)
IN_ADDRESS = re.compile(r"[\s\x00-\x1f\x7f()<>\\\"'`|]")
REFERENCE = re.compile(r"&(?=#?[0-9A-Za-z]+;)")


def inline_markdown(words: Words, *, root: str) -> str:
    """Return a paragraph's runs as Markdown.
    A line break of the text becomes a hard line break."""
    return LINE_START.sub(r"\g<0>\\", _written(words, root, line_break="\\\n"))


def one_line_markdown(words: Words, *, root: str) -> str:
    """Return the runs as one line of Markdown, for a heading or a cell."""
    return _written(words, root, line_break="<br>")


def image_markdown(picture: DocumentPicture, *, root: str) -> str:
    """Return a picture as Markdown."""
    alt = _escaped(" ".join(UNWRITABLE.sub("", picture.alt).split()))
    return f"![{alt}]({_address(picture.src, root)})"


def _escaped(text: str) -> str:
    return MARKUP.sub(r"\\\g<0>", text)


def _written(words: Words, root: str, *, line_break: str) -> str:
    words = (replace(word, text=UNWRITABLE.sub("", word.text)) for word in words)
    words = tuple(word for word in words if word.text)
    written = ""
    runs = [(link, tuple(run)) for link, run in groupby(words, key=_link_of)]
    for at, (link, run) in enumerate(runs):
        after = _first(runs[at + 1][1][0]) if at + 1 < len(runs) else " "
        if not link or not any(word.text.strip() for word in run):
            written = _run(run, written, after)
        else:
            written += f"[{_run(run, '', ']')}]({_address(link, root)})"
    return written.replace("\n", line_break)


def _link_of(word: TextRun) -> str:
    return "" if word.note else word.link


def _run(words: Iterable[TextRun], before: str, after: str) -> str:
    """Return `before` with the Markdown of the runs behind it.
    `after` is the character that follows."""
    words = tuple(words)
    for at, word in enumerate(words):
        then = _first(words[at + 1]) if at + 1 < len(words) else after
        before += _word(word, before[-1:] or " ", then)
    return before


def _first(word: TextRun) -> str:
    """Return the first character of a run's Markdown.
    A bracket of its format or its own."""
    marked = word.link or word.note or word.bold or word.italic or word.raised
    return "[" if marked else word.text[0]


def _word(word: TextRun, before: str, after: str) -> str:
    if word.note:
        return f"[^{word.note}]"
    core = word.text.strip(" \n")
    if not core or not (word.bold or word.italic or word.raised):
        return _plain(word.text, before, after)
    left, _, right = word.text.partition(core)
    look = _look(word, core, left[-1:] or before, right[:1] or after)
    return f"{left}{look}{right}"


def _plain(text: str, before: str, after: str) -> str:
    """Return escaped text that may stand beside the brackets of a link or note.
    It makes neither a picture nor a definition."""
    written = _escaped(text)
    if before == "]" and written[0] in "(:":
        written = f"\\{written}"
    return f"{written[:-1]}\\!" if after == "[" and written[-1] == "!" else written


def _look(word: TextRun, core: str, before: str, after: str) -> str:
    """Return text in its format: by asterisks where they work, else by elements."""
    written = _escaped(core)
    if word.raised:
        written = f"<{word.raised}>{written}</{word.raised}>"
    if not (word.bold or word.italic):
        return written
    if before != "*" and not word.raised and _opens(core[0], before) and _opens(core[-1], after):
        stars = "*" * (word.italic + 2 * word.bold)
        return f"{stars}{written}{stars}"
    for tag, wanted in (("em", word.italic), ("strong", word.bold)):
        written = f"<{tag}>{written}</{tag}>" if wanted else written
    return written


def _opens(inner: str, outer: str) -> bool:
    """Tell whether asterisks between these characters mark emphasis (CommonMark 6.2).
    It also holds for readers that do not count symbols among punctuation."""
    if inner.isspace():
        return False
    if unicodedata.category(inner)[0] in "PSC":
        return outer.isspace() or unicodedata.category(outer)[0] == "P"
    return True


def _address(link: str, root: str) -> str:
    """Return an address for the parentheses of a link.
    An address of this site begins with `root`."""
    whole = f"{root}{link}" if link.startswith("/") else link
    escaped = IN_ADDRESS.sub(lambda match: quote(match[0], safe="").replace("'", "%27"), whole)
    return REFERENCE.sub(r"\\&", escaped)
