from hypothesis import given
from hypothesis import strategies as st

from series.text.typography.plain_formats import calendar_line, calendar_text, file_name, xml_text


def test_every_line_end_is_one():
    assert calendar_text("a\r\nb\rc\nd\x0be\x85f\u2028g\th") == "a\nb\nc\nd\ne\nf\ng h"
    assert calendar_line("a\r\nb\u2029c ") == "a b c"


@given(st.text())
def test_no_control_character_stays(text):
    shown = calendar_text(text)
    assert not [c for c in shown if ord(c) < 32 and c != "\n"]
    assert not set(shown) & {"\x7f", "\x85", "\ufffe", "\uffff"}
    assert "\n" not in calendar_line(text)


def test_han_and_emoji_stay():
    words = "常商\U00020bb7\U0001f468\u200d\U0001f469，；"
    assert calendar_text(words) == xml_text(words) == words


def test_file_names_fit_every_system():
    assert file_name("常商论坛：聚势/新能", extension="ics") == "常商论坛：聚势 新能.ics"
    assert file_name('a\r\nb: "c"..\\', extension="ics") == "a b c.ics"
    assert file_name(" /?.. ", extension="ics") == "文件.ics"
    assert file_name("长" * 200, extension="ics") == "长" * 60 + ".ics"


@given(st.text(min_size=1))
def test_no_file_name_leaves_its_folder(text):
    name = file_name(text, extension="ics")
    assert not set(name) & set('/\\:*?"<>|%\r\n\x00')
    assert not name.startswith(".")
