"""Characters in other forms, and what is said of those that nobody can read."""

import pytest

from series.text.characters.settled import rewritten_phrases, settled, warnings


@pytest.mark.parametrize(
    ("read", "shown"),
    [
        (
            "商会﹐会员﹑企业﹔甲﹕乙﹖丙﹗﹙注﹚占五﹪",
            "商会，会员、企业；甲：乙？丙！（注）占五％",
        ),
        ("商会︵示例市︶︽通知︾﹁引﹂﹃述﹄︰", "商会（示例市）《通知》「引」『述』："),
        ("商会｡会员､企业｢引号｣", "商会。会员、企业「引号」"),
        ("〝旧引号〞与〝另一种〟", "“旧引号”与“另一种”"),
        ("商会──会员之家――服务", "商会——会员之家——服务"),
        ("他说⋯⋯", "他说……"),
        ("约翰‧史密斯、约翰∙李、阿卜杜•拉", "约翰·史密斯、约翰·李、阿卜杜·拉"),
        ("⺠营︑⼈才", "民营、人才"),
        ("\uf0b7 走访\n　\uf0d8办理\n\uf06c\t总结", "• 走访\n　➢办理\n●\t总结"),
    ],
)
def test_a_mark_in_another_form_becomes_the_usual_one(read, shown):
    assert settled(read) == shown
    assert len(shown) == len(read)
    assert rewritten_phrases(read)


@pytest.mark.parametrize(
    "text",
    [
        "────────",  # a rule
        "1951―2025年，3–5家，甲—乙",
        "• 入会自愿",  # the bullet of a line
        "田中・山本",
        "增长⋯",
        "某\uf0b7与\ue000",  # not at the beginning of a line
        "“引号”、（括号）和……都已通用",
    ],
)
def test_what_is_usual_or_may_be_meant_stays(text):
    assert settled(text) == text
    assert rewritten_phrases(text) == []


def test_the_receipt_names_forms_and_bullets():
    assert rewritten_phrases("甲﹐乙﹐丙〝丁〞\n\uf0b7 戊") == [
        "异形标点 4 处改为通用标点（﹐→，、〝→“、〞→”）",
        "行首的字体符号 1 个改为通用符号",
    ]


def test_a_broken_character_is_told_and_a_drawn_bullet_is_none():
    assert warnings("民\ufffd\ufffd经济，锟斤拷") == ["乱码 5 字（�、锟斤拷），请对照原文补上"]
    assert warnings("\uf0b7 走访") == []
    assert warnings("王\ue000某")[0].startswith("造字 1 个")
