"""Who wrote a text, as papers, departments and account owners sign it; and words that name nobody."""

import pytest

from series.text.recognition.credit_line import (
    author_inside,
    is_organization,
    persons_alone,
    read_byline,
    read_credits,
)
from series.text.recognition.signed_names import author_signed


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("本站讯（职工通讯员 李雯 刘会）十月底，商会办了一场培训。", "李雯、刘会"),
        ("（示报-示例网记者李建国 整理报道）", "李建国"),
        ("（南报记者 余毅 向雪）", "余毅、向雪"),
        ("走访持续了两天。(文/图 刘东 易楠)", "刘东、易楠"),
        ("本报讯（罗翔 王璇 张也）二月二十日上午，走访开始。", "罗翔、王璇、张也"),
        ("某融媒讯（融媒记者李建国 王小芳 文/图）三月", "李建国、王小芳"),
        ("【文/示例网 徐蕾】据示例报道，", "徐蕾"),
        ("（示例网 记者：邓梦 编译：严玉）", "邓梦"),
        ("【文化/社会】专栏", ""),
        ("（记者提问时请先报单位）", ""),
        ("（文中人物均为化名）", ""),
        ("热线来电（全天开放）", ""),
        ("他在会上说（笑）", ""),
    ],
)
def test_reporters_of_any_paper_or_department_in_running_text(text, author):
    assert author_inside(text) == author


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("意见已报送有关部门办理。（张巨峰）", "张巨峰"),
        ("意见已报送有关部门办理。（经济处 李建国）", "李建国"),
        ("他说：“还要再来。”（李建国、王小芳）", "李建国、王小芳"),
        ("意见已报送有关部门办理。（完）", ""),
        ("意见已报送有关部门办理。（示例日报）", ""),
        ("意见已报送有关部门办理。（图片由企业提供）", ""),
        ("到会的有企业家（张三）和工人", ""),
        ("示例商会", ""),
        ("会员风采", ""),
    ],
)
def test_a_signature_behind_the_last_sentence(text, author):
    assert author_signed(text) == author


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("□ 本报记者 李建国 通讯员 王小芳", "李建国、王小芳"),
        ("■本报记者　李建国", "李建国"),
        ("南报记者 余毅 向雪", "余毅、向雪"),
        ("采写：南报记者 余毅 向雪", "余毅、向雪"),
        ("通 讯 员：张一明", "张一明"),
        ("作者：admin", ""),
        ("随行记者 走进车间", ""),
        ("□ 主要做法", ""),
    ],
)
def test_a_byline_with_a_mark_or_the_short_name_of_a_paper(line, author):
    assert (read_byline(line).author or read_credits([line]).author) == author


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("【来源】示例商会 【阅读】12", "示例商会"),
        ("来源：[示例商会]　浏览：[12]", "示例商会"),
        ("推广来源:示例报道", "示例报道"),
        ("发布部门：会员处 发布时间：2025-03-12", "会员处"),
        ("信息提供：示例市工商联", "示例市工商联"),
        ("来源：示例社《示例电讯》", "示例社"),
        ("单位：示例市工商联　作者：李建国", "示例市工商联"),
        ("主办单位：示例市工商联", ""),
        ("单位人数不限", ""),
        ("发布部门规章", ""),
    ],
)
def test_labels_of_a_source(line, source):
    assert read_credits([line]).source == source


@pytest.mark.parametrize(
    ("line", "persons"),
    [
        ("李建国　王小芳", "李建国、王小芳"),
        ("李建国", "李建国"),
        ("时政 要闻", ""),
        ("时政", ""),
        ("武进区", ""),
        ("常州日报", ""),
    ],
)
def test_a_line_of_persons_alone(line, persons):
    assert persons_alone(line) == persons


def test_two_characters_with_a_surname_are_a_person_unless_they_name_an_office():
    assert [is_organization(name) for name in ("刘会", "王台", "商会", "党委")] == [
        False,
        False,
        True,
        True,
    ]
