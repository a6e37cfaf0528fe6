"""文/X 图/Y and its other forms: the writer is the author, nobody of them is the source."""

import pytest

from series.text.recognition.published import read_text
from series.text.recognition.work_credits import part_work_credits, read_work_credits
from series.text.web.page import read_page

FIRST = "三月十日上午，三十多位会员企业的厂长走进横山桥镇的两家工厂，看新装的生产线。"
LAST = "商会秘书处把提问整理成清单，交给三个工作组，约定在四月底之前逐条答复。"
TITLE = "会员走进工厂"
FORMS = [
    ("文/李某山 图/王某乐", "李某山"),
    ("文｜李某山　图｜王某乐", "李某山"),
    ("文：李某山 图：王某乐", "李某山"),
    ("文字 / 吴小玲、秦明　摄影 / 王某乐", "吴小玲、秦明"),
    ("图文/李某山", "李某山"),
    ("吴小玲/文　王某乐/图", "吴小玲"),
    ("文/图 吴小玲", "吴小玲"),
    ("供图/示例商会 文/吴小玲", "吴小玲"),
    ("摄影/王某乐", ""),
    ("图/受访企业提供", ""),
    ("市工商联供图", ""),
    ("王某乐 摄", ""),
    ("吴小玲 文 王某乐 图", "吴小玲"),
    ("文 | 阿禾", "阿禾"),
    ("图文｜秋水", "秋水"),
    ("文/青禾 图/示例商会", "青禾"),
]


@pytest.mark.parametrize(("line", "author"), FORMS)
def test_such_a_line_names_the_author_alone(line, author):
    found = read_work_credits(line)
    assert found.author == author
    assert "".join(words for _, words in found.pieces) == "".join(line.replace("、", "").split())


@pytest.mark.parametrize(
    "line",
    [
        "江南文/苏记",
        "文旅/图书 两类展位",
        "图文并茂讲政策",
        "图：会员在车间里听介绍",
        "文/理两科报名",
        "文 | 摘要",
        "图文｜组图",
        "图文：直播",
        "图文/老照片",
        "文 | 小结",
        "图/阿禾山下",
        "摄影比赛开始了",
        "李某山在现场拍摄。",
        "文学/诗歌",
        "甲公司/乙公司",
    ],
)
def test_control_other_lines_are_none(line):
    assert read_work_credits(line) is None


def test_what_stands_before_them_is_parted():
    before, found = part_work_credits("示例日报 文/李某山 图/王某乐")
    assert (before, found.author) == ("示例日报", "李某山")


@pytest.mark.parametrize(("line", "author"), FORMS)
def test_beside_a_day_of_a_page_they_are_no_source(line, author):
    above = f"<h2>{TITLE}</h2><p><span>2025-03-12</span> <span>{line}</span></p>"
    page = f"<title>{TITLE}_示例网</title>{above}<div class=text><p>{FIRST}</p><p>{LAST}</p></div>"
    source = read_page(f"<html><body>{page}</body></html>")
    assert (source.source, source.author, str(source.published_on)) == ("", author, "2025-03-12")
    assert [block.text for block in source.blocks] == [FIRST, LAST]


@pytest.mark.parametrize(("line", "author"), FORMS)
def test_above_and_below_a_plain_text_they_go_into_the_field(line, author):
    for lines in ([TITLE, line, FIRST, LAST], [TITLE, FIRST, LAST, line]):
        text = read_text("\n".join(lines))
        assert (text.author, text.source, text.headline) == (author, "", TITLE)
        assert text.body == f"<p>{FIRST}</p><p>{LAST}</p>"
        assert text.han_equal


def test_with_a_day_before_or_behind():
    for line in ("2025-03-12 文/李某山 图/王某乐", "文/李某山 图/王某乐 2025-03-12"):
        text = read_text(f"{TITLE}\n{line}\n{FIRST}\n{LAST}")
        assert (text.author, str(text.published_on)) == ("李某山", "2025-03-12")


def test_behind_a_labelled_source():
    text = read_text(f"{TITLE}\n来源：示例日报 文/李某山\n{FIRST}\n{LAST}")
    assert (text.source, text.author) == ("示例日报", "李某山")


def test_control_a_caption_below_a_picture_stays():
    body = f"<p>{FIRST}</p><p>{LAST}</p><p><img src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' alt=''></p><p>王某乐 摄</p>"
    source = read_page(f"<html><body><h1>{TITLE}</h1><div class=text>{body}</div></body></html>")
    assert "王某乐" in "".join(block.text for block in source.blocks)
