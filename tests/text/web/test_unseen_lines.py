"""Lines around a text in shapes of pages that were seen outside: dates in boxes, names, ends."""

import pytest

from series.text.markup import stored_html
from series.text.recognition.published import recognise
from series.text.web.page import read_page

HEADLINE = "会员走进工厂"
FIRST = "三月十日上午，三十多位会员企业的厂长走进横山桥镇的两家工厂，看新装的生产线。"
LAST = "商会秘书处把提问整理成清单，交给三个工作组，约定在四月底之前逐条答复。"
MENU = (
    "<div><ul><li><a href=/>首页</a></li><li><a href=/n/>新闻中心</a></li></ul>"
    "<p>今天是：2026年11月30日 星期一</p></div>"
)


def read(above, *, below="", head="", menu=MENU):
    text = f"<div class=text><p>{FIRST}</p><p>{LAST}</p>{below}</div>"
    html = f"<html><head><title>{HEADLINE}_示例网</title>{head}</head><body>{menu}{above}{text}</body></html>"
    return recognise(read_page(html))


def body(text):
    return stored_html.visible_text(text.body).split("\n")


@pytest.mark.parametrize(
    ("above", "clock"),
    [
        ("<div><span>12</span><span>2025-03</span></div><h2>{}</h2>", None),
        ("<div><b>12</b><br><i>2025/03</i></div><h2>{}</h2>", None),
        ("<h2>{}</h2><p><em>12</em><em>2025.03</em></p>", None),
        ("<div><p>03-12</p><p>2025</p></div><h2>{}</h2>", None),
        ("<h2>{}</h2><div><p>2025</p><p>03-12</p></div>", None),
        ("<h2>{}</h2><p>【发布日期】2025-03-12 【阅读】5</p>", None),
        ("<h2>{}</h2><p>[ 2025/3/12 8:05:00 | By: 示例商会 ]</p>", "08:05"),
        ("<h2>{}</h2><p>2025年03月12日 08时05分11秒</p>", "08:05"),
        ("<h2>{}</h2><p>（2025年3月1日）</p><p>李建国</p><p>发布时间：2025-03-12</p>", None),
        ("<h1>{} <small>2025-03-12</small></h1>", None),
        ("<div>A08版：要闻</div><div>2025年03月12日</div><p>放大</p><p>缩小</p><h2>{}</h2>", None),
    ],
)
def test_a_date_in_boxes_brackets_or_at_the_head_of_a_paper(above, clock):
    text = read(above.format(HEADLINE), menu="")
    assert (text.headline, str(text.published_on)) == (HEADLINE, "2025-03-12")
    assert (f"{text.published_time:%H:%M}" if text.published_time else None) == clock


@pytest.mark.parametrize(
    "above",
    [
        "<ul><li class=cur><i>03-12</i> <em>2025</em><h2>{}</h2></li></ul>",
        "<div><a href=/x><b>03-12</b><span>2025</span></a></div><h2>{}</h2>",
        "<ul><li><span>03-12</span><span>2025</span><a href='#'>{}</a></li></ul><h2>{0}</h2>",
        "<h2><span>03-12</span><span>2025</span>{}</h2>",
        "<h2>{}</h2><p><span>03-12</span><span>2025</span> <span>来源：示例商会</span></p>",
        "<h2>{}</h2><p><b>2025</b><i>03.12</i></p>",
        "<p>03-12 / 2025</p><h2>{}</h2>",
        "<h2>{}</h2><p>03-12 2025 浏览：12</p>",
    ],
)
def test_a_day_in_two_pieces_of_one_line(above):
    text = read(above.replace("{}", "{0}").format(HEADLINE), menu="")
    assert (text.headline, str(text.published_on)) == (HEADLINE, "2025-03-12")
    assert body(text) == [FIRST, LAST]


@pytest.mark.parametrize(
    "above",
    [
        "<ul><li><a href=/1><i>03-12</i><i>2025</i></a></li><li><a href=/2>其他</a></li></ul><p>要闻</p><p>本市</p><h2>{}</h2>",
        "<ul><li><i>03-12</i><i>2025</i><a href=/1>别家商会换届大会</a></li></ul><h2>{}</h2>",
        "<h2>{}</h2>",
        "<p>第12届</p><p>2025年</p><h2>{}</h2>",
        "<h2>{}</h2><p>12家企业 2025年3次</p>",
    ],
)
def test_control_the_day_of_today_and_other_figures_are_no_date(above):
    assert read(above.format(HEADLINE)).published_on is None


