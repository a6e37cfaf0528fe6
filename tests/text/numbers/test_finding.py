"""Quantities in sentences: which are found, what they are worth, and what is none."""

from decimal import Decimal

import pytest

from series.text.numbers.finding import quantities
from tests.text.numbers.sentences import SENTENCES


def written(text):
    return [text[found.start : found.end] for found in quantities(text)]


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[text[:12] for text, _ in SENTENCES])
def test_a_sentence_gives_the_quantities_that_a_reader_finds(text, expected):
    assert written(text) == expected


def test_there_are_enough_sentences_of_each_kind():
    assert len([text for text, expected in SENTENCES if expected]) >= 60
    assert len([text for text, expected in SENTENCES if not expected]) >= 15  # the control


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("全长42.56公里", "42.56", "公里", ""),
        ("投资3.2万亿元", "3200000000000", "元", ""),
        ("投资超3.2亿元", "320000000", "元", "超"),
        ("近3万条", "30000", "条", "近"),
        ("4000多亿元", "400000000000", "元", "多"),
        ("1200余家", "1200", "家", "余"),
        ("2万多", "20000", "", "多"),
        ("近百名代表", "100", "名", "近"),
        ("上千万元", "10000000", "元", "上"),
        ("不少于20场", "20", "场", "不少于"),
        ("至多8000元", "8000", "元", "至多"),
        ("98%以上", "98", "%", "以上"),
        ("百分之三十", "30", "%", ""),
        ("百分之百", "100", "%", ""),
        ("三成", "3", "成", ""),
        ("三分之二", "0.6667", "", ""),
        ("千分之五", "5", "‰", ""),
        ("升至第17位", "17", "位", ""),
        ("翻一番", "1", "番", ""),
        ("降 8.5 个百分点", "8.5", "个百分点", ""),
        ("增速-0.3%", "-0.3", "%", ""),
        ("１，２００家", "1200", "家", ""),
        ("一百二十家", "120", "家", ""),
        ("三万五千零八户", "35008", "户", ""),
        ("三千多万元", "30000000", "元", "多"),
        ("110万千瓦", "1100000", "千瓦", ""),
        ("0.38元/千瓦时", "0.38", "元/千瓦时", ""),
        ("产值过百亿。", "10000000000", "", "过"),
        ("迈上5000亿元台阶", "500000000000", "元", "迈上"),
        ("突破了万亿元大关", "1000000000000", "元", "突破"),
        ("2个半小时", "2.5", "个小时", ""),
        ("两年半", "2.5", "年", ""),
        ("5个多月", "5", "个月", "多"),
        ("八成多", "8", "成", "多"),
    ],
)
def test_a_quantity_has_its_value_unit_and_bound(text, value, unit, bound):
    (found,) = quantities(text)
    assert (found.value, found.unit, found.bound) == (Decimal(value), unit, bound)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [("10—20家", 10, 20), ("3万至5万元", 30000, 50000), ("10-20万元", 100000, 200000)],
)
def test_a_range_has_two_ends(text, least, most):
    (found,) = quantities(text)
    assert (found.least, found.value) == (least, most)


def test_a_long_line_of_digits_ends_soon():
    assert quantities("1" * 20_000 + "家") == []
    assert quantities("一" * 20_000 + "家") == []
