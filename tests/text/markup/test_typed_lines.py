"""Bodies in a plain field: lines where lines suffice, and never a changed body."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from series.text.markup.stored_html import clean
from series.text.markup.typed_lines import body_markup, typed_body


def test_each_line_is_a_paragraph():
    assert body_markup("　　第一段。\n\n第二段。\r\n") == "<p>第一段。</p>\n<p>第二段。</p>"


@pytest.mark.parametrize("sign", ["## ", "##", "＃＃ ", "##　"])
def test_a_heading(sign):
    assert body_markup(f"{sign}以学促干") == "<h2>以学促干</h2>"


def test_deeper_headings_and_the_closing_rule():
    assert body_markup("### 其一\n---\n结语") == "<h3>其一</h3>\n<hr>\n<p>结语</p>"


def test_one_sign_is_text():
    assert body_markup("#话题#") == "<p>#话题#</p>"


def test_signs_without_tags_stay_as_typed():
    assert body_markup("若a<b且c>d，A&B") == "<p>若a&lt;b且c&gt;d，A&amp;B</p>"


def test_markup_stays_markup():
    assert body_markup("<h2>以学促干</h2>\n<p>正文</p>") == "<h2>以学促干</h2>\n<p>正文</p>"


def test_a_simple_body_is_shown_as_lines():
    body = clean("<p>导语。</p><h2>以学促干</h2><p>若a&lt;b。</p><hr><p>结语。</p>")
    assert typed_body(body) == "导语。\n\n## 以学促干\n\n若a<b。\n\n---\n\n结语。"


@pytest.mark.parametrize(
    "body",
    [
        "<ul><li>一</li></ul>",
        "<blockquote><p>一</p></blockquote>",
        "<table><tbody><tr><td>一</td></tr></tbody></table>",
        "<p>## 不是标题</p>",
        "<p>写&lt;b&gt;标签</p>",
        "<p>---</p>",
    ],
)
def test_what_lines_cannot_say_is_shown_as_markup(body):
    stored = clean(body)
    assert typed_body(stored) == stored


def test_bold_words_stay_in_their_line():
    body = clean("<p>导语。</p><p>其中<strong>三件</strong>最要紧，a&lt;b。</p>")
    assert typed_body(body) == "导语。\n\n其中<strong>三件</strong>最要紧，a&lt;b。"


def test_a_bold_word_does_not_turn_the_other_lines_into_one():
    typed = "第一段。\n## 小标题\n其中<strong>三件</strong>。"
    markup = "<p>第一段。</p>\n<h2>小标题</h2>\n<p>其中<strong>三件</strong>。</p>"
    assert clean(body_markup(typed)) == clean(markup)


PIECES = st.sampled_from(
    "<p>一</p> <p></p> <h2>二</h2> <hr> <p>#</p> <p>###</p> <p>&lt;p&gt;</p> <p>三<em>四</em></p> "
    "<p>一&lt;二<br>三</p> <p>&lt;em&gt;<sup>2</sup></p> <h3>##</h3> <ul><li>五</li></ul> <p>　六</p> <h4>七 八</h4> <blockquote><p>九</p></blockquote>".split(
        " "
    )
) | st.text(max_size=20)


@given(st.lists(PIECES, max_size=6))
def test_showing_and_saving_changes_nothing(pieces):
    stored = clean("".join(pieces))
    assert clean(body_markup(typed_body(stored))) == stored


def test_an_empty_body():
    assert typed_body("") == ""
