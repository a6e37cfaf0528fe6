"""What the columns of a table need, and which cells are numbers."""

import re

import pytest

from series.text.markup import page_parts, tables


@pytest.mark.parametrize(
    "text", ["2485.14", "12,345", "-3.5%", "超100亿元", "约 5 家", "1200人以上", "—", "+0.2‰"]
)
def test_a_number_with_sign_and_unit_is_one(text):
    assert tables.is_number(text)


@pytest.mark.parametrize("text", ["", "常州", "第3场在武进", "2024年5月1日", "5 和 6", "A12栋楼下"])
def test_control_words_are_no_number(text):
    assert not tables.is_number(text)


def test_cells_say_what_they_are_and_the_frame_says_its_size():
    row = "<tr><td rowspan='2'>武进</td>" + "<td>12.5</td>" * 4 + "</tr>"
    more = "<tr>" + "<td>7</td>" * 4 + "</tr>"
    written = page_parts.cut_sections(f"<table><tbody>{row}{more}</tbody></table>").lead
    assert 'class="scroll wide"' in written
    assert re.findall(r'<td[^>]* class="first">', written) == ['<td rowspan="2" class="first">']
    assert written.count('<td class="n">') == 8


def test_no_column_is_narrower_than_its_longest_number():
    needs = tables.columns_of([(0, 1, "地区"), (1, 1, "12,345,678.90"), (2, 1, "说明" * 40)])
    widths = tables.shares(needs, 60)
    assert sum(widths) == pytest.approx(60)
    assert widths[1] >= len("12,345,678.90") / 2
    assert widths[2] > widths[0]
