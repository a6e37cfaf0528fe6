"""落款: a right-aligned line goes through the sanitizer, the page and every output (decision 117)."""

import io
from datetime import datetime

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH

from series.templatetags.official import paper_rows
from series.text.markup.keep_unchanged import edited_body
from series.text.markup.page_parts import cut_sections, letter_html
from series.text.markup.stored_html import blocks, clean, visible_text
from series.text.markup.typed_lines import body_markup, typed_body
from series.text.outputs import gbt9704, gbt9704_docx
from series.text.outputs.gbt9704 import LetterFields
from series.text.outputs.reader import read_body
from series.text.outputs.wechat_html import SIGNED, wechat_page

ROOT = "https://example.org"
BODY = '<p>正文。</p>\n<p class="closing">常州市工商联办公室<br>2026年11月27日</p>'


def letter():
    return gbt9704.official_letter(LetterFields("题"), read_body(BODY), root=ROOT)


def test_cleaning_keeps_it_and_nothing_else_of_a_class():
    assert clean(BODY) == BODY
    assert clean(clean(BODY)) == BODY
    for other in ("closing x", "sign", "to", "Closing"):
        assert "class" not in clean(f'<p class="{other}">文</p>'), other


@pytest.mark.parametrize(
    "html",
    [
        '<ul><li><p class="closing">文</p></li></ul>',
        '<blockquote><p class="closing">文</p></blockquote>',
        '<table><tr><td><p class="closing">文</p></td></tr></table>',
        '<h2 class="closing">文</h2>',
        '<div class="closing">文</div>',
    ],
)
def test_only_a_paragraph_of_the_text_itself_is_one(html):
    assert "closing" not in clean(html)
    assert visible_text(clean(html)) == "文"


def test_what_follows_it_is_a_plain_paragraph_again():
    html = '<p class="closing">甲<p>乙</p>丙'
    assert clean(html) == '<p class="closing">甲</p>\n<p>乙</p>\n<p>丙</p>'


def test_a_saved_change_of_the_side_is_a_change():
    plain = BODY.replace(' class="closing"', "")
    assert edited_body(plain, stored=BODY) == plain
    assert edited_body(BODY, stored=plain) == BODY


def test_typed_lines_can_say_it():
    typed = typed_body(BODY)
    assert typed.splitlines()[-1] == ">> 常州市工商联办公室<br>2026年11月27日"
    assert clean(body_markup(typed)) == BODY
    assert clean(body_markup("＞＞ 办公室")) == '<p class="closing">办公室</p>'
    assert [block.text for block in blocks(clean(body_markup("a >> b")))] == ["a >> b"]


def test_the_public_page_shows_it_at_the_right():
    assert '<p class="closing">常州市工商联办公室' in cut_sections(BODY).lead
    assert 'class="closing"' in letter_html(BODY + "<p>又一段。</p>")


def test_wechat_has_it_at_the_right():
    page = wechat_page(read_body(BODY), LetterFields("题"), root=ROOT, titled=False)
    assert f'<p style="{SIGNED}">常州市工商联办公室<br>' in page
    plain = BODY.replace(' class="closing"', "")
    page = wechat_page(read_body(plain), LetterFields("题"), root=ROOT, titled=False)
    assert SIGNED not in page


def test_print_has_it_at_the_right():
    assert '<p class="closing">常州市工商联办公室<br>' in paper_rows(letter(), {})


def test_word_has_it_at_the_right():
    data = gbt9704_docx.word_file(
        letter(), file_of=lambda address: None, title="题", author="编", at=datetime(2026, 11, 27)
    )
    lines = docx.Document(io.BytesIO(data)).paragraphs
    aligned = {line.text: line.alignment for line in lines}
    assert aligned["常州市工商联办公室\n2026年11月27日"] == WD_ALIGN_PARAGRAPH.RIGHT
    assert aligned["正文。"] != WD_ALIGN_PARAGRAPH.RIGHT
