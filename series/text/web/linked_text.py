"""The text that a page holds only in its linked data.
For a script to show."""

from html import escape

from lxml.etree import _Element

from series.text.markup import html_parser

from .weights import Weights, weight_of

SHORTEST = 40
FROM_LINKED_DATA = "网页数据里的正文"


def show_linked_text(document: _Element, text: str, *, weights: Weights) -> str:
    """Append the text of linked data where the page shows less than half of it.
    Return its words.

    A page that a script builds holds nothing else once it is saved.
    """
    if len(text) < SHORTEST or 2 * weights.total[document] >= weight_of(text):
        return ""
    lines = filter(None, map(str.strip, text.splitlines()))
    html = text if "</" in text else "".join(f"<p>{escape(line)}</p>" for line in lines)
    shown = html_parser.parse_tree(html)
    shown.tag = "div"
    shown.set("itemprop", "articleBody")
    document.append(shown)
    return "\n".join(shown.itertext())
