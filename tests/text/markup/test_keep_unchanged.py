"""What the rich-text field sends back: untouched blocks stay as they stood, to the byte."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from series.text.markup.keep_unchanged import block_shape, edited_body
from series.text.markup.stored_html import clean
from tests.helpers.markup_faults import faults
from tests.helpers.samples.xss_payloads import PAYLOADS

STORED = clean(
    "<p><em><strong>甲</strong></em>乙</p><ul><li>一<ul><li>二</li></ul></li></ul>"
    '<table><caption>表</caption><thead><tr><th scope="col">名</th></tr></thead>'
    '<tbody><tr><td colspan="2">值</td></tr></tbody></table><p>末</p>'
)


def test_the_same_text_is_the_same_bytes():
    assert edited_body(STORED, stored=STORED) == STORED
    assert edited_body(STORED.replace("\n", "\r\n"), stored=STORED) == STORED


def test_the_editors_spelling_comes_home():
    sent = (
        "<p><strong><em>甲</em></strong>乙</p><ul><li><p>一</p><ul><li><p>二</p></li></ul></li></ul>"
        '<table><caption>表</caption><thead><tr><th scope="col"><p>名</p></th></tr></thead>'
        '<tbody><tr><td colspan="2"><p>值</p></td></tr></tbody></table><p>末。</p>'
    )
    assert edited_body(sent, stored=STORED) == STORED.replace("末", "末。")


def test_a_changed_block_is_taken_as_sent():
    sent = STORED.replace("<em><strong>甲</strong></em>", "<strong><em>甲子</em></strong>")
    assert edited_body(sent, stored=STORED) == sent


def test_formats_moved_to_other_words_are_a_change():
    stored = clean("<p><strong>甲</strong>乙</p>")
    assert (
        edited_body("<p>甲<strong>乙</strong></p>", stored=stored) == "<p>甲<strong>乙</strong></p>"
    )


def test_twins_keep_their_order():
    one, other = "<p><em><strong>甲</strong></em></p>", "<p><strong><em>甲</em></strong></p>"
    stored = f"{one}\n{other}"
    sent = f"{other}{other}<p>乙</p>"
    assert edited_body(sent, stored=stored) == f"{stored}\n<p>乙</p>"


def test_control_shapes_tell_blocks_apart():
    pairs = [
        ("<p>甲</p>", "<h2>甲</h2>"),
        ("<p>甲乙</p>", "<p>甲<br>乙</p>"),
        ('<p><a href="/a">甲</a></p>', '<p><a href="/b">甲</a></p>'),
        ("<p><sup>2</sup></p>", "<p><sub>2</sub></p>"),
        ('<figure><img src="/pictures/1" alt="甲"></figure>', '<figure><img src="/pictures/1" alt=""></figure>'),
    ]  # fmt: skip
    for one, other in pairs:
        assert block_shape(one) != block_shape(other)
    assert block_shape("<p><strong>甲</strong><strong>乙</strong></p>") == block_shape(
        "<p><strong>甲乙</strong></p>"
    )


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_nothing_hostile_comes_through(payload):
    assert faults(edited_body(f"{STORED}{payload}", stored=STORED)) == []


@given(st.text(alphabet="甲乙<>/pstrongemaliu\"' =", max_size=80))
def test_the_result_is_canonical(html):
    body = edited_body(html, stored=STORED)
    assert clean(body) == body