@pytest.mark.parametrize(
    ("info", "source", "author"),
    [
        ("2025-03-12", "", ""),
        ("时间:2025-03-12 来源:未知 作者:admin 点击:5次", "", ""),
        ("<span>2025-03-12</span><span>江苏</span>", "", ""),
        ("<span>发布于江苏</span> <span>2025-03-12</span>", "", ""),
        ("<i>示例日报</i><i>2025-03-12</i><i>示例日报官方账号</i>", "示例日报", ""),
        ("2025-03-12 来源：<img src=l.png alt=示例日报>", "示例日报", ""),
        ("2025-03-12　□ 李建国　王小芳", "", "李建国、王小芳"),
        ("李建国/示例日报 2025-03-12", "示例日报", "李建国"),
        ("示例日报记者 李建国 通讯员 王芳 赵刚<br>2025-03-12", "示例日报", "李建国、王芳、赵刚"),
        ("2025-03-12 / 会员部 / 阅读 12", "会员部", ""),
        ("Posted on 2025-03-12 by 李建国", "", "李建国"),
    ],
)
def test_what_stands_beside_the_date(info, source, author):
    text = read(f"<h2>{HEADLINE}</h2><div>{info}</div>")
    assert (text.source, text.author) == (source, author)


@pytest.mark.parametrize(
    "note",
    [
        "（2025年1月9日示例省第十四届人民代表大会第三次会议通过）",
        "（2024年5月1日示例市人民政府令第6号公布）",
    ],
)
def test_when_a_law_was_passed_stays_in_the_text_and_is_no_day_of_publication(note):
    text = read(f"<h2>{HEADLINE}</h2><div>2025-03-12</div><p>{note}</p>", below="")
    assert str(text.published_on) == "2025-03-12"
    html = f"<html><title>{HEADLINE}</title><body><h2>{HEADLINE}</h2><div id=zoom><p>{note}</p><p>{FIRST}</p></div></body></html>"
    alone = recognise(read_page(html))
    assert (alone.published_on, body(alone)) == (None, [note, FIRST])


@pytest.mark.parametrize(
    "below",
    [
        "<p>商会党支部、会员处供稿　摄影/张艳　编辑/苏芳</p>",
        "<p>审核：邓琳 监制：杨刚</p><p>来源：示例日报</p><p>更多精彩，请关注本微信公众号</p><p>说出您的看法和建议</p>",
        "<p>上一篇：</p><p><a href=1.html>行业商会交流经验</a></p><p>下一篇：</p><p><a href=2.html>座谈会举行</a></p>",
        "<p>相关链接：</p><p><a href=1.html>行业商会交流经验</a></p><p><a href=2.html>座谈会举行</a></p>",
        "<p><b><a href=1.html>行业商会交流经验</a></b></p><p><a href=2.html>座谈会举行</a></p><p><a href=3.html>老厂房变展厅</a></p>",
        "<p>（示例网 记者：邓梦菲 编译：严玉）</p>",
        "<p>阅读 1.2万</p><p>写留言</p>",
        "<p>《 示例日报 》（ 2025年03月12日 06 版）</p><p>(责编：李楠、徐雷)</p>",
        "<p>原文链接：<a href=https://example.com/s/abc>https://example.com/s/abc</a></p>",
    ],
)
def test_ends_of_pages_go(below):
    text = read(f"<h2>{HEADLINE}</h2><p>2025-03-12</p>", below=below)
    assert body(text) == [FIRST, LAST]


@pytest.mark.parametrize(
    "below",
    [
        "<p>附件：<a href=1.doc>报名回执</a></p>",
        "<p>编辑：张一明</p><p>附件：报名回执</p>",
        "<p>审核：张一明</p><p>示例市工商业联合会</p>",
        "<p>审核：张一明</p><p>联系人：李四平，0519-00000000</p>",
        "<p><a href=1.html>行业商会交流经验</a></p>",
        "<p><a href=1.doc>附件1：回执</a></p><p><a href=2.doc>附件2：名单</a></p><p><a href=3.doc>附件3：议程</a></p>",
        "<p>（作者李某系示例市工商联副主席）</p>",
        "<p>工作小组有三项分工：摄影、编辑、校对。</p>",
    ],
)
def test_control_attachments_signatures_and_links_of_the_text_stay(below):
    last = stored_html.visible_text(below).split("\n")[-1]
    text = read(f"<h2>{HEADLINE}</h2><p>2025-03-12</p>", below=below)
    assert body(text)[-1].split("　")[0] == last


