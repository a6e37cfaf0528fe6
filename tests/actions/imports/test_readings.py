"""A file is read as what its bytes hold, and not as what it is called."""

import pytest

from series.actions.imports.readings import read_source

PAGE = "<h1>会员走进工厂</h1><p>{0}</p><p>{0}</p>"
LINE = "三月十日，天宁区商会的三十多位会员走进横山桥镇的两家工厂，听车间主任讲难处。"


@pytest.mark.parametrize(
    "text", [PAGE.format(LINE), f"# 会员走进工厂\n\n{LINE}\n\n## 看现场\n\n**{LINE}**\n"]
)
def test_a_text_file_that_holds_a_page_or_markdown_is_read_as_one(text):
    source, _ = read_source(".txt", text.encode())
    assert source.title == "会员走进工厂"
    assert not any(set("<#*") & set(block.text) for block in source.blocks)


@pytest.mark.parametrize("first", ["#民营经济 #两个健康", "<会员>走进工厂", "# 是井号"])
def test_control_a_plain_text_with_such_signs_stays(first):
    text = f"会员走进工厂\n{first}\n{LINE}"
    source, _ = read_source(".txt", text.encode())
    assert [block.text for block in source.blocks] == text.split("\n")
