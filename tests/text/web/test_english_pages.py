"""Pages in English: who wrote them, when, and the buttons around the text."""

import pytest

from series.text.markup import stored_html
from series.text.recognition.credit_line import read_credits
from series.text.recognition.furniture_line import is_furniture_line
from series.text.recognition.heads.english_lines import read_english_credits
from series.text.recognition.published import recognise
from series.text.recognition.written_dates import parse_moment
from series.text.web.page import read_page

HEADLINE = "Yunzhou firms meet colleges to hire for the summer"
FIRST = "More than twenty companies met three colleges on Monday to agree on jobs for the summer."
LAST = "Each company wrote down its shifts and housing, and the colleges answered at once."


def read(above, *, below=""):
    own = f"<div id=Content><p>{FIRST}</p><p>{LAST}</p>{below}</div>"
    html = f"<title>{HEADLINE} - Yunzhou Daily</title><body><h1>{HEADLINE}</h1>{above}{own}</body>"
    return recognise(read_page(f"<html>{html}</html>"))


def body(text):
    return stored_html.visible_text(text.body).split("\n")


@pytest.mark.parametrize(
    ("above", "source", "author"),
    [
        ("<p>By CHEN RUI | Yunzhou Daily | Updated: 2024-05-06 10:20</p><p>Share - WeChat</p>", "Yunzhou Daily", "CHEN RUI"),
        ("<p><b>By Chen Rui in Yunzhou</b> <i>(Yunzhou Daily)</i> 10:20, May 06, 2024</p><p>Share on Facebook</p>", "Yunzhou Daily", "Chen Rui"),
        ("<p>By Chen Rui and Lin Hai, Yunzhou Post</p><p>6 May 2024, 10:20</p>", "Yunzhou Post", "Chen Rui、Lin Hai"),
        ("<p>Updated: May 07, 2024 09:00</p><p>Published: May 06, 2024 10:20</p><p>by Xinhua writers Chen Rui, Lin Hai</p>", "Xinhua", "Chen Rui、Lin Hai"),
        ("<p>(Xinhua) 10:20, May 06, 2024</p><ul><li>Tweet</li><li>Print</li><li>Email this page</li></ul>", "Xinhua", ""),
        ("<p>10:20 a.m., May 6, 2024</p><p>Yunzhou Daily</p><p>Share</p><p>2 min read</p>", "Yunzhou Daily", ""),
        ("<p>By WANG LI and CHEN RUI in Yunzhou, Jiangsu | China Daily | Updated: 2024-05-06 10:20</p><p>CLOSE</p>", "China Daily", "WANG LI、CHEN RUI"),
        ("<p>Updated 10:20 May 06, 2024</p><p>Written by: Chen Rui</p><p>Photo: Lin Hai</p>", "", "Chen Rui"),
        ("<p>Source: Yunzhou Daily | May 6, 2024 at 10:20 AM</p>", "Yunzhou Daily", ""),
    ],
)  # fmt: skip
def test_author_source_day_and_time(above, source, author):
    text = read(above)
    moment = f"{text.published_on} {text.published_time:%H:%M}"
    assert (text.headline, moment) == (HEADLINE, "2024-05-06 10:20")
    assert (text.source, text.author, body(text)) == (source, author, [FIRST, LAST])


def test_editors_and_neighbours_below_the_text():
    below = "<p>(Web editor: Wang Ping, Lin Hai)</p><p>Contact the writer at a@example.cn</p>"
    text = read("<p>May 6, 2024</p>", below=f"{below}<p>Related Stories</p><p>Share this story</p>")
    assert (text.editor, body(text)) == ("Wang Ping、Lin Hai", [FIRST, LAST])


def test_control_editors_in_a_sentence_are_no_label():
    assert read_credits(["Two editors: presence and merging"]).editor == ""
    assert read_credits(["Web editor: Wang Ping"]).editor == "Wang Ping"


def test_topics_and_other_texts_below_go():
    below = "<p>Tags: chamber, workers</p><p>Previous: A new road</p><p>Next: The fair</p>"
    assert body(read("<p>May 6, 2024</p>", below=below)) == [FIRST, LAST]


@pytest.mark.parametrize(
    "line",
    [
        "By noon, all of it stood in one table.",
        "By Chen Rui's account, the summer went well.",
        "Yunzhou Daily",
        "Chen Rui | Deputy chair | Yunzhou",
        "按 By Chen Rui 的说法",
    ],
)
def test_control_other_lines_credit_nobody(line):
    credits = read_english_credits(line)
    assert (credits.source, credits.author) == ("", "")


@pytest.mark.parametrize(
    "line",
    [
        "Share what you know with the firms",
        "More news from colleges arrived on Monday",
        "Print shops",
    ],
)
def test_control_sentences_are_no_buttons(line):
    assert not is_furniture_line(line)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("10:20, May 06, 2024", "2024-05-06 10:20"),
        ("10:20 pm, May 6, 2024", "2024-05-06 22:20"),
        ("10:20 UTC+8, 2024-05-06", "2024-05-06 10:20"),
        ("02:20 GMT, May 6, 2024", "2024-05-06 10:20"),
        ("May 6, 2024 at 10:20 p.m.", "2024-05-06 22:20"),
        ("2024-05-06 09:00, May 7, 2024", "2024-05-06 09:00"),
        ("2024-05-06 10:20PM举行", "2024-05-06 22:20"),
        ("2024-05-06 10:20 amid rain", "2024-05-06 10:20"),
        ("比分 10:20 2024-05-06", "2024-05-06 None"),
    ],
)
def test_the_time_before_or_behind_an_english_day(text, moment):
    day, clock = parse_moment(text)
    assert f"{day} {clock and f'{clock:%H:%M}'}" == moment


@pytest.mark.parametrize(
    "info",
    [
        "By Tao Wenjing | Yunzhou Daily | Updated: September 15, 2024 <span>Text Size: A A A</span> <a>Print</a> <a>Share</a>",
        "By Tao Wenjing | Yunzhou Daily | September 15, 2024 | Print | Email | Share on Facebook Twitter",
        "By Tao Wenjing (Yunzhou Daily) Updated: 2024-09-15 Comments Print Mail Large Medium Small",
        "Source: Yunzhou Daily | By Tao Wenjing | September 15, 2024 <a>Share</a>",
    ],
)
def test_buttons_beside_a_byline_hide_neither_author_nor_source(info):
    text = read(f"<div class=info>{info}</div>")
    assert (text.author, text.source) == ("Tao Wenjing", "Yunzhou Daily")
    assert (str(text.published_on), body(text)) == ("2024-09-15", [FIRST, LAST])


def test_control_a_sentence_beside_a_day_is_no_byline():
    line = "By Road or Rail, the Goods Arrive | Share the Load | September 15, 2024"
    assert read_english_credits(line).author == ""
