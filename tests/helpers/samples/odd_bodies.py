"""Stored bodies of every shape, and what they say, read without the code under test."""

import re
from html import unescape

from hypothesis import strategies as st

from series.text.language.han import han
from series.text.markup import stored_html

PICTURE = '<img src="/pictures/7/0123456789ab.jpg" alt="会场">'
TAGS = "p h2 h3 h4 ul ol li table caption tr td th blockquote strong em sup sub small figure figcaption hr br"
TOKENS = [form for tag in TAGS.split() for form in (f"<{tag}>", f"</{tag}>")]
TOKENS += [
    PICTURE,
    '<a href="https://例.cn/?a=1&b=%22">',
    '<a href="mailto:a@b.cn">',
    '<a href="/articles/3/">',
    '<td colspan="3" rowspan="2">',
    '<td colspan="100">',
    '<p style="color:red" class="x" id="y" onclick="z()">',
    "<script>坏</script>",
]
WORDS = st.text(alphabet="常州企业家，。：“”《》&<>\"' a1\n\t\x00\x0b\ufffe", max_size=8)
BODIES = st.lists(st.sampled_from(TOKENS) | WORDS, max_size=40).map(
    lambda pieces: stored_html.clean("".join(pieces))
)
NOTE = re.compile(r"<small>(.*?)</small>", re.S)
IMAGE = re.compile(r'<img\b[^>]*?\balt="([^"]*)"[^>]*>|<img\b[^>]*>')


def told(body, *, before="", picture=True):
    """(the Han text of the body, of its notes): each picture told by `before` and its words.

    Small text without a word is no note; a picture in it stands in the body."""
    notes = [note for note in NOTE.findall(body) if is_note(note)]
    rest = NOTE.sub(lambda match: "" if is_note(match[1]) else match[1], body)
    words = (lambda match: f"{before}{match[1] or ''}") if picture else (lambda match: "")
    text = unescape(re.sub(r"<[^>]+>", "", IMAGE.sub(words, rest)))
    return han(text), [han(stored_html.visible_text(note)) for note in notes]


def is_note(small):
    return bool(stored_html.visible_text(small).strip())
