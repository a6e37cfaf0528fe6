"""The plain parts of a body, read in both ways of telling links."""

from dataclasses import replace

from hypothesis import given

from series.text.outputs import document, reader
from tests.helpers.samples.odd_bodies import BODIES

BODY = '<p>见<a href="/articles/3/">前<strong>文</strong></a>甲<small>注一</small><small>注二</small>。</p>'


def test_links_are_numbers_behind_their_words_or_stay_around_them():
    numbered, around = reader.read_body(BODY), reader.read_body(BODY, links_around=True)
    assert numbered.links == ("/articles/3/",)
    assert around.links == ()
    assert [(word.text, word.link, word.note) for word in around.parts[0].words] == [
        ("见", "", 0),
        ("前", "/articles/3/", 0),
        ("文", "/articles/3/", 0),
        ("甲", "", 0),
        ("①", "", 1),
        ("②", "", 2),
        ("。", "", 0),
    ]
    assert [word.text for word in numbered.parts[0].words] == [
        "见前",
        "文",
        "[1]",
        "甲",
        "①②",
        "。",
    ]


def test_the_number_of_a_link_stands_behind_its_words_not_below_its_picture():
    picture = '<img src="/pictures/7/0123456789ab.jpg" alt="会场">'
    body = f'<p>见<a href="/articles/3/">前文{picture} </a></p>'
    first, shown = reader.read_body(body).parts
    assert [word.text for word in first.words] == ["见前文", "[1]"]
    assert shown.alt == "会场"


@given(BODIES)
def test_both_ways_tell_the_same_text(body):
    lines = []
    for around in (False, True):
        parts = document.walk(reader.read_body(body, links_around=around).parts)
        lines.append([part.text for part in parts if isinstance(part, document.Paragraph)])
    assert lines[0] == lines[1]
    plain = [word for part in document.walk(reader.read_body(body).parts)
             if isinstance(part, document.Paragraph) for word in part.words]  # fmt: skip
    assert all(replace(word, link="", note=0) == word for word in plain)
