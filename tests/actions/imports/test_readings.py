"""A file is read as what its bytes hold, and not as what it is called."""

import pytest

from series.actions.imports.readings import read_data, read_source
from tests.helpers.samples.docx_builder import docx, paragraph, text

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


NOTICE = (
    "关于举办数字化培训班的通知",
    "各会员单位：",
    "为提升数字化能力，定于下月举办培训班，请各单位组织两名业务骨干准时参加。",
    "特此通知。",
)
SIGNED = ("常州市工商业联合会", "2026年11月25日")
FILES = {
    ".txt": lambda lines: "\n".join(lines).encode(),
    ".html": lambda lines: (
        f"<title>{lines[0]}</title><h1>{lines[0]}</h1>"
        f"<article>{''.join(f'<p>{line}</p>' for line in lines[1:])}</article>"
    ).encode(),
    ".docx": lambda lines: docx(
        paragraph(text(lines[0], bold=True), align="center"),
        *(paragraph(text(line)) for line in lines[1:]),
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("ending", FILES)
def test_who_signs_and_the_day_go_to_the_right(ending):
    data = FILES[ending]((*NOTICE, *SIGNED))
    reading = read_data(ending, data, file=f"通知{ending}", column="新时代 新常商 新力量")
    assert reading.text.headline == NOTICE[0]
    assert reading.body.endswith(
        "<p>特此通知。</p>" + "".join(f'\n<p class="closing">{line}</p>' for line in SIGNED)
    )
    assert "落款靠右 2 行" in reading.receipt.rewritten
    assert reading.receipt.han_equal
    assert reading.receipt.left == reading.receipt.extra == ()


@pytest.mark.django_db
@pytest.mark.parametrize("ending", FILES)
def test_control_a_last_sentence_stays(ending):
    lines = (*NOTICE, "培训结束以后请把学习心得交给工商联")
    reading = read_data(ending, FILES[ending](lines), file="通知", column="新时代 新常商 新力量")
    assert "closing" not in reading.body
