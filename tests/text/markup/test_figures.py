from decimal import Decimal

import pytest

from series.text.markup.figures import (
    FigureError,
    find_figure,
    normalise_figure_line,
    split_figure_line,
)

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
        ("会员｜会员很多", "没有带单位的阿拉伯数字"),
        ("｜会员超过32000家", "请写成“说的是什么｜正文原句”"),
        ("长" * 31 + "｜会员超过32000家", "名目至多30字"),
    ],
)
def test_what_cannot_stand_is_said_in_one_sentence(line, said):
    with pytest.raises(FigureError, match=said):
        find_figure(line, BODY)


def test_a_line_is_stored_one_way():
    assert normalise_figure_line(" 会员 | 会员超过32000家 ") == "会员｜会员超过32000家"
    assert split_figure_line("会员｜会员超过32000家") == ("会员", "会员超过32000家")
