"""What stands below a text and is none of it.

Headlines of other texts, staff behind a bar, a mail's good-bye."""

import pytest

from series.actions.imports.readings import read_source, reading_of

TITLE = "县里开行首趟果品专列"
FIRST = "三月十日上午，满载六百吨蜜橘的专列驶出古驿站，县果业商会的会员在站台上送行。"
LAST = "专列由商会统一订舱，比公路运输每吨省下一百一十元，后天一早抵达。"
MAIL = [
    "发件人：王明华 <wang@example.cn>",
    "收件人：投稿信箱 <news@example.cn>",
    f"主题：{TITLE}",
    "",
]


def read(*below, above=()):
    lines = "\n".join([*above, TITLE, "", FIRST, "", LAST, "", *below])
    source, witness = read_source(".txt", lines.encode())
    reading = reading_of(source, file="a.txt", column="c", columns=["c"], witness=witness)
    assert reading.receipt.han_equal
    return reading.text


def body_of(text):
    return text.body.replace("</p>", "").split("<p>")[1:]


@pytest.mark.parametrize(
    "head", ["相关阅读", "推荐阅读：", "【相关新闻】", "热门推荐", "更多资讯 >"]
)
def test_headlines_of_other_texts_go_and_what_stands_above_them_is_read(head):
    text = read(
        *("责任编辑：倪虹", "我要评论 (0)", "上一篇：湿地迎来候鸟", "下一篇：没有了", head),
        *("· 县里开行首趟棉纱专列", "· 从棉田到衣架", "Copyright © 2012-2026 古驿新闻网"),
    )
    assert (text.editor, body_of(text)) == ("倪虹", [FIRST, LAST])


@pytest.mark.parametrize("head", ["相关阅读", "更多资讯"])
def test_control_sentences_below_such_a_line_stay(head):
    text = read(head, "蜜橘专列由果业商会在三年前提出，去年试运两次。")
    assert "蜜橘专列由果业商会在三年前提出" in text.body


def test_staff_behind_a_bar_leaves_the_text():
    text = read(
        "记者 | 燕来归", "责编 | 纪晓冬", "校对 | 万小芊", "值班主任 | 单雄", "主编 ｜ 王明华"
    )
    assert (text.editor, body_of(text)) == ("纪晓冬", [FIRST, LAST])


@pytest.mark.parametrize(
    "below",
    [
        ["祝好！", "----", "此邮件发自手机邮箱"],
        ["此致", "敬礼！", "王明华"],
        ["顺颂商祺", "王明华"],
        ["谢谢！", "发自我的iPhone"],
        ["Best regards,", "Mao"],
    ],
)
def test_the_good_bye_of_a_mail_is_none_of_the_text(below):
    text = read("（云州市工商联 王明华）", "", *below, above=MAIL)
    assert (text.author, text.source) == ("王明华", "云州市工商联")
    assert not any(line in text.body for line in below)
    assert body_of(text) == [FIRST, LAST]


def test_control_a_letter_that_is_no_mail_keeps_its_good_bye():
    text = read("此致", "敬礼！", "云州市工商联", "2024年7月1日")
    assert all(line in text.body for line in ("此致", "敬礼！", "云州市工商联"))


def test_control_a_mail_keeps_the_sentences_below_its_good_bye():
    text = read(
        "谢谢", "这句话是站台上的老人说的，他送走了第一趟专列，也等回了第一笔货款。", above=MAIL
    )
    assert "谢谢" in text.body


@pytest.mark.parametrize(
    "below",
    [
        ["此致", "敬礼！", "云州市工商联", "2024年7月1日"],
        ["祝好！", "云州市工商联"],
        ["此致", "敬礼！", "2024年7月1日"],
    ],
)
def test_control_a_letter_that_was_sent_by_mail_keeps_its_end(below):
    text = read(*below, above=MAIL)
    assert [line for line in below if line not in text.body] == []


@pytest.mark.parametrize("head", ["延伸阅读", "相关文章"])
def test_control_a_list_of_the_author_stays_where_nothing_of_a_page_stands_beside_it(head):
    text = read(head, "《县域物流三十年》", "《果品冷链手册》")
    assert all(line in text.body for line in (head, "《县域物流三十年》", "《果品冷链手册》"))
