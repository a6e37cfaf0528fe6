"""English lines are told from Chinese ones, and from names and codes."""

import pytest

from series.text.language.han import is_latin
from series.text.markup.page_parts import cut_sections, title_html

ENGLISH = "The Federation welcomes delegations from abroad, “as always”."


@pytest.mark.parametrize(
    ("line", "is_english"),
    [
        (ENGLISH, True),
        ("常州 The Federation welcomes delegations", False),
        ("DeepSeek", False),
        ("A4 GB/T 9704", False),
        ("ようこそ The Federation of Industry", False),
        ("See www.example.org for the full text", False),
        ("", False),
    ],
)
def test_a_line_of_english_words_is_english(line, is_english):
    assert is_latin(line) is is_english


def test_english_paragraphs_and_titles_say_their_language():
    shown = cut_sections(f"<p>{ENGLISH}</p><p>欢迎来访。</p>").lead
    assert shown.startswith('<p lang="en">')
    assert shown.count("lang=") == 1
    assert 'lang="en"' in title_html("Federation Welcomes Foreign Delegations")
    assert "lang" not in title_html("欢迎来访")
