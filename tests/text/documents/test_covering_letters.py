"""A letter to the editors above a text that was sent to them, and its end below (decision 180)."""

import pytest

from series.actions.imports.readings import read_source, reading_of
from series.text.markup import stored_html

H = "会员企业走进横山桥学车间管理"
TEXT = [
    "三月十日上午，三十多位会员企业的厂长走进横山桥镇的两家工厂，看新装的生产线。",
    "商会秘书处把大家的提问整理成清单，交给三个工作组，约定在四月底之前逐条答复。",
]
HEAD = ["发件人：吴小玲 <w@example.cn>", "收件人：edit@example.cn"]
LETTERS = [
    ("teachers", f"转发: 【投稿】{H}", ["各位老师好：", "现报送信息一篇，请审阅。谢谢！"], []),
    ("editor", f"稿件：{H}", ["编辑同志：您好！", "寄上通讯一篇，若能采用，不胜感激。"], ["顺颂编安！", "吴小玲", "2025年3月12日"]),
    ("greeting", f"【稿】{H}", ["您好！"], []),
    ("other-subject", "本周投稿", ["王老师：", "附上稿件一篇，请查收。"], ["此致", "敬礼！", "吴小玲", "电话 13600000000"]),
    ("two-lines", f"来稿-{H}", ["尊敬的编辑老师：", "您好！", "发来一篇稿子，请斧正。"], ["祝编安！", "吴小玲"]),
    ("chief", f"投稿（车间）：{H}", ["主编您好，", "随信附上小文一篇，盼采用！"], []),
    ("without-head", "", ["编辑老师：您好！", "投稿一篇，请审阅。"], ["顺祝编安", "吴小玲"]),
]  # fmt: skip
KEPT = [
    ("letter", f"主题：{H}", ["各位老师好：", "本学期的课程已经排定，请大家互相转告。"]),
    ("members", "主题：致会员", ["各位会员：", "大家好！"]),
    ("without-head", "", ["各位老师好：", "感谢大家一年来的陪伴！", "明年再会"]),
]


def _read(lines):
    source, witness = read_source(".txt", "\n\n".join(lines).encode())
    return reading_of(source, file="a.txt", column="c", columns=["c"], witness=witness)


def _lines(reading):
    return stored_html.visible_text(reading.text.body).split("\n")


@pytest.mark.parametrize(("subject", "letter", "below"), [case[1:] for case in LETTERS], ids=[case[0] for case in LETTERS])  # fmt: skip
def test_a_letter_to_the_editors_leaves_the_text(subject, letter, below):
    head = [*HEAD, f"主题：{subject}"] if subject else []
    reading = _read([*head, *letter, H, "示例商会　吴小玲", *TEXT, *below])
    text = reading.text
    assert (text.headline, text.source, text.author) == (H, "示例商会", "吴小玲")
    assert _lines(reading) == TEXT
    assert reading.receipt.han_equal


@pytest.mark.parametrize(("subject", "letter"), [case[1:] for case in KEPT], ids=[case[0] for case in KEPT])  # fmt: skip
def test_a_letter_that_is_the_text_stays(subject, letter):
    reading = _read([*([*HEAD, subject] if subject else []), *letter, *TEXT])
    kept = [reading.text.headline, *_lines(reading)]
    assert all(line in kept for line in letter[1:])


def test_a_letter_without_one_to_editors_keeps_its_wish():
    lines = [H, *TEXT, "此致", "敬礼！", "示例市工商业联合会", "2025年3月12日"]
    assert _lines(_read(lines)) == lines[1:]
