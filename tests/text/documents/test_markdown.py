"""Markdown texts, Chinese ones above all."""

from base64 import b64encode
from datetime import date

import pytest

from series.actions.imports.readings import read_source, reading_of
from series.text.documents.markdown import (
    has_headings,
    looks_like_markdown,
    markdown_html,
    read_markdown,
)
from series.text.markup import stored_html
from series.text.markup.blocks import TextError
from tests.helpers.samples.docx_builder import png

ONE, TWO = "秘书处把意见汇总成三张清单。", "工作组在四月底之前逐条答复。"


def clean(text):
    return stored_html.clean(markdown_html(text), notes=False)


def test_a_whole_text():
    source = read_markdown(
        f"# 会员走进两家工厂\n\n{ONE}\n\n## 怎么走\n\n- 看车间\n- 问用工\n\n"
        f"1. 汇总\n2. 答复\n\n> {TWO}\n\n| 事项 | 办结 |\n| --- | --- |\n| 融资 | 31 件 |\n"
    )
    assert source.title == "会员走进两家工厂"
    assert [block.kind for block in source.blocks] == ["p", "h2", "ul", "ol", "blockquote", "table"]
    assert source.blocks[-1].text.split("\n") == ["事项", "办结", "融资", "31 件"]


def test_lines_between_han_join_without_a_blank_and_others_with_one():
    assert clean("会员走进\n两家工厂") == "<p>会员走进两家工厂</p>"
    assert clean("two\nlines") == "<p>two lines</p>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**重点：**逐条答复", "<p><strong>重点：</strong>逐条答复</p>"),
        ("会员说**“清单要见底”**。", "<p>会员说<strong>“清单要见底”</strong>。</p>"),
        ("逐条**答复**会员", "<p>逐条<strong>答复</strong>会员</p>"),
        ("*斜体*与`**代码：**后`", "<p><em>斜体</em>与**代码：**后</p>"),
        ("~~删去~~", "<p>删去</p>"),
        ("[链接](https://www.example.cn/)", None),
    ],
)
def test_marks_inside_a_line(text, html):
    expected = html or '<p><a href="https://www.example.cn/" rel="noopener">链接</a></p>'
    assert clean(text) == expected


def test_tick_boxes_are_signs():
    assert clean("- [x] 参加\n- [ ] 不参加") == "<ul><li>☑ 参加</li><li>☐ 不参加</li></ul>"


def test_notes_become_paragraphs():
    source = read_markdown(f"{ONE}[^1]\n\n{TWO}\n\n[^1]: 数据来自年度调查。\n")
    assert [block.text for block in source.blocks] == [f"{ONE}[1]", TWO, "[1] 数据来自年度调查。"]


def test_the_head_of_the_file():
    head = '---\ntitle: "会员走进工厂"\ndate: 2025-03-12 08:00\nsource: 示例日报\n---\n\n'
    source = read_markdown(head + ONE)
    assert (source.title, source.published_on, source.source) == (
        *("会员走进工厂", date(2025, 3, 12), "示例日报"),
    )
    assert [block.text for block in source.blocks] == [ONE]


def test_pictures_from_elsewhere_are_named():
    source = read_markdown(f"{ONE}\n\n![车间](https://www.example.cn/a.png)\n")
    assert source.skipped == ("未随文保存的网络图片 1 幅：车间",)


def test_hostile_markup_is_cleaned():
    html = clean("<script>alert(1)</script>\n\n[点](javascript:alert(1)) <b onclick=x>字</b>")
    assert "<script" not in html
    assert "href" not in html
    assert "onclick" not in html
    assert "点" in html


def test_an_empty_file():
    with pytest.raises(TextError, match="没有正文"):
        read_markdown("---\ntitle: 题\n---\n")


@pytest.mark.parametrize(
    "text",
    [
        f"# 标题\n\n{ONE}",
        f"## 怎么走\n{ONE}",
        f"**重点** 与 [链接](https://example.cn)\n{ONE}",
        "- 看车间\n- 问用工\n\n**逐条**答复",
        "> 引文\n\n**重点**",
        "| 事项 | 办结 |\n|---|---|\n| 融资 | 31 |\n\n- 看\n- 问",
    ],
)
def test_markdown_is_known_by_its_marks(text):
    assert looks_like_markdown(text)


