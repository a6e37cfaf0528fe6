"""Notes at a text's end become footnotes at their marks, or stay where they are."""

import pytest

from series.actions.imports.readings import read_source, reading_of
from series.text.documents.plain_text import copied_source
from tests.helpers.samples.docx_builder import docx, paragraph, text

FIRST = "全市登记的民营企业有四十二万家{0}，比上年多了一成，商会会员占其中的三成{1}。"
SECOND = "这些企业缴的税占全市的七成，带来的岗位占八成。"
NOTES = ["数据来自市市场监管局2025年底的登记。", "会员数以2025年12月为准。"]
PLACED = (
    "<p>" + FIRST.format(*(f"<small>{note}</small>" for note in NOTES)) + f"</p><p>{SECOND}</p>"
)


def read(*lines):
    return reading_of(copied_source("\n".join(["民营经济的家底", *lines])), file="a.txt")


def read_bytes(ending, data):
    source, witness = read_source(ending, data)
    return reading_of(source, file=f"a{ending}", witness=witness)


def noted(marks, labels=None):
    labels = labels or marks
    pairs = zip(labels, NOTES, strict=True)
    return [FIRST.format(*marks), SECOND, *(f"{label} {note}" for label, note in pairs)]


@pytest.mark.parametrize(
    "marks", [("[1]", "[2]"), ("［1］", "［2］"), ("〔1〕", "〔2〕"), ("①", "②")]
)
@pytest.mark.parametrize("title", [(), ("注释：",), ("【注】",)])
def test_notes_go_to_their_marks(marks, title):
    first, second, *notes = noted(marks)
    reading = read(first, second, *title, *notes, "责任编辑：王某")
    assert reading.body == PLACED
    receipt = reading.receipt
    assert (receipt.han_equal, receipt.left, receipt.editor) == (True, (), "王某")
    assert "文末注释移到所注的文字后 2 条" in receipt.rewritten
    assert NOTES[0] not in receipt.summary


@pytest.mark.parametrize(
    "lines",
    [
        noted(("[1]", "[3]"), ("[1]", "[2]")),
        noted(("[2]", "[1]"), ("[1]", "[2]")),
        noted(("[1]", "①"), ("[1]", "[2]")),
        [FIRST.format("[1]", "[2]"), f"{SECOND}见[1]。", *noted(("[1]", "[2]"))[2:]],
        ["要办的有四件事，先办两件：①用地；②用工。", SECOND, "①用地清单由各镇报送。", "②用工清单由各村报送。"],
        [SECOND, SECOND.replace("税", "款"), *noted(("[1]", "[2]"))[2:]],
    ],
    ids=["missing", "order", "forms", "cited-twice", "listed", "no-marks"],
)  # fmt: skip
def test_control_what_does_not_match_stays(lines):
    reading = read(*lines)
    assert "<small>" not in reading.body
    assert lines[-1] in reading.body
    assert reading.receipt.han_equal


def test_notes_of_a_page():
    marks = ("<sup><a href='#_ftn1'>[1]</a></sup>", "<a href='#n2'><sup>[2]</sup></a>")
    notes = "<br>".join(f"[{at}] {note}" for at, note in enumerate(NOTES, start=1))
    html = f"<h1>民营经济的家底</h1><div>2026-03-12</div><div><p>{FIRST.format(*marks)}</p><p>{SECOND}</p><p>{notes}</p></div>"
    reading = read_bytes(".html", html.encode())
    assert reading.body == PLACED
    assert reading.receipt.han_equal


def test_typed_notes_of_a_manuscript():
    lines = noted(("[1]", "[2]"))
    data = docx(*(paragraph(text(line)) for line in ["民营经济的家底", *lines]))
    assert read_bytes(".docx", data).body == PLACED


def test_the_notes_of_word_itself():
    note = '<w:footnote w:id="{}">{}</w:footnote>'
    notes = "".join(note.format(at, paragraph(text(words))) for at, words in enumerate(NOTES, 2))
    place = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    before, between, after = FIRST.split("{0}")[0], *FIRST.split("{0}")[1].split("{1}")
    marked = paragraph(text(before), place.format(2), text(between), place.format(3), text(after))
    data = docx(paragraph(text("民营经济的家底")), marked, paragraph(text(SECOND)), footnotes=notes)
    reading = read_bytes(".docx", data)
    assert reading.body == PLACED
    assert (reading.receipt.han_equal, reading.receipt.left) == (True, ())
