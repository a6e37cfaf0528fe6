"""Fields of Word whose result is not stored: what a reader saw is text."""

import pytest

from series.actions.imports.readings import read_source, reading_from
from series.text.documents.docx_field_values import FieldCounter, equation_shown, symbol_shown
from series.text.recognition.published import recognise
from tests.helpers.samples import docx_builder as word

MARK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def code(instruction, result=""):
    shown = f"{MARK.format('separate')}{word.text(result)}" if result else ""
    inside = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return f"{MARK.format('begin')}{inside}{shown}{MARK.format('end')}"


def simple(instruction):
    return f'<w:fldSimple w:instr="{instruction}"/>'


def body_of(*body):
    return read_source(".docx", word.docx(*body))[0].blocks


def receipt_of(source, witness):
    return reading_from(recognise(source), source, file="稿", witness=witness).receipt


@pytest.mark.parametrize(
    ("instruction", "shown"),
    [
        (r"\o\ac(○,1)", "①"),
        (r"\o\ac(○,25)", "㉕"),
        (r"\o\ac(○,企)", "㊭"),
        (r"\o\ac(○,商)", "商"),
        (r"\o\ac(□,优)", "优"),
        (r'\* jc2 \* "Font:宋体" \* hps21 \o\ad(\s\up 10(zhāng),张)', "张"),
        (r"\o(\s\up 9(lǐ),李)", "李"),
        (r"\f(1,3)", "1/3"),
        (r"\r(3,8)", "√8"),
    ],
)
def test_what_an_equation_field_draws(instruction, shown):
    assert equation_shown(instruction) == shown


@pytest.mark.parametrize(
    ("rest", "shown"),
    [
        (r"254 \f Wingdings \s 12", "☑"),
        (r'0xA8 \f "Wingdings"', "☐"),
        (r'168 \f "Wingdings 2"', "▣"),
        (r"45217", "啊"),
        (r"0x4E2D \u", "中"),
    ],
)
def test_a_symbol_field_is_its_sign(rest, shown):
    assert symbol_shown(rest) == shown


def test_counting_fields_count_and_lists_have_levels():
    counter = FieldCounter()
    asked = [("LISTNUM", ""), ("LISTNUM", r"\l 2"), ("LISTNUM", r"\l 2"), ("LISTNUM", "")]
    assert [counter.label(*one) for one in asked] == ["1)", "a)", "b)", "2)"]
    assert counter.label("LISTNUM", r"LegalDefault \l 2") == "1.1."
    assert counter.label("LISTNUM", r"OutlineDefault \s 4") == "IV."
    assert [counter.label("AUTONUM", r"\s )"), counter.label("AUTONUM", "")] == ["1)", "2."]


@pytest.mark.parametrize("field", [code, simple])
def test_automatic_numbers_of_fields_are_text(field):
    lines = [word.paragraph(field("AUTONUM"), f"清单{name}") for name in "甲乙"]
    found = body_of(word.paragraph("走访"), *lines, word.paragraph("会员办事。"))
    assert [block.text for block in found][1:3] == ["1.清单甲", "2.清单乙"]


def test_the_account_takes_the_shown_words_and_not_the_code():
    """A code often repeats its result; the name below its sound stands in the code alone."""
    name = code(r"EQ \o\ad(\s\up 10(zhāng),张)")
    filled = code('QUOTE "会员的话"', "会员的话")
    source, witness = read_source(
        ".docx",
        word.docx(word.paragraph("走访"), word.paragraph(name, "某说：", filled, "都记下了。")),
    )
    receipt = receipt_of(source, witness)
    assert receipt.han_equal
    assert not receipt.left


def test_control_a_lost_result_is_told():
    filled = code('QUOTE "会员的话"', "会员的话")
    data = word.docx(word.paragraph("他们说：", filled, "都记下了。"))
    source, _ = read_source(".docx", word.docx(word.paragraph("他们说：", "都记下了。")))
    assert "会员的话" in "".join(receipt_of(source, read_source(".docx", data)[1]).left)


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>", "1/2"),
        ("<m:sSup><m:e><m:r><m:t>m</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>", "m²"),
        ("<m:rad><m:deg/><m:e><m:r><m:t>8</m:t></m:r></m:e></m:rad>", "√8"),
    ],
)  # fmt: skip
def test_a_formula_in_one_line_says_the_same_number(formula, shown):
    (block,) = body_of(word.paragraph(f"<m:oMath>{formula}</m:oMath>", "的会员到场。"))
    assert block.text == f"{shown}的会员到场。"
