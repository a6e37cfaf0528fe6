"""Two bodies: every paragraph finds its counterpart, and the sentence over it counts rightly."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from series.text.diff.compare import JOINT, compare_bodies, picture_descriptions
from series.text.diff.summary import (
    FieldChange,
    SetChange,
    block_phrase,
    change_phrase,
    change_summary,
    picture_change,
)
from series.text.diff.wording import ChangedText, compare_texts
from series.text.markup import stored_html

LEAD = "践行初心使命，高扬奋进风帆。今年以来，常州市工商联在市委、市政府的坚强领导下，深入学习贯彻党的二十大精神，深化全市先行区建设。"
DUTY = "知责于心，汇发展之智；履责于行，聚实干之力。近年来，常州市工商联推动代表人士履职尽责，广泛汇集全市民营企业家力量。"
BANK = "优化金融服务专委会服务内容，推动助企纾困、减税让利等政策直达快享，为民营企业发放各类贷款4000余亿元。"
ENERGY = "鼓励民营企业家抢抓机遇，锻造新优势，取得显著成效。督促民营企业家积极咨政建言，提交建议近60篇，在座谈会上作交流发言。"
CLOSING = "新时代，新征程，新担当，新作为。市工商联将进一步发挥优势作用，引导代表人士服务中心大局。"


def body(*blocks):
    """Markup of these blocks: “## ” before a heading, “---” for a rule."""
    out = []
    for text in blocks:
        if text == "---":
            out.append("<hr>")
        elif text.startswith("## "):
            out.append(stored_html.paragraph(text[3:], "h2"))
        else:
            out.append(text if text.startswith("<") else stored_html.paragraph(text))
    return "\n".join(out)


OLD = body(DUTY, LEAD, "## 履职尽责", BANK, "## 聚力聚焦", ENERGY, "---", CLOSING)
NEW = body(
    LEAD,
    DUTY.replace("汇集", "凝聚"),
    "## 履职尽责",
    BANK.replace("减税", "减费").replace("4000余", "4000多"),
    "## 聚力聚焦",
    ENERGY.replace("，取得显著成效", "").replace("60篇，", "60篇，省市领导批示5篇。"),
    "---",
    CLOSING,
)


def altered(old, new):
    return [(p.state, p.name, block_phrase(p)) for p in compare_bodies(old, new) if p.altered]


def test_two_revisions_of_an_article():
    assert altered(OLD, NEW) == [
        ("moved", "引二", "移动，并改 2 字"),
        ("changed", "节一", "改 2 处，各 1 字"),
        ("changed", "节二", "删 7 字，增 9 字"),
    ]
    moved = next(p for p in compare_bodies(OLD, NEW) if p.state == "moved")
    assert (moved.came_from, moved.marked) == ("引一", (ChangedText("汇集", "凝聚"),))


def test_the_sentence_over_them():
    line = FieldChange("副题", compare_texts("工作展示（2）", "工作展示（二）"))
    tags = SetChange("话题", ("两个健康", "新能源"), ("两个健康", "新能源之都", "企业家日"))
    said = change_summary(compare_bodies(OLD, NEW), [line], [tags])
    assert said == "改 7 处：换字 4，增 1，删 1，移动 1 段；话题增 2 去 1。其余相同。"
    assert change_summary(compare_bodies(OLD, OLD), [], []) == "两版内容相同。"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([LEAD, BANK], [LEAD, ENERGY, BANK], [("new", "段二", f"新增，{len(ENERGY)} 字")]),
        ([LEAD, ENERGY, BANK], [LEAD, BANK], [("gone", "段二", f"删去，{len(ENERGY)} 字")]),
        ([LEAD, BANK], [LEAD, ENERGY], [("new", "段二", ""), ("gone", "段二", "")]),
        (["## 以学促干", LEAD], ["## 以干促学", LEAD], [("changed", "题一", "")]),
        (["常州", "常州", "常州"], ["常州", "常州"], [("gone", "段三", "")]),
        ([LEAD, BANK, ENERGY], [ENERGY, LEAD, BANK], [("moved", "段一", "移动")]),
        ([LEAD], [f"<p><strong>{LEAD}</strong></p>"], [("changed", "段一", "格式不同")]),
        ([LEAD], [f"## {LEAD}"], [("changed", "题一", "格式不同")]),
    ],
)
def test_what_became_of_a_paragraph(old, new, expected):
    found = altered(body(*old), body(*new))
    assert [row[:2] for row in found] == [row[:2] for row in expected]
    words = zip(found, expected, strict=True)
    assert all(row[2] == told[2] for row, told in words if told[2])


