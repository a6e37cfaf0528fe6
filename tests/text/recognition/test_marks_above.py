"""Above a title: the mark of an office and the # of Markdown are no part of it."""

import pytest

from series.actions.imports.readings import read_source, reading_of
from series.text.recognition.published import read_text
from tests.helpers.samples.docx_builder import docx, paragraph

ONE = "三月十日上午，三十多位会员企业的厂长走进横山桥镇的两家工厂，看新装的生产线。"
TWO = "商会秘书处把提问整理成清单，交给三个工作组，约定在四月底之前逐条答复。"
NOTICE, PLAIN = "关于开展会员走访的通知", "会员走进工厂"


def read(ending, lines):
    markup = "".join(f"<p>{line}</p>" for line in lines)
    data = {
        ".txt": "\n".join(lines).encode(),
        ".html": f"<html><body>{markup}</body></html>".encode(),
        ".docx": docx(*map(paragraph, lines)),
    }[ending]
    source, witness = read_source(ending, data)
    return reading_of(source, file=f"a{ending}", witness=witness)


@pytest.mark.parametrize("ending", [".txt", ".html", ".docx"])
@pytest.mark.parametrize("title", [NOTICE, PLAIN])
def test_the_mark_of_an_office_is_no_title(ending, title):
    reading = read(ending, ["市模具协会文件", title, ONE, TWO])
    assert reading.receipt.headline == title
    assert reading.body == f"<p>{ONE}</p><p>{TWO}</p>"
    assert any("市模具协会文件" in phrase for phrase in reading.receipt.dropped)
    assert reading.receipt.han_equal


@pytest.mark.parametrize(
    "title", ["商会怎样管好文件", "走进档案室看红头文件", "关于规范印发协会文件"]
)
def test_control_a_title_that_ends_so_stays(title):
    reading = read(".txt", [title, "来源：示例日报", ONE, TWO])
    assert reading.receipt.headline == title


@pytest.mark.parametrize("ending", [".txt", ".html", ".docx"])
def test_a_lone_sign_of_markdown_goes(ending):
    reading = read(ending, [f"# {PLAIN}", ONE, TWO])
    assert reading.receipt.headline == PLAIN
    assert reading.body == f"<p>{ONE}</p><p>{TWO}</p>"
    if ending != ".txt":  # there it is Markdown
        assert "标题前的 # 去掉 1 处" in reading.receipt.rewritten
    below = read(ending, [PLAIN, ONE, "## 看产线", TWO])
    assert below.body == f"<p>{ONE}</p><h2>看产线</h2><p>{TWO}</p>"


@pytest.mark.parametrize("line", ["#民营经济# 走进工厂", "#民营经济", "# 1", "# 第一行。"])
def test_control_other_signs_stay(line):
    assert line in read_text(f"{PLAIN}\n{ONE}\n{line}\n{TWO}").body.replace("<br>", "\n")


def test_control_signs_side_by_side_stay():
    assert "# 甲组" in read_text(f"{PLAIN}\n{ONE}\n# 甲组\n# 乙组\n{TWO}").body
