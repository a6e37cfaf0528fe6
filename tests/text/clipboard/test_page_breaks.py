"""The page numbers and running heads of a PDF in a paste go by name, as in an import."""

import pytest

from series.text.clipboard.paste import paste
from series.text.documents.plain_text import copied_source
from series.text.structure.layout_numbers import find_layout_numbers

HEAD = "常州商会研究参考"
PAGES = [
    "上半年，会员企业的订单总体平稳，外贸企业的接单周期比去年同期缩短了",
    "七天。协会将在秋季举办两场对接会，帮助企业寻找新的客户。",
    "用工方面，技术岗位缺口较大。三家职业学校已经与企业签订了培养协议。",
]


def _lines(numbers, head=HEAD):
    return [
        line
        for number, page in zip(numbers, PAGES, strict=True)
        for line in (head, page, number)
        if line
    ]


def _words(done):
    return [line for line in done.html.replace("<p>", "").split("</p>") if line.strip()]


@pytest.mark.parametrize(
    "numbers", [("- 1 -", "- 2 -", "- 3 -"), ("第1页", "第2页", "第3页"), ("7", "8", "9")]
)
def test_they_go_from_a_paste_of_either_form(numbers):
    lines = _lines(numbers)
    for done in (paste("", "\n".join(lines)), paste("".join(f"<p>{line}</p>" for line in lines))):
        # The first one has no number beside it, and may be the title.
        assert [words.strip() for words in _words(done)] == [HEAD, *PAGES]
        assert any(
            phrase.startswith("页眉 2 处，含汉字 16 个：“常州商会研究参考；")
            for phrase in done.receipt.dropped
        )
        assert any(phrase.startswith("页码 3 处") for phrase in done.receipt.dropped)
        assert done.receipt.han.equal


def test_marked_numbers_need_no_head_beside_them():
    done = paste("", "\n".join(_lines(("— 4 —", "— 5 —", "— 6 —"), head="")))
    assert [words.strip() for words in _words(done)] == PAGES
    assert done.receipt.dropped == ("页码 3 处",)


@pytest.mark.parametrize("numbers", [("1", "2", "3"), ("- 3 -", "- 2 -", "- 1 -")])
def test_control_numbers_without_heads_and_those_that_do_not_count_up_stay(numbers):
    lines = _lines(numbers, head="")
    assert [words.strip() for words in _words(paste("", "\n".join(lines)))] == lines


def test_page_numbers_are_no_numbers_of_a_layout():
    assert find_layout_numbers(_lines(("- 1 -", "- 2 -", "- 3 -"))) == {}
    assert (
        find_layout_numbers([PAGES[0], "1", "七天缩短到五天", PAGES[1], "2", "再看", PAGES[2]])
        == {}
    )
    source = copied_source("\n".join(_lines(("- 1 -", "- 2 -", "- 3 -"))))
    assert [block.text for block in source.blocks].count(HEAD) == 1
    assert source.skipped[0].startswith("页码 3 处")


def test_of_two_pages_the_second_head_goes():
    lines = [HEAD, PAGES[0], "— 1 —", HEAD, PAGES[1], "— 2 —"]
    assert [words.strip() for words in _words(paste("", "\n".join(lines)))] == [HEAD, *PAGES[:2]]