@pytest.mark.parametrize(
    "text",
    [
        ONE,
        "#民营经济 #两个健康",
        "- 看车间\n- 问用工",
        "见 [1] 与 *号\n1. 汇总\n2. 答复",
        "—— 侧记",
    ],
)
def test_control_plain_texts(text):
    assert not looks_like_markdown(text)


@pytest.mark.parametrize(
    "head",
    [
        "---\ntitle: 会员走进工厂\nauthor: 李某山\ntags: [走访]\n---\n\n",
        '+++\ntitle = "会员走进工厂"\nauthor = "李某山"\ntags = ["走访"]\n+++\n\n',
        "---\n标题：会员走进工厂\n作者：李某山\n标签：走访\n---\n",
    ],
)
def test_heads_of_other_generators(head):
    source = read_markdown(f"{head}{ONE}")
    assert (source.title, source.author) == ("会员走进工厂", "李某山")
    assert [block.text for block in source.blocks] == [ONE]
    assert ["走访" in piece.words for piece in source.dropped] == [True]


def test_a_list_that_begins_at_three_keeps_its_numbers():
    source = read_markdown(f"1) 看\n2) 问\n\n{ONE}\n\n3) 答\n4) 办\n")
    assert [block.text for block in source.blocks][-2:] == ["3. 答", "4. 办"]


def test_a_table_of_contents_goes_with_its_words():
    text = f"# 走访\n\n[TOC]\n\n## 目录\n\n- [一、范围](#a)\n- [二、要求](#b)\n\n## 一、范围\n\n{ONE}\n"
    source = read_markdown(text)
    assert [block.text for block in source.blocks] == ["一、范围", ONE]
    assert "目录：一、范围 二、要求" in source.skipped


def test_control_links_to_other_pages_are_no_table_of_contents():
    text = (
        f"## 目录\n\n- [一](https://www.example.cn/a)\n- [二](https://www.example.cn/b)\n\n{ONE}\n"
    )
    assert [block.kind for block in read_markdown(text).blocks] == ["h2", "ul", "p"]


def test_a_caption_below_a_picture_and_marked_words():
    picture = f"data:image/png;base64,{b64encode(png(80, 60)).decode()}"
    text = f"{ONE}\n\n![]({picture})\n\n*图1 走访现场（王某 摄）*\n\n会员==逐条==答复。\n"
    html = "".join(block.html for block in read_markdown(text).blocks)
    assert 'alt="图1 走访现场（王某 摄）"' in html
    assert "<figcaption>" in html
    assert "会员逐条答复。" in html


@pytest.mark.parametrize(
    "head",
    [
        "---\ntitle: 会员走进工厂\ndate: 2025-03-12T09:15:00+08:00\ndraft: false\nlayout: post\n---\n",
        '+++\ntitle = "会员走进工厂"\ndate = 2025-03-12\n[extra]\nweight = 3\n+++\n',
        "---\n标题: 会员走进工厂\n日期: 2025年3月12日\n---\n",
    ],
)
def test_the_names_and_days_of_a_head_are_not_said_to_be_lost(head):
    source, witness = read_source(".md", f"{head}\n{ONE}<br>换行。\n\n<!-- 待核 -->\n".encode())
    receipt = reading_of(source, file="a.md", witness=witness).receipt
    assert (receipt.date[:10], receipt.left, receipt.han_equal) == ("2025-03-12", (), True)
    assert any("待核" in words for words in receipt.dropped_words)


def test_paragraphs_one_a_line_below_a_heading_stay_paragraphs():
    source = read_markdown(
        "# 走进车间\n会员看了两条线。\n厂长答了三个问题。\n## 之后\n大家约定再来。"
    )
    assert [block.text for block in source.blocks] == [
        "会员看了两条线。",
        "厂长答了三个问题。",
        "之后",
        "大家约定再来。",
    ]


def test_control_signs_before_numbers_are_no_headings():
    assert not has_headings("会员走进工厂\n# 1\n# 2\n")
    assert has_headings("# 走进车间\n\n## 之后\n")
