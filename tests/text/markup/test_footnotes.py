"""Footnotes: stored at their place, printed as numbers with a list, each leading to the other."""

import re

import pytest
from lxml import html

from series.text.markup import page_parts, stored_html
from series.text.markup.typed_lines import body_markup, typed_body

NOTED = (
    "<p>会员超过32000家<small>据<em>市工商联</em>年报。</small>，近3万条<small>截至10月。</small>。</p>"
    "<h2>以学促干<small>题自讲话。</small></h2><p>甲。</p>"
    "<table><tbody><tr><td>数<small>单位：家。</small></td></tr></tbody></table>"
    '<h2>办实事</h2><p>乙<small>见<a href="/a">前文</a>。</small>。</p>'
)


def page_of(body):
    cut = page_parts.cut_sections(body)
    parts = [f"<h2>{part.title}{part.signs}</h2>{part.html}" for part in cut.sections]
    return html.fragment_fromstring(
        cut.lead + "".join(parts) + cut.closing + cut.notes, create_parent="div"
    )


def test_a_note_is_canonical_markup():
    stored = stored_html.clean(NOTED)
    assert stored_html.clean(stored) == stored
    assert "<small>据<em>市工商联</em>年报。</small>，" in stored
    assert "据市工商联年报。" in stored_html.visible_text(stored)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("<p><strong>甲<small>注</small>乙</strong></p>", "<p><strong>甲</strong><small>注</small><strong>乙</strong></p>"),
        ("<p>甲<small><strong>注</strong></small></p>", "<p>甲<small>注</small></p>"),
        ("<p>甲<small>注<small>中注</small></small></p>", "<p>甲<small>注中注</small></p>"),
        ("<p>甲<small></small>。</p>", "<p>甲。</p>"),
        ('<p>甲<small onclick="x()">注</small></p>', "<p>甲<small>注</small></p>"),
    ],
)  # fmt: skip
def test_a_note_has_its_own_voice(given, kept):
    assert stored_html.clean(given) == kept


def test_small_print_from_elsewhere_is_no_note():
    assert stored_html.clean("<p>甲<small>小字</small></p>", notes=False) == "<p>甲小字</p>"


def test_notes_are_numbered_through_all_sections():
    page = page_of(stored_html.clean(NOTED))
    signs = page.xpath("//sup[@class='note-sign']/a")
    assert [sign.text for sign in signs] == ["1", "2", "3", "4", "5"]
    assert [item.get("id") for item in page.xpath("//section//li")] == [
        f"note-{number}" for number in range(1, 6)
    ]


def test_every_number_leads_to_its_note_and_back():
    page = page_of(stored_html.clean(NOTED))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for link in page.xpath("//a[@role]"):
        assert link.get("href").removeprefix("#") in ids
        assert link.get("aria-label")
    assert page.xpath("//section[@role='doc-endnotes']/@aria-label") == ["注释"]


def test_the_words_of_a_note_stand_in_the_list_alone():
    cut = page_parts.cut_sections(stored_html.clean(NOTED))
    assert "年报" not in cut.lead
    assert cut.notes.count("<em>市工商联</em>年报。") == 1
    assert '<a href="/a" rel="noopener">前文</a>' in cut.notes
    assert [part.short for part in cut.sections] == ["以学促干", "办实事"]
    assert "题自讲话" not in cut.sections[0].title
    assert "单位" not in cut.sections[0].text


def test_a_letter_ends_with_its_notes():
    written = page_parts.letter_html(
        stored_html.clean("<p>各位：</p><p>我们倡议<small>首次。</small>。</p><p>市工商联</p>")
    )
    assert written.index('class="sign"') < written.index('role="doc-endnotes"')
    assert re.findall(r'id="([^"]+)"', written) == ["note-1-place", "note-1"]


def test_a_body_without_notes_has_no_list():
    assert page_parts.cut_sections("<p>甲。</p>").notes == ""
    assert page_parts.letter_html("<p>甲。</p>") == "<p>甲。</p>"


def test_a_note_is_typed_in_its_line():
    body = stored_html.clean("<p>会员超过32000家<small>据年报。</small>。</p>")
    assert typed_body(body) == "会员超过32000家<small>据年报。</small>。"
    assert stored_html.clean(body_markup(typed_body(body))) == body


def test_control_no_note_comes_out_that_was_not_cut():
    """Should a forged reference ever be stored, its number is all that it can say."""
    written = page_parts.cut_sections(
        '<p>甲<noteref number="1&quot;&gt;&lt;b&gt;"></noteref>乙</p>'
    ).lead
    assert written == "<p>甲乙</p>"
