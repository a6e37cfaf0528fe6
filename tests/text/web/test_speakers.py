"""A line that names who speaks, between the headline and the day of a page."""

import pytest

from series.text.recognition.head_lines import person_of_office
from series.text.recognition.published import recognise
from series.text.web.page import read_page

SPEECH = "在民营经济座谈会上的发言"
TEXT = "<p>各位同志：今天坐在这里的有三十多位厂长，我先说三件已经办了的事。</p><p>第一件是用工，学校把岗位表贴到了每间教室。</p>"


def read(above, *, window="云州市工商联"):
    html = f"<html><head><title>{window}</title></head><body>{above}<div id=zoom>{TEXT}</div></body></html>"
    return recognise(read_page(html))


@pytest.mark.parametrize(
    "line",
    [
        "云州市工商联主席 林海生",
        "云州市工商联主席　林　某",
        "云州市服装商会会长 林某某",
        "云州市工商联 林海生",
    ],
)
@pytest.mark.parametrize("title", ["h1", "h2", "div"])
def test_the_line_is_no_headline_and_names_the_author(title, line):
    text = read(f"<{title}>{SPEECH}</{title}><p>{line}</p><p>2024-05-06</p>")
    assert text.headline == SPEECH
    assert text.author == "".join(line.split()[1:])
    assert str(text.published_on) == "2024-05-06"


def test_a_subtitle_may_stand_above_it():
    text = read(
        f"<h2>{SPEECH}</h2><p>——从三张岗位表说起</p><h3>云州市工商联副主席　林海生</h3><p>2024-05-06</p>"
    )
    assert (text.headline, text.subtitle, text.author) == (SPEECH, "从三张岗位表说起", "林海生")


def test_a_line_that_begins_with_a_dash_is_no_headline():
    above = "<h2>——从三张岗位表说起</h2><p>2024-05-06 来源：云州日报</p>"
    assert read(above, window=SPEECH).headline == SPEECH


@pytest.mark.parametrize(
    "title",
    ["云州市工商联主席会议 成果发布", "云州市商会 关爱困难职工子女", "云州商会 高新区企业行"],
)
def test_control_a_title_in_two_parts_stays(title):
    text = read(f"<h1>{title}</h1><p>2024-05-06</p>", window=title)
    assert (text.headline, text.author) == (title, "")


@pytest.mark.parametrize(
    "line", ["云州市工商联 党委", "云州市工商联 高新区", "云州市工商联 宣教处", "工作动态 林海生"]
)
def test_control_no_person_of_an_office(line):
    assert person_of_office(line) == ""
