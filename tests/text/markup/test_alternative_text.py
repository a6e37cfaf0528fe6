"""A name of a file or a machine's guess describes no picture; a person's words do."""

import pytest

from series.text.markup.alternative_text import written_description


@pytest.mark.parametrize(
    "words",
    [
        "IMG_2034",
        "IMG_20250312_101530.jpg",
        "DSC01234.JPG",
        "图片1",
        "图片 12",
        "图 3",
        "微信图片_20250312101530",
        "微信图片_20250312101530.jpg",
        "QQ图片20250312",
        "mmexport1741744444444",
        "WPS图片(1)",
        "屏幕截图 2025-03-12 101530",
        "image1.png",
        "Picture 2",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",
        "d41d8cd98f00b204e9800998ecf8427e",
        "550e8400-e29b-41d4-a716-446655440000",
        "descript",
        "description",
        "20250312101530",
        "1.jpg",
        "a3f.png",
        "https://example.cn/a.jpg",
        r"C:\\Users\\a\\图.jpg",
        "图片包含 人员, 室内, 站着",
        "一群人站在会议室\n\n描述已自动生成",
        "A group of people, Description automatically generated with medium confidence",
        "在这里插入图片描述",
        "　",
        "",
    ],
)
def test_no_description(words):
    assert written_description(words) == ""


@pytest.mark.parametrize(
    "words",
    [
        "会员在车间里听介绍",
        "图为走访启动仪式",
        "图1 会员走访路线",
        "示例公司 logo",
        "2025年会员大会合影",
        "组织结构图",
        "IMG 机房外景",
        "会员大会合影.jpg",
        "车间",
        "A workshop in Changzhou",
    ],
)
def test_control_a_description(words):
    assert written_description(words) == words