def test_a_promoting_link_above_the_text_goes_and_is_named():
    above = f"<h2>{HEADLINE}</h2><p>2025-03-12</p>"
    html = f"<html><title>{HEADLINE}</title><body>{above}<div id=zoom><p><a href=x>点击进入“车间故事”&gt;&gt;</a></p><p>{FIRST}</p><p>{LAST}</p></div></body></html>"
    text = recognise(read_page(html))
    assert body(text) == [FIRST, LAST]
    assert any("车间故事" in phrase for phrase in text.skipped)


LIST = (
    "<div><h3>热点文章</h3><ul><li><a href=1.html>民营经济促进法宣讲会举办</a><span>2025-01-09</span></li>"
    "<li><a href=2.html>商会换届</a><span>2025-01-08</span></li></ul></div>"
)


@pytest.mark.parametrize(
    ("below", "day"),
    [("", "None"), ("<p>发布时间：2025-03-12　来源：办公室</p>", "2025-03-12")],
)
def test_days_in_a_list_above_the_headline_are_those_of_other_texts(below, day):
    text = read(f"{LIST}<h2>{HEADLINE}</h2>", below=below)
    assert str(text.published_on) == day


def test_control_a_line_above_the_headline_with_a_link_to_its_source_has_the_day():
    above = f"<p>2025-03-12 来源：<a href=/>示例日报</a></p><h2>{HEADLINE}</h2>"
    text = read(above)
    assert (str(text.published_on), text.source) == ("2025-03-12", "示例日报")


def test_rows_of_other_texts_in_the_box_of_the_text_go():
    rows = "".join(
        f"<div class=lb><a href={n}.html>民营经济宣讲会之{n}</a> 2025-01-0{n}</div>"
        for n in (1, 2, 3)
    )
    html = f"<html><title>{HEADLINE}</title><body>{rows}<h3>{HEADLINE}</h3><p>2025-03-12</p><p>{FIRST}</p><p>{LAST}</p></body></html>"
    text = recognise(read_page(html))
    assert (text.headline, str(text.published_on)) == (HEADLINE, "2025-03-12")
    assert body(text) == [FIRST, LAST]


def test_when_and_where_an_event_takes_place_stays_in_the_text():
    event = ["时间：2025年4月20日 9:00", "地点：示例大楼一楼"]
    lines = "".join(f"<p>{line}</p>" for line in event)
    html = f"<html><title>{HEADLINE}</title><body><h2>{HEADLINE}</h2><p>发布时间：2025-03-12</p><div id=zoom>{lines}<p>{FIRST}</p></div></body></html>"
    text = recognise(read_page(html))
    assert (str(text.published_on), text.published_time) == ("2025-03-12", None)
    assert body(text) == [*event, FIRST]


@pytest.mark.parametrize(
    ("line", "author"),
    [("李建国", "李建国"), ("武进区", ""), ("时政", ""), ("常州市", "")],
)
def test_a_name_of_three_characters_alone_beside_the_date_is_a_person(line, author):
    text = read(f"<h2>{HEADLINE}</h2><ul><li>{line}</li><li>2025-03-12</li><li>32</li></ul>")
    assert text.author == author


def test_editor_source_and_day_in_one_line_below_the_text():
    below = (
        "<p><span>责任编辑：王芳</span> <span>来源：会员部</span> <span>2025-03-12 08:05</span></p>"
    )
    text = read(f"<h2>{HEADLINE}</h2>", below=below)
    assert (str(text.published_on), f"{text.published_time:%H:%M}") == ("2025-03-12", "08:05")
    assert (text.source, text.editor) == ("会员部", "王芳")


def test_month_and_day_beside_a_name_are_read_where_the_head_has_the_year():
    head = "<meta property='article:published_time' content='2025-03-12'>"
    text = read(f"<h2>{HEADLINE}</h2><p>3月12日 · 会员部</p>", head=head)
    assert (str(text.published_on), text.source) == ("2025-03-12", "会员部")
    assert body(text) == [FIRST, LAST]


@pytest.mark.parametrize(
    ("line", "source", "author"),
    [
        ("<a>江边散人</a> <b>楼主</b> 发表于 2025-3-12 10:20 <a>只看楼主</a>", "江边散人", ""),
        ("<em>来自手机</em> 2025-3-12 10:20 <a>只看该作者</a> <a>倒序浏览</a>", "", ""),
        ("<span>2025-3-12 10:20</span> <a>只看TA</a> <a>加好友</a>", "", ""),
        ("<span>楼明远</span> <span>2025-3-12 10:20</span>", "", "楼明远"),
    ],
)
def test_buttons_of_a_forum_name_nobody(line, source, author):
    text = read(f"<h1>{HEADLINE}</h1><div>{line}</div>")
    assert (text.source, text.author, text.headline) == (source, author, HEADLINE)


