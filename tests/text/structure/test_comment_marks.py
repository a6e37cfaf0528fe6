"""Comments that were copied along as words: mark and remark go, marks of the author stay."""

import pytest

from series.text.clipboard.paste import paste
from series.text.documents.docx import read_manuscript
from series.text.documents.plain_text import copied_source
from series.text.structure.comment_marks import find_comments
from series.text.web.page import read_page
from tests.helpers.samples.docx_builder import docx, paragraph

BEFORE, BEHIND = "三月十日上午，三十", "多位厂长走进横山桥镇的两家工厂，看新装的生产线。"
LAST = "商会秘书处把提问整理成清单，四月底之前逐条答复。"
TEXT = [BEFORE + BEHIND, LAST]
FORMS = [
    ([f"{BEFORE}[L1]{BEHIND}", LAST, "[L1]数字再核一下"]),
    ([f"{BEFORE}[用户1]{BEHIND}", f"{LAST}[WU2]", "[用户1]写全称", "[WU2] 改成五月"]),
]


@pytest.mark.parametrize("lines", FORMS)
def test_they_go_in_every_way_a_text_comes_in(lines):
    markup = "".join(f"<p>{line}</p>" for line in lines)
    done = paste(markup)
    assert done.html == "\n".join(f"<p>{line}</p>" for line in TEXT)
    assert done.receipt.han.equal
    assert any(phrase.startswith("批注") for phrase in done.receipt.dropped)
    assert paste("", "\n".join(lines)).html == done.html
    page = read_page(
        f"<html><body><h1>走进工厂</h1><div class=content>{markup}</div></body></html>"
    )
    word = read_manuscript(docx(*map(paragraph, lines)))
    for source in (page, word, copied_source("\n".join(lines))):
        assert [block.text for block in source.blocks] == TEXT
        assert any(piece.name == "批注" for piece in source.dropped)


@pytest.mark.parametrize(
    ("to_remark", "to_text"),
    [("#_msocom_1", "#_msoanchor_1"), ("#cmnt1", "#cmnt_ref1")],
)
def test_linked_ones_go_without_their_classes(to_remark, to_text):
    html = f"<p>{BEFORE}<a href='{to_remark}'>[a]</a>{BEHIND}</p><p>{LAST}</p><div><p><a href='{to_text}'>[a]</a>再核</p></div>"
    assert paste(html).html == "\n".join(f"<p>{line}</p>" for line in TEXT)


@pytest.mark.parametrize(
    "lines",
    [
        [f"{BEFORE}[L1]{BEHIND}", LAST],  # no remark
        [*TEXT, "[L1]数字再核一下"],  # no mark
        [f"{BEFORE}[注1]{BEHIND}", LAST, "[注1] 见商会简报"],  # a note
        [f"{BEFORE}[图1]{BEHIND}", LAST, "[图1] 车间"],
        [f"{BEFORE}[1]{BEHIND}", LAST, "[1] 见商会简报"],
        [f"{BEFORE}[A1]、[A1]{BEHIND}", "[A1]展位"],  # twice
    ],
)
def test_control_marks_of_the_author_stay(lines):
    assert find_comments(lines).marks == frozenset()
