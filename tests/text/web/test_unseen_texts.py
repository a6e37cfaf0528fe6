"""Where the text of a page lies, and its headline, in shapes that were seen outside."""

import json

import pytest

from series.text.account.balance import settle
from series.text.account.html import html_witness
from series.text.markup import stored_html
from series.text.markup.blocks import Piece
from series.text.recognition.published import recognise
from series.text.web.page import read_page

HEADLINE = "会员走进横山桥工厂"
FIRST = "三月十日上午，三十多位会员企业的厂长走进横山桥镇的两家工厂，看新装的生产线。"
LAST = "商会秘书处把提问整理成清单，交给三个工作组，约定在四月底之前逐条答复。"
INFO = "<p>2025-03-12 09:00 来源：示例日报</p>"
MENU = "<div><ul><li><a href=/>首页</a></li><li><a href=/n/>新闻中心</a></li></ul></div>"
FURTHER = (
    "<div class=tj><h3>相关文章</h3><ul><li><a href=1.html>行业商会交流经验</a></li>"
    "<li><a href=2.html>座谈会举行</a></li><li><a href=3.html>老厂房变展厅</a></li></ul></div>"
)
FOOT = "<div class=footer><p>主办：示例市工商业联合会　地址：示例大道1280号　邮编：000000</p></div>"


def page(inside, *, window=f"{HEADLINE}_示例网", head=""):
    body = f"{MENU}<div class=main>{inside}</div>{FURTHER}{FOOT}"
    return f"<html><head><title>{window}</title>{head}</head><body>{body}</body></html>"


def read(inside, **options):
    return recognise(read_page(page(inside, **options)))


def lines(text):
    return stored_html.visible_text(text.body).split("\n")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<p>秋水长天</p><p>雁过龙城</p><p>一河灯影</p>", ["秋水长天", "雁过龙城", "一河灯影"]),
        ("<p>示例机械有限公司</p><p>示例电子有限公司</p>", ["示例机械有限公司", "示例电子有限公司"]),
        ("<table border=1><tr><td>序号</td><td>企业</td></tr><tr><td>1</td><td>示例机械厂</td></tr></table>", ["序号", "企业", "1", "示例机械厂"]),
        ("<p>详见附件。</p>", ["详见附件。"]),
        (f"<p>{FIRST}</p>", [FIRST]),
        (f"{FIRST}<br><br>{LAST}", [FIRST, LAST]),
    ],
)  # fmt: skip
def test_a_text_without_running_sentences_is_not_the_foot_of_its_page(text, found):
    read_text = read(f"<h1>{HEADLINE}</h1>{INFO}<div class=txt>{text}</div>")
    assert read_text.headline == HEADLINE
    assert lines(read_text) == found


def linked(body):
    data = {"@type": "NewsArticle", "datePublished": "2025-03-12", "articleBody": body}
    return f"<script type='application/ld+json'>{json.dumps(data, ensure_ascii=False)}</script>"


@pytest.mark.parametrize("body", [f"{FIRST}\n{LAST}", f"<p>{FIRST}</p><p>{LAST}</p>"])
def test_the_text_of_a_page_that_a_script_builds_is_in_its_data_and_in_the_account(body):
    html = page(f"<h1>{HEADLINE}</h1><div id=app></div>", head=linked(body))
    source = read_page(html)
    text = recognise(source)
    assert lines(text) == [FIRST, LAST]
    fields = (Piece("标题", text.headline),)
    parts = {"fields": fields, "dropped": source.dropped, "added": source.added}
    account = settle(html_witness(html), body="\n".join(lines(text)), **parts)
    assert account.is_balanced
    assert [piece.name for piece in source.added] == ["网页数据里的正文"]


def test_control_linked_data_do_not_replace_the_text_that_a_page_shows():
    text = f"<h1>{HEADLINE}</h1>{INFO}<div class=txt><p>{FIRST}</p><p>{LAST}</p></div>"
    assert lines(read(text, head=linked(f"{FIRST}\n{LAST}\n另有一段。"))) == [FIRST, LAST]


@pytest.mark.parametrize(
    ("heading", "window"),
    [
        ("<h1><span>原创</span>{}</h1>", HEADLINE),
        ("<h1>{} <a href=#>分享</a><i>12</i></h1>", f"{HEADLINE}-示例网"),
        ("<h1>{}<em>[图]</em></h1>", f"{HEADLINE}-示例网"),
        ("<div style='font-size:24px'>{}</div>", "示例日报数字报"),
        ("<p><span style='font-size: 18pt'>{}</span></p>", "示例市工商联"),
        ("<div class=t>{}</div><div>示例日报</div>", HEADLINE),
        ("<h5>{}</h5>", "新闻动态--示例商会官网"),
        ("<p><b style='font-size:24px'><i>{}</i></b></p>", "新闻内容 - 示例市工商联"),
    ],
)
def test_a_headline_without_marks_buttons_and_the_name_of_its_paper(heading, window):
    text = f"{heading.format(HEADLINE)}{INFO}<div class=txt><p>{FIRST}</p><p>{LAST}</p></div>"
    assert read(text, window=window).headline == HEADLINE


