"""The number of 字 of a text, counted as Word counts them (decision 117).

Each Chinese character and each full-width mark is one; what stands between them without a space
is one, be it a word, a number or a lone half-width mark. Headings, tables, captions and footnotes
count. static/desk/editor-count.js counts the same way while one writes.
"""

import re

from .stored_html import visible_text

SIGNS = (
    "\u2e80-\u2fff\u3001-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef“”‘’…—\U00020000-\U0003347f"
)
COUNTED = re.compile(rf"([{SIGNS}]+)|[^\s\u200b\ufeff{SIGNS}]+")  # many that count each, or one


def word_count(body: str) -> int:
    """Return how many 字 a body of safe markup has."""
    return sum(len(signs) or 1 for signs in COUNTED.findall(visible_text(body)))