@pytest.mark.parametrize("day", ["", "2025年3月12日 09:10"])
@pytest.mark.parametrize(
    ("writer", "author"),
    [
        ("<span class='rich_media_meta rich_media_meta_text'>林海生</span>", "林海生"),
        ("<span class='rich_media_meta rich_media_meta_text'>作者：阿禾</span>", "阿禾"),
        ("<span>原创</span><span class=rich_media_meta_text><b id=js_author_name>秋水</b></span>", "秋水"),
        ("<span class='rich_media_meta rich_media_meta_text'>示例商会宣教处</span>", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_the_author_beside_an_account_with_or_without_a_day(writer, author, day):
    account = "<span class=rich_media_meta_nickname><a id=js_name>示例商会</a></span>"
    when = f"<em id=publish_time class='rich_media_meta rich_media_meta_text'>{day}</em>"
    place = "<em id=js_ip_wording_wrp class='rich_media_meta rich_media_meta_text'>江苏</em>"
    text = read(f"<h1>{HEADLINE}</h1><div id=meta_content>{writer}{account}{when}{place}</div>")
    assert (text.source, text.author, text.headline) == ("示例商会", author, HEADLINE)
    assert body(text) == [FIRST, LAST]


@pytest.mark.parametrize(
    ("below", "author"),
    [
        ("<p>见习记者 李建国 实习生 王芳</p>", "李建国、王芳"),
        ("<p>本报记者 李建国 文/摄</p>", "李建国"),
        ("<p>来源 会员部</p>", ""),
    ],
)
def test_bylines_below_the_text(below, author):
    text = read(f"<h2>{HEADLINE}</h2><p>2025-03-12</p>", below=below)
    assert text.author == author
    assert body(text) == [FIRST, LAST]


@pytest.mark.parametrize(
    ("own", "kept"),
    [
        ("<p>经研究，表彰以下同志：</p><p>李建国　王小芳</p><p>孙丽　周平</p>", 3),
        ("<p>选出新任理事，名单如下。</p><p>李建国</p><p>孙丽</p>", 3),
        ("<p>经研究，决定成立编辑委员会。</p><p>主编：李建国</p><p>副主编：王小芳</p>", 3),
        ("<p>一、时间：2025年4月20日下午</p><p>二、地点：会议室</p><p>会员自愿参加。</p>", 3),
        ("<p>办事可以登录下面的网站：</p><p><a href=https://a.example>政务网</a></p><p><a href=https://b.example>融资网</a></p><p><a href=https://c.example>人才网</a></p>", 4),
        ("<p>记者 在现场看到，生产线满负荷运转。</p><p>讲座指出，未经授权转载他人文章，须担责任。</p>", 2),
    ],
)  # fmt: skip
def test_control_honest_lines_that_look_alike_stay_and_name_nobody(own, kept):
    html = f"<html><title>{HEADLINE}</title><body><h2>{HEADLINE}</h2><p>2025-03-12</p><div class=c>{own}</div></body></html>"
    text = recognise(read_page(html))
    assert (text.source, text.author, len(body(text))) == ("", "", kept)


def test_a_day_that_heads_a_part_of_a_chronicle_stays_and_is_no_day_of_publication():
    parts = ["2016年3月12日", "示例商会成立，首批会员三十家。", "2020年5月6日", "示例商会换届。"]
    own = "".join(f"<p>{part}</p>" for part in parts)
    html = f"<html><title>{HEADLINE}</title><body><h2>{HEADLINE}</h2><p>2025-03-12</p><div class=c>{own}</div></body></html>"
    text = recognise(read_page(html))
    assert (str(text.published_on), body(text)) == ("2025-03-12", parts)


def test_author_and_account_above_the_day_inside_the_text():
    own = f"<p>原创 周敏 云州商界</p><p>2025-03-12 09:10</p><p>{FIRST}</p><p>{LAST}</p>"
    html = f"<title>{HEADLINE}</title><body><h1>{HEADLINE}</h1><div class=c>{own}</div></body>"
    text = recognise(read_page(f"<html>{html}</html>"))
    assert (text.source, text.author, body(text)) == ("云州商界", "周敏", [FIRST, LAST])
