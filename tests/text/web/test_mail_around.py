"""A mail's head and its sender's signature: in a page, a paste, a Word file and plain text."""

import pytest

from series.text.clipboard.paste import paste
from series.text.documents.docx import read_manuscript
from series.text.documents.plain_text import copied_source
from series.text.web.page import read_page
from tests.helpers.samples.docx_builder import docx, paragraph

TITLE = "会员走进工厂"
ONE = "三月十日上午，三十多位会员企业的厂长走进横山桥镇的两家工厂。"
TWO = "商会秘书处把提问整理成清单，四月底之前逐条答复。"
HEAD = ["发件人：吴小玲", "发送时间：2025年3月12日 9:10", "收件人：编辑部", "主题：投稿"]
SIGNED = [
    ["吴小玲", "示例市工商联办公室", "电话：0519-80000000", "手机：13900000000"],
    ["--", "吴小玲", "示例市工商联"],
    [],
]


def words(source):
    return [block.text for block in source.blocks]


@pytest.mark.parametrize("signed", SIGNED)
def test_they_go_by_name_in_every_way(signed):
    lines = [*HEAD, TITLE, ONE, TWO, *signed]
    markup = "".join(f"<p>{line}</p>" for line in lines)
    kept = "\n".join(f"<p>{line}</p>" for line in (TITLE, ONE, TWO))
    for done in (paste(markup), paste("", "\n".join(lines))):
        assert done.html == kept
        assert done.receipt.han.equal
        assert any(phrase.startswith("邮件的抬头和落尾") for phrase in done.receipt.dropped)
    assert words(read_manuscript(docx(*map(paragraph, lines)))) == [TITLE, ONE, TWO]
    assert words(copied_source("\n".join(lines))) == [TITLE, ONE, TWO]
    page = read_page(f"<html><body>{markup}</body></html>")
    assert [page.title, *words(page)][-3:] == [TITLE, ONE, TWO]


def test_a_head_of_one_block_with_breaks_goes():
    html = f"<div><p><b>发件人:</b> 吴小玲<br><b>发送时间:</b> 3月12日<br><b>收件人:</b> 编辑部</p></div><p>{ONE}</p>"
    assert paste(html).html == f"<p>{ONE}</p>"


def test_a_signature_below_its_mark_goes_without_a_head():
    assert words(copied_source(f"{TITLE}\n{ONE}\n--\n吴小玲\n电话：0519-80000000")) == [TITLE, ONE]


@pytest.mark.parametrize(
    "lines",
    [
        [TITLE, ONE, "吴小玲", "电话：0519-80000000"],  # no mail
        [TITLE, ONE, "--", "吴小玲", "示例市工商联"],  # a rule and who signs
        ["发件人：一封迟到二十年的信", ONE, TWO],  # one such line is a title
        [TITLE, ONE, "联系人：吴小玲", "电话：0519-80000000"],
        [TITLE, ONE, "--", "会后，大家又谈了一个下午，直到天黑才散。"],
    ],
)
def test_control_other_lines_stay(lines):
    assert words(copied_source("\n".join(lines))) == lines
    assert "邮件" not in str(paste("".join(f"<p>{line}</p>" for line in lines)).receipt.dropped)


def test_control_a_notice_in_a_mail_keeps_its_contacts():
    lines = [*HEAD, TITLE, ONE, "联系人：秦明", "电话：0519-80000000"]
    assert words(copied_source("\n".join(lines))) == lines[4:]