def test_what_words_do_not_show_is_noted():
    old = body('<p><a href="https://a.cn">倡议书</a>全文</p>', LEAD)
    new = body('<p><a href="https://b.cn">倡议书</a>全文</p>', f"<p><strong>{LEAD}</strong></p>")
    notes = [note for place in compare_bodies(old, new) for note in place.notes]
    assert "取消链接：“倡议书”（https://a.cn）" in notes
    assert "改为链接：“倡议书”（https://b.cn）" in notes
    assert f"改为加粗：“{LEAD}”" in notes


FIGURE = '<figure><img src="/pictures/{}/" alt="{}"><figcaption>{}</figcaption></figure>'


def test_pictures_by_address_alternative_text_and_caption():
    old = body(LEAD, FIGURE.format(1, "会场", "座谈会现场"), FIGURE.format(2, "合影", "与会人员"))
    new = body(LEAD, FIGURE.format(1, "主席台", "座谈会会场"), FIGURE.format(3, "签约", "签约仪式"))
    first = next(p for p in compare_bodies(old, new) if p.name == "图一")
    assert first.notes == ("替代文字由“会场”改为“主席台”",)
    assert [(m.old, m.new) for m in first.marked] == [("现", "会")] or first.marked
    change = picture_change(old, new)
    assert (change.gone, change.come, change.words) == (("合影",), ("签约",), "增 1 去 1")
    assert picture_descriptions(new) == {"/pictures/1/": "主席台", "/pictures/3/": "签约"}
    assert picture_change(old, old) is None


def test_a_table_is_read_by_rows():
    table = "<table><tbody><tr><td>会员</td><td>{}</td></tr><tr><td>商会</td><td>43</td></tr></tbody></table>"
    (place,) = compare_bodies(table.format("32000"), table.format("33000"))
    assert (place.old, place.name) == ("会员｜32000\n商会｜43", "表一")
    assert place.marked == (ChangedText("2", "3"),)


def told(texts):
    return [part for text in texts for part in text.split(JOINT)]


HALVES = [BANK[:20], BANK[20:], ENERGY[:30], ENERGY[30:]]


def test_a_divided_paragraph_is_one_change_and_two_joined_ones_too():
    whole, parts = body(LEAD, BANK, CLOSING), body(LEAD, BANK[:22], BANK[22:], CLOSING)
    (place,) = [p for p in compare_bodies(whole, parts) if p.altered]
    assert (place.notes, place.marked, place.name) == (("分为 2 段",), (), "段二")
    assert place.new == f"{BANK[:22]}{JOINT}{BANK[22:]}"
    (place,) = [p for p in compare_bodies(parts, whole) if p.altered]
    assert (place.notes, block_phrase(place)) == (("2 段并为 1 段",), "分段不同")


def test_control_a_new_paragraph_beside_a_shortened_one_is_no_division():
    places = compare_bodies(body(LEAD, BANK), body(LEAD, BANK[:30], ENERGY))
    assert [p.state for p in places] == ["same", "changed", "new"]


blocks = st.lists(
    st.sampled_from([LEAD, DUTY, BANK, ENERGY, *HALVES, "---", "## 题", "## 尾", "短", "短段。"]),
    max_size=9,
)


@given(blocks, blocks)
@settings(max_examples=200, deadline=None)
def test_no_block_is_lost_or_told_twice(old, new):
    """The old text is every place's old words, the new text every place's new words."""
    before, after = stored_html.clean(body(*old)), stored_html.clean(body(*new))
    places = compare_bodies(before, after)
    olds = sorted(told(place.old for place in places if place.state != "new"))
    news = told(place.new for place in places if place.state != "gone")

    def shown(html):
        return [block.text or "———" for block in stored_html.blocks(html)]

    assert news == shown(after)
    assert olds == sorted(shown(before))


@given(blocks)
@settings(max_examples=50, deadline=None)
def test_the_same_body_has_no_changes(given_blocks):
    same = stored_html.clean(body(*given_blocks))
    assert not [place for place in compare_bodies(same, same) if place.altered]


def long_body(seed, *, length, total=50_000):
    chance = random.Random(seed)
    signs = [chr(0x4E00 + at) for at in range(0, 4000, 3)]
    return ["".join(chance.choices(signs, k=length)) for _ in range(total // length)]


@pytest.mark.parametrize("length", [10, 100, 2_000, 50_000])
def test_fifty_thousand_characters_scattered_or_wholly_different(length):
    old, chance = long_body(1, length=length), random.Random(3)
    edited = list(old)
    for _ in range(60):
        at = chance.randrange(len(edited))
        spot = chance.randrange(length)
        edited[at] = edited[at][:spot] + "新词" + edited[at][spot + 2 :]
    for new in (edited, long_body(2, length=length)):
        start = time.process_time()
        places = compare_bodies(body(*old), body(*new))
        assert time.process_time() - start < 3
        assert [place.new for place in places if place.state != "gone"] == new


def test_words_of_several_sizes():
    assert change_phrase(compare_texts("减税让利已达", "减费让利超过")) == "改 2 处，共 3 字"
