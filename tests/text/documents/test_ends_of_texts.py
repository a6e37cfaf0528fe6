"""A form's contacts and a page's counters below a text."""

import pytest

from tests.helpers.samples.text_heads import TWO, read_head

H = "农机公司获评先进单位"


@pytest.mark.parametrize("ending", [".txt", ".docx"])
@pytest.mark.parametrize(
    ("above", "below"),
    [
        ((f"【标题】{H}", "【作者】柏小溪", "【正文】"), ("【联系方式】13800000000",)),
        (
            (f"【标题】{H}", "【作者】柏小溪"),
            ("【联系人】柏小溪", "【联系电话】0519-88888888", "【地址】和平路8号"),
        ),
        ((f"【标题】{H}", "【作者】柏小溪"), ("【联系方式】", "13800000000")),
        ((f"标题：{H}", "作者：柏小溪"), ("联系电话：13800000000", "邮箱：a@example.cn")),
        ((f"标题：{H}", "姓名：柏小溪"), ("责任编辑：秦明", "联系方式：13800000000")),
    ],
)
def test_the_contacts_of_a_form_leave_the_text(ending, above, below):
    reading = read_head(*above, below=below, ending=ending)
    assert (reading.receipt.headline, reading.receipt.author) == (H, "柏小溪")
    assert reading.last == TWO


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ((H,), "联系电话：13800000000"),
        ((H,), "【联系方式】13800000000"),
        ((f"标题：{H}",), "联系电话：0519-88888888"),
        (("【标题】关于报名参加培训的通知",), "【联系电话】13800000000"),
        ((f"【标题】{H}",), "13800000000"),
    ],
)
def test_control_whom_readers_are_to_call_stays(above, below):
    assert read_head(*above, below=[below]).last == below


@pytest.mark.parametrize("ending", [".txt", ".md", ".docx"])
@pytest.mark.parametrize(
    "line",
    [
        "0人参与 用户评论",
        "12人参与 3条评论",
        "全部评论 我要评论",
        "点赞12 收藏3 评论0",
        "阅读 302 用户评论",
    ],
)
def test_counters_in_one_line_go(ending, line):
    assert read_head(H, below=[line, "举报"], ending=ending).last == TWO


@pytest.mark.parametrize("line", ["用户评论 员工评说", "一人参与 全家受益", "2024 2025 2026"])
def test_control_other_words_in_one_line_stay(line):
    assert read_head(H, below=[line]).last == line
