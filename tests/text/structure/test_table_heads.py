"""A first row in bold is the head of its table, pasted and in Word; a bold table has none."""

import pytest

from series.text.clipboard.paste import paste
from series.text.documents.docx import read_manuscript
from tests.helpers.samples.docx_builder import docx, paragraph, text

HEAD = "<thead><tr><th>商会</th><th>名额</th></tr></thead>"


def row(*cells, bold=False):
    return f"<tr>{''.join(f'<td><b>{one}</b></td>' if bold else f'<td>{one}</td>' for one in cells)}</tr>"


def test_a_bold_first_row_is_the_head():
    pasted = paste(f"<table>{row('商会', '名额', bold=True)}{row('天宁', '12')}</table>")
    assert HEAD in pasted.html
    assert pasted.receipt.rewritten == ("整行加粗的首行改为表头 1 个",)
    assert pasted.receipt.han.equal


def test_words_table_alike():
    rows = [[text("商会", bold=True), text("名额", bold=True)], [text("天宁"), text("12")]]
    cells = [[f"<w:tc>{paragraph(cell)}</w:tc>" for cell in one] for one in rows]
    made = "".join(f"<w:tr>{''.join(one)}</w:tr>" for one in cells)
    source = read_manuscript(docx(paragraph("名额分配如下。"), f"<w:tbl>{made}</w:tbl>"))
    assert HEAD in source.blocks[-1].html


@pytest.mark.parametrize(
    "rows",
    [
        row("商会", "名额") + row("天宁", "12"),
        row("商会", "名额", bold=True) + row("天宁", "12", bold=True),
        row("商会", bold=True) + row("天宁"),
        row("商会", "名额", bold=True),
        "<tr><td><b>商会</b></td><td>名额</td></tr>" + row("天宁", "12"),
    ],
)
def test_control_other_tables_get_no_head(rows):
    assert "<th" not in paste(f"<table>{rows}</table>").html
