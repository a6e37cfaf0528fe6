from decimal import Decimal

import pytest

from series.text.markup.figures import (
    FigureError,
    find_figure,
    normalise_figure_line,
    propose_figures,
    proposed_line,
    split_figure_line,
    still_in_text,
)
from series.text.recognition.published import read_text
from tests.helpers.samples.seed import seed_text

BODY = (
    "<p>目前，会员超过32000家。</p><h2>凝聚合力</h2><p>入库信息近<strong>3万</strong>条，"
    "举办活动20余场次。</p><h2>办好实事</h2><p>已向全市43家商会授信7.65亿元，"
    "发放贷款4000多亿元，合计1,234户。</p>"
)


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("会员超过32000家", ("会员", "超过", "32000", "家", 32000, 0)),
        ("入库信息近3万条", ("入库信息", "近", "3", "万条", 30000, 1)),
        ("活动｜举办活动20余场次", ("活动", "", "20", "余场次", 20, 1)),
        ("授信|已向全市43家商会授信7.65亿元", ("授信", "", "7.65", "亿元", 765_000_000, 2)),
        ("发放贷款4000多亿元", ("发放贷款", "", "4000", "多亿元", 400_000_000_000, 2)),
        ("合计1,234户", ("合计", "", "1,234", "户", 1234, 2)),
    ],
)
def test_a_number_keeps_its_bounds_and_its_place(line, parts):
    found = find_figure(line, BODY)
    got = (found.label, found.before, found.digits, found.after, found.value, found.section)
    assert got == (*parts[:4], Decimal(parts[4]), parts[5])


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("会员超过33000家", "正文里没有“会员超过33000家”，请照正文原样摘录"),
        ("会员｜会员很多", "没有带单位的数字"),
        ("｜会员超过32000家", "请写成“说的是什么｜正文原句”"),
        ("商会｜已向全市43家商会授信7.65亿元｜44家", "中没有数字“44家”"),
        ("长" * 31 + "｜会员超过32000家", "名目至多30字"),
    ],
)
def test_what_cannot_stand_is_said_in_one_sentence(line, said):
    with pytest.raises(FigureError, match=said):
        find_figure(line, BODY)


def test_a_line_is_stored_one_way():
    assert normalise_figure_line(" 会员 | 会员超过32000家 ") == "会员｜会员超过32000家"
    assert split_figure_line("会员｜会员超过32000家") == ("会员", "会员超过32000家", "")


@pytest.mark.parametrize(
    ("number", "value"), [("43家", 43), ("7.65亿元", 765_000_000), ("", 765_000_000)]
)
def test_a_third_part_says_which_number_is_meant(number, value):
    line = "｜".join(filter(None, ("商会", "已向全市43家商会授信7.65亿元", number)))
    assert find_figure(line, BODY).value == value
    assert normalise_figure_line(line.replace("｜", " | ")) == line


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("占比｜民企占三成", ("", "三", "成", 3)),
        ("投资｜投资3.2万亿元", ("", "3.2", "万亿元", 3_200_000_000_000)),
        ("投资｜投资超8亿元｜超8亿元", ("超", "8", "亿元", 800_000_000)),
        ("排名｜升至全国第17位｜第17位", ("第", "17", "位", 17)),
    ],
)
def test_other_numbers_than_arabic_ones_with_plain_units_are_read(line, parts):
    found = find_figure(line, "<p>民企占三成，投资3.2万亿元，投资超8亿元，升至全国第17位。</p>")
    assert (found.before, found.digits, found.after, found.value) == parts


def test_a_line_of_two_parts_is_read_as_it_always_was():
    """Published rows are compared with their lines: a bound read today would be a fault there."""
    found = find_figure("投资｜投资超8亿元", "<p>投资超8亿元</p>")
    assert (found.before, found.digits, found.after) == ("", "8", "亿元")


def lines_of(body):
    return [proposed_line(figure) for figure in propose_figures(body)]


def test_a_text_proposes_its_figures_in_order_with_what_they_count():
    assert lines_of(BODY) == [
        "会员｜会员超过32000家｜超过32000家",
        "入库信息｜入库信息近3万条｜近3万条",
        "举办活动｜举办活动20余场次｜20余场次",
        "全市商会｜已向全市43家商会授信7.65亿元｜43家",
        "商会授信｜已向全市43家商会授信7.65亿元｜7.65亿元",
        "发放贷款｜发放贷款4000多亿元｜4000多亿元",
        "发放贷款｜发放贷款4000多亿元，合计1,234户｜合计1,234户",
    ]


def test_a_change_is_quoted_with_what_changed():
    assert lines_of("<p>去年，外贸额达900亿元，同比增长7.1%。别的不变。</p>") == [
        "外贸额｜外贸额达900亿元｜900亿元",
        "外贸额同比增长｜外贸额达900亿元，同比增长7.1%｜7.1%",
    ]


def test_every_proposal_can_be_stored_as_it_is():
    body = f"{BODY}<ul><li>占比 35.5 %</li></ul><p>{'很' * 200}长的一句有12家企业{'很' * 200}</p>"
    lines = lines_of(body)
    assert [normalise_figure_line(line) for line in lines] == lines
    assert len(still_in_text(lines, body)) == len(lines) == 9


def test_a_report_of_many_numbers_proposes_the_first_sixty():
    assert len(lines_of("".join(f"<p>第{n}项：共有{n}家企业</p>" for n in range(11, 99)))) == 60


def test_words_with_the_separator_are_not_proposed():
    assert lines_of("<p>甲|乙共有12家。</p>") == []


def test_the_source_article_proposes_its_eight_figures():
    found = propose_figures(read_text(seed_text()).body)
    figures = [
        (figure.quantity.bound, figure.quantity.value, figure.quantity.unit) for figure in found
    ]
    assert figures == [
        *(("超过", 32000, "家"), ("近", 30000, "条"), ("", 43, "家"), ("", 765_000_000, "元")),
        *(("多", 400_000_000_000, "元"), ("近", 60, "篇"), ("", 5, "篇"), ("余", 20, "场次")),
    ]
