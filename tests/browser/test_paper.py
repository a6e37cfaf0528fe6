"""What is on paper, read out of the PDF that the browser prints: every cell of every table."""

import re
import shutil
import subprocess

import pytest

from tests.helpers import making, people

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow(reason="prints each page with a browser and reads its words and places"),
    pytest.mark.skipif(shutil.which("pdftotext") is None, reason="需要 poppler-utils"),
]
PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="[\d.-]+" xMax="([\d.-]+)" yMax="[\d.-]+">([^<]*)<')
CUT_OFF = """.scroll { overflow: hidden !important; page: auto !important; }
  .scroll :is(td, th) { min-width: 5.5em !important; }"""
ADD = """css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet]; }"""
COLUMNS = (3, 12, 20)
STRAY = 12  # words: fewer on the last sheet are a stray page


def table(columns):
    """(body, the words of its cells), each number another one."""
    heads = [f"指标{chr(0x7532 + at)}" for at in range(columns)]
    cells = [[f"{row}{at:02d}485.{at}{row}" for at in range(columns)] for row in range(1, 6)]
    rows = ["".join(f"<td>{cell}</td>" for cell in row) for row in cells]
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    head = "".join(f"<th>{name}</th>" for name in heads)
    marked = f"<p>数据见表。</p><table><tbody><tr>{head}</tr>{body}</tbody></table><p>以上。</p>"
    return marked, [cell for row in cells for cell in row]


def sheets(page, tmp_path):
    """[(width, [words that stand on the sheet])] of what the browser prints."""
    file = tmp_path / "paper.pdf"
    file.write_bytes(page.pdf(prefer_css_page_size=True, print_background=True))
    written = subprocess.run(
        ["pdftotext", "-bbox", file, "-"], capture_output=True, check=True, text=True
    ).stdout
    return [
        (
            float(width),
            [word for left, right, word in WORD.findall(inside)
             if float(left) >= 0 and float(right) <= float(width)],
        )
        for width, _, inside in PAGE.findall(written)
    ]  # fmt: skip


def lost(page, tmp_path, cells):
    words = {word for _, words in sheets(page, tmp_path) for word in words}
    return [cell for cell in cells if cell not in words]


@pytest.mark.parametrize("columns", COLUMNS)
def test_every_cell_is_on_paper_and_no_number_is_broken(page, sign_in, tmp_path, columns):
    body, cells = table(columns)
    row = making.article("public", headline="全市指标", body=body)
    go = sign_in(people.outsider())
    for path in (f"/articles/{row.pk}/", f"/articles/{row.pk}/print/"):
        go(path)
        assert lost(page, tmp_path, cells) == [], path


def test_control_a_table_that_is_cut_off_is_found(page, sign_in, tmp_path):
    body, cells = table(max(COLUMNS))
    row = making.article("public", headline="全市指标", body=body)
    sign_in(people.outsider())(f"/articles/{row.pk}/")
    page.evaluate(ADD, CUT_OFF)
    assert len(lost(page, tmp_path, cells)) >= 10


def test_an_article_ends_with_source_date_and_address_and_no_stray_sheet(page, sign_in, tmp_path):
    row = making.article("public", headline="全市指标", body="<p>一段话，说一件事。</p>" * 40)
    sign_in(people.outsider())(f"/articles/{row.pk}/")
    printed = sheets(page, tmp_path)
    words = "".join(printed[-1][1])
    assert f"/articles/{row.pk}/" in words
    assert "发布日期" in words
    assert len(printed[-1][1]) >= STRAY
    assert "浏览次数" not in "".join(word for _, words in printed for word in words)