def test_a_greeting_and_an_address_above_the_date_are_no_headline():
    above = "<p>您好，欢迎来到示例商会网站！</p><p>2026年11月30日</p><p>电话：0519-00000000</p><p>邮箱：a@example.com</p>"
    big = f"<p style='text-align:center'><span style='font-size:24px'><b>{HEADLINE}</b></span></p>"
    text = f"{above}{INFO}<div class=nr>{big}<p>{FIRST}</p><p>{LAST}</p></div>"
    found = read(text, window="新闻内容 - 示例商会")
    assert (found.headline, str(found.published_on)) == (HEADLINE, "2025-03-12")
    assert lines(found) == [FIRST, LAST]


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/html/gsl/2025/QIMAJFAI_0312/10923.html",
        "https://example.org/gzdt/202503/t20250312_1.html",
        "https://example.org/art/2025/3/12/art_1_2.html",
    ],
)
def test_the_day_in_an_address(address):
    head = f"<link rel=canonical href={address}>"
    text = f"<h2>{HEADLINE}</h2><div class=nr><p>{FIRST}</p><p>{LAST}</p></div>"
    assert str(read(text, head=head).published_on) == "2025-03-12"


@pytest.mark.parametrize(
    "headline",
    ["示例商会大会2026", "新一代企业家", "图说商会四十年", "更多企业关注绿色转型", "热线里的故事"],
)
def test_control_words_of_a_headline_that_look_like_marks_stay(headline):
    split = f"<h1><span>{headline[:1]}</span><span>{headline[1:-4]}</span><span>{headline[-4:]}</span></h1>"
    text = f"{split}{INFO}<div class=txt><p>{FIRST}</p><p>{LAST}</p></div>"
    assert read(text, window=f"{headline}-示例网").headline == headline


@pytest.mark.parametrize(
    ("end", "author", "last"),
    [
        ("（文/李建国 图/王小芳 编辑/赵一）", "李建国", ""),
        ("（示例网 记者：邓梦菲 编译：严玉）", "邓梦菲", "p"),
        ("（张巨峰）", "张巨峰", "（张巨峰）"),
    ],
)
def test_credits_in_brackets_at_the_end(end, author, last):
    tail = f"<p>{end}</p>" if last == "p" else end
    text = f"<h1>{HEADLINE}</h1>{INFO}<div class=txt><p>{FIRST}</p><p>{LAST}{tail}</p></div>"
    found = read(text)
    assert found.author == author
    assert lines(found)[-1] == LAST + (last if last != "p" else "")


@pytest.mark.parametrize(
    ("between", "subtitle", "author"),
    [
        ("<h2>二十家企业参加</h2>", "二十家企业参加", ""),
        ("<p>李建国　王小芳</p>", "", "李建国、王小芳"),
        ("<h3>二十家企业参加</h3><p>李建国　王小芳</p>", "二十家企业参加", "李建国、王小芳"),
    ],
)
def test_what_stands_between_headline_and_date_is_no_headline(between, subtitle, author):
    text = f"<h1>{HEADLINE}</h1>{between}{INFO}<div id=ozoom><p>{FIRST}</p><p>{LAST}</p></div>"
    found = read(text, window="示例日报")
    assert (found.headline, found.subtitle, found.author) == (HEADLINE, subtitle, author)


def test_control_a_headline_under_the_larger_name_of_its_section_is_the_headline():
    text = f"<h1>工作动态</h1><h2>{HEADLINE}</h2>{INFO}<div id=zoom><p>{FIRST}</p></div>"
    found = read(text, window="工作动态")
    assert (found.headline, found.subtitle) == (HEADLINE, "")


ABOUT = "<div class=r><h3>关于我们</h3>" + "".join(
    f"<p>示例网第{n}频道为读者提供权威、及时、全面的资讯，服务大局、服务群众，影响力不断提升，欢迎提供线索。</p>"
    for n in (1, 2, 3)
)
NOTICE = "<div class=n><p>本网站所刊载的作品，仅代表作者个人观点，不代表本网立场，读者应自行判断，本网不承担任何责任，请与本网联系。</p></div>"


@pytest.mark.parametrize("around", ["{}" + ABOUT, ABOUT + "</div>{}", "{}" + NOTICE])
def test_a_longer_text_beside_the_article_is_not_the_article(around):
    article = f"<div class=l><h1>{HEADLINE}</h1>{INFO}<div class=c><p>{FIRST}</p></div></div>"
    assert lines(read(around.format(article))) == [FIRST]


def test_control_a_short_lead_under_the_headline_is_not_the_article():
    long = "".join(f"<p>第{n}家工厂，{FIRST}{LAST}</p>" for n in (1, 2, 3))
    lead = "<div class=x><p>车间里有账，账上有路。</p></div>"
    found = read(f"<h1>{HEADLINE}</h1>{INFO}{lead}<div class=c><h3>一、走访</h3>{long}</div>")
    assert lines(found)[-1].endswith(LAST)
