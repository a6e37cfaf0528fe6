"""A text that was sent by mail: its head goes, marks of quotation go, the subject may be a title."""

import pytest

from series.text.documents.plain_text import copied_source

ONE = "三月十日，天宁区商会的三十多位会员走进横山桥镇的两家工厂，听车间主任讲用工和融资上的难处。"
TWO = "会员们说，这样的走访不只是看一看。"
HEADS = (
    "发件人：李某\n发送时间：2025年3月12日 9:10\n收件人：王某\n主题：会员走进工厂\n",
    "-----原始邮件-----\nFrom: Li <a@example.com>\nSubject: 转发：Re: 会员走进工厂\n",
    "发件人: 李某 <a@example.com>\n主题: 会员走进工厂\n附件: 图1.jpg\n\n",
)


def lines(source):
    return [block.text for block in source.blocks]


@pytest.mark.parametrize("head", HEADS)
def test_a_mail_gives_its_text_and_its_subject(head):
    source = copied_source(f"{head}\n{ONE}\n{TWO}\n发自我的iPhone")
    assert (lines(source), source.title) == ([ONE, TWO], "会员走进工厂")
    assert source.skipped[0].startswith("邮件的抬头和落尾")


def test_a_text_with_a_title_of_its_own_keeps_it():
    source = copied_source(f"{HEADS[0]}\n商会办起夜校\n{ONE}\n{TWO}")
    assert (lines(source)[0], source.title) == ("商会办起夜校", "")


@pytest.mark.parametrize("mark", ["> ", ">", "＞", ">> "])
def test_marks_of_quotation_go(mark):
    source = copied_source("\n".join(f"{mark}{line}" for line in ("会员走进工厂", "", ONE, TWO)))
    assert lines(source) == ["会员走进工厂", ONE, TWO]
    assert source.rewritten == ("邮件的引用符号 4 处去掉",)


@pytest.mark.parametrize(
    "text",
    [
        f"座谈会\n时间：三月十日\n地点：三楼\n{ONE}",
        f"主题：会员走进工厂\n时间：三月十日\n{ONE}",
        f"会员走进工厂\n{ONE}\n> 一句引用\n{TWO}",
        f"发件人：李某\n{ONE}",
    ],
)
def test_control_particulars_and_a_single_quotation_stay(text):
    assert lines(copied_source(text)) == text.split("\n")
