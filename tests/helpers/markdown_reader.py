"""An independent reader of Markdown (markdown-it): the structure and the words of a document."""

from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

PARSER = MarkdownIt("commonmark", {"maxNesting": 1000}).enable("table").use(footnote_plugin)
INLINE_HTML = {"<br>"} | {
    f"<{end}{tag}>" for tag in ("sup", "sub", "em", "strong") for end in ("", "/")
}
BLOCKS = {
    "bullet_list_open": "ul",
    "ordered_list_open": "ol",
    "list_item_open": "li",
    "blockquote_open": "quote",
    "table_open": "table",
    "tr_open": "tr",
    "hr": "hr",
    "footnote_open": "note",
}


@dataclass
class Read:
    """`blocks` are tags in reading order, headings with their level; `words` of everything,
    `strong` those in bold; `links` and `images` are addresses."""

    blocks: list = field(default_factory=list)
    words: str = ""
    strong: str = ""
    links: list = field(default_factory=list)
    images: list = field(default_factory=list)


def read_markdown(text):
    """Read a document; markup that our writer never writes is an error."""
    found = Read()
    for token in PARSER.parse(text):
        if token.type == "heading_open":
            found.blocks.append(token.tag)
        elif token.type in BLOCKS:
            found.blocks.append(BLOCKS[token.type])
        elif token.type == "inline":
            _inline(token.children, found)
        else:
            assert token.type not in ("fence", "code_block", "html_block"), token.content
    return found


def _inline(tokens, found):
    bold = 0
    for token in tokens:
        if token.type == "image":
            found.images.append(token.attrs["src"])
            found.words += token.content and _plain(token.children)
        elif token.type == "html_inline":
            assert token.content in INLINE_HTML, token.content
            bold += {"<strong>": 1, "</strong>": -1}.get(token.content, 0)
        elif token.type in ("strong_open", "strong_close"):
            bold += token.nesting
        elif token.type == "link_open":
            found.links.append(token.attrs["href"])
        else:
            assert token.type != "code_inline", token.content
            found.words += token.content
            found.strong += token.content if bold else ""


def _plain(tokens):
    return "".join(token.content for token in tokens)
