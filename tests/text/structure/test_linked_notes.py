"""Notes that link back to their reference with ↩, whatever their addresses are called."""

import pytest

from series.actions.imports.readings import read_source, reading_of
from series.text.clipboard.paste import paste

BEFORE, LAST = (
    "三月十日，三十多位厂长走进两家工厂，看新装的生产线",
    "商会把提问整理成清单，逐条答复。",
)
NOTED = f"<p>{BEFORE}<small>见商会简报。</small>。</p>"
FORMS = [
    ("<sup id='fnref:1'><a href='#fn:1'>1</a></sup>", "<ol><li id='fn:1'><p>见商会简报。 <a href='#fnref:1'>↩︎</a></p></li></ol>"),
    ("<sup><a href='#user-fn-1' id='user-fnref-1'>1</a></sup>", "<ol><li id='user-fn-1'><p>见商会简报。<a href='#user-fnref-1'>↩</a></p></li></ol>"),
    ("<a href='#note1'>[1]</a>", "<p id=note1>[1] 见商会简报。<a href='#ref1'>↩</a></p>"),
    ("<sup><a href='#cite_note-1'>[1]</a></sup>", "<ol><li id='cite_note-1'><a href='#cite_ref-1'>^</a> 见商会简报。</li></ol>"),
]  # fmt: skip


def read(ending, text):
    source, witness = read_source(ending, text.encode())
    return reading_of(source, file=f"a{ending}", witness=witness)


@pytest.mark.parametrize(("reference", "note"), FORMS)
def test_they_go_to_their_reference(reference, note):
    html = f"<p>{BEFORE}{reference}。</p><p>{LAST}</p>{note}"
    done = paste(html)
    assert done.html == f"{NOTED}\n<p>{LAST}</p>"
    assert done.receipt.han.equal
    page = f"<html><body><h1>走进工厂</h1><div class=content>{html}</div></body></html>"
    reading = read(".html", page)
    assert reading.body == f"{NOTED}<p>{LAST}</p>"
    assert reading.receipt.han_equal


@pytest.mark.parametrize("note", ["[1] 见商会简报。↩", "1. 见商会简报。 ↩︎"])
def test_the_sign_as_words_goes_from_a_plain_text(note):
    reading = read(".txt", f"走进工厂\n{BEFORE}[1]。\n{LAST}\n{note}")
    assert reading.body == f"{NOTED}<p>{LAST}</p>"
    assert "↩" not in paste("", f"{BEFORE}[1]。\n{LAST}\n{note}").html


@pytest.mark.parametrize(
    "below",
    [
        "<p id=note1>1. 报名的企业</p>",  # nothing leads back
        "<p id=other>见商会简报。<a href='#top'>↑</a></p>",  # no reference leads there
        "<p id=note1>见第二部分。<a href='#part2'>第二部分</a></p>",
    ],
)
def test_control_other_links_in_a_text_move_nothing(below):
    done = paste(f"<p>{BEFORE}<a href='#note1'>1</a>。</p><p>{LAST}</p>{below}")
    assert "<small>" not in done.html
    assert done.receipt.han.equal


def test_control_sections_that_a_list_of_contents_links_to_stay():
    contents = "<ul><li><a href='#s1'>1</a></li><li><a href='#s2'>2</a></li></ul>"
    sections = "".join(
        f"<div id='s{n}'><p>{BEFORE}。</p><p>{LAST}</p><p><a href='#top'>↑</a></p></div>"
        for n in (1, 2)
    )
    done = paste(contents + sections)
    assert "<small>" not in done.html
    assert done.html.count(LAST) == 2
