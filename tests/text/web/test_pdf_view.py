"""A PDF that a page shows line by line: paragraphs, headline, page numbers."""

import pytest

from series.actions.imports.readings import read_source, reading_of
from series.text.markup import stored_html
from series.text.recognition.published import recognise
from series.text.web.page import read_page

HEADLINE = "会员走进工厂"
PARTS = [
    "三月十日上午，三十多位会员企业的厂长走进横山桥镇的两家工厂，看新装的生产线。车间主任把缺的工种、班次和住宿条件写在纸上，学校当场回话。",
    "商会秘书处把提问整理成清单，交给三个工作组，约定在四月底之前逐条答复。能当场办的当场办，需要协调的列入清单，月底前再碰一次头。",
    "下一步，商会将在七月办一次回访，把到岗三个月的学生请回来，听听他们对车间的看法，再把意见交给企业和学校。",
]
WIDTH, PAGE = 26, 5
VIEWERS = ["pdfjs", "pdfjs-percent", "pdf2htmlex", "pdftohtml"]


def lines(*, indent, head=""):
    """Return (words, indented) of each line, a page number below each five."""
    broken = [(HEADLINE, False)]
    for part in PARTS:
        text = ("　　" if indent else "") + part
        rows = [text[at : at + WIDTH] for at in range(0, len(text), WIDTH)]
        broken += [(row.strip("　"), row.startswith("　")) for row in rows]
    out = []
    for at in range(0, len(broken), PAGE):
        out += [(head, False)] if head else []
        out += [*broken[at : at + PAGE], (f"- {at // PAGE + 1} -", False)]
    return out


def spans(rows, unit):
    scale = 1 if unit == "px" else 0.1
    for at, (words, indented) in enumerate(rows):
        left, top = (90 + 32 * indented) * scale, (60 + 24 * at) * scale
        style = f"left: {left:.2f}{unit}; top: {top:.2f}{unit}; font-size: 16px;"
        beside = f"left: {left + 64 * scale:.2f}{unit}; top: {top:.2f}{unit};"
        yield f"<span style='{style}' role=presentation>{words[:4]}</span><span style='{beside}'>{words[4:]}</span><br role=presentation>"


def shown(viewer, rows):
    if viewer.startswith("pdfjs"):
        layer = "".join(spans(rows, "%" if viewer.endswith("percent") else "px"))
        return f"<div id=toolbar><span>页码：</span></div><div class=pdfViewer><div class=page><div class=textLayer>{layer}<div class=endOfContent></div></div></div></div>"
    if viewer == "pdf2htmlex":
        layer = "".join(
            f"<div class='t m0 x{1 + indented} h2 y{at:x} ff1'>{words[:3]}<span class='_ _0'></span>{words[3:]}</div>"
            for at, (words, indented) in enumerate(rows)
        )
        return f"<div id=page-container><div id=pf1 class='pf w0 h0'><div class='pc pc1'>{layer}</div></div></div>"
    layer = "".join(
        f"<p style='position:absolute;top:{60 + 24 * at}px;left:{90 + 32 * indented}px' class=ft00>{words}</p>"
        for at, (words, indented) in enumerate(rows)
    )
    return f"<div id=page1-div style='position:relative'><img src=t001.png alt='background image'>{layer}</div>"


def page(body, title, head=""):
    return f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def body(text):
    return stored_html.visible_text(text.body).split("\n")


@pytest.mark.parametrize("indent", [False, True])
@pytest.mark.parametrize("title", ["20250312会员.pdf", "云州 - 副本.pdf", "PDF.js viewer"])
@pytest.mark.parametrize("viewer", VIEWERS)
def test_the_lines_of_a_shown_pdf_are_paragraphs(viewer, title, indent):
    source = read_page(page(shown(viewer, lines(indent=indent)), title))
    text = recognise(source)
    assert (text.headline, body(text), text.han_equal) == (HEADLINE, PARTS, True)
    assert any(words.startswith("断在句子中间的换行") for words in source.rewritten)


@pytest.mark.parametrize("viewer", VIEWERS)
def test_running_heads_go_and_every_word_is_accounted_for(viewer):
    html = page(shown(viewer, lines(indent=True, head="会员通讯 2025 年第 3 期")), "会员通讯.pdf")
    source, witness = read_source(".html", html.encode())
    reading = reading_of(source, file="会员通讯.html", column="会员", columns=[], witness=witness)
    assert body(reading.text)[-3:] == PARTS
    assert "会员通讯" not in reading.text.body
    assert (reading.receipt.left, reading.receipt.extra) == ((), ())
    assert "页码" in "".join(reading.text.skipped)


def test_lines_of_pdftohtml_without_places():
    rows = "<br>\n".join(words for words, _ in lines(indent=False))
    html = page(
        f"<a name=1></a>{rows}<br>\n<hr>",
        "Microsoft Word - 稿件.doc",
        "<meta name=generator content='pdftohtml 0.36'>",
    )
    text = recognise(read_page(html))
    assert (text.headline, body(text)) == (HEADLINE, PARTS)


def test_control_a_page_with_like_names_keeps_its_paragraphs():
    own = "".join(f"<p>{part}</p>" for part in PARTS)
    html = page(
        f"<h1>{HEADLINE}</h1><div class=t>2025-03-12</div><div class=page><div class='text y1'>{own}</div></div>",
        "名单.pdf",
    )
    source = read_page(html)
    text = recognise(source)
    assert (text.headline, str(text.published_on), body(text)) == (HEADLINE, "2025-03-12", PARTS)
    assert source.rewritten == ()


def test_control_boxes_with_a_place_keep_their_headings():
    own = f"<div style='top:60px'><h3>到岗之后</h3><p>{PARTS[1]}</p></div><div style='top:300px'><p>{PARTS[2]}</p></div>"
    html = page(f"<h1>{HEADLINE}</h1><p>{PARTS[0]}</p><div id=page1-div>{own}</div>", HEADLINE)
    assert [block.text for block in read_page(html).blocks if block.kind == "h3"] == ["到岗之后"]


def test_control_an_ordinary_box_with_such_a_class_keeps_its_form():
    own = f"<h3>到岗之后</h3><p>{PARTS[1]}</p><ul><li>{PARTS[2]}</li></ul>"
    html = page(f"<h1>{HEADLINE}</h1><div class=pf><p>{PARTS[0]}</p>{own}</div>", HEADLINE)
    text = recognise(read_page(html))
    assert (text.headings, "<ul>" in text.body) == (("到岗之后",), True)


def test_control_a_headline_about_files_is_one():
    html = page(f"<h1>{HEADLINE}</h1><p>{PARTS[0]}</p>", "从 Word 到 PDF：商会怎样交稿")
    assert read_page(html).title == HEADLINE
    html = page(f"<div><p>{PARTS[0]}</p></div>", "从 Word 到 PDF：商会怎样交稿_示例网")
    assert read_page(html).title == "从 Word 到 PDF：商会怎样交稿"
