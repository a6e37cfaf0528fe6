"""What stands above and below a text on its page, and what of it is the text's own."""

import pytest

from series.text.markup import stored_html
from series.text.recognition.published import recognise
from series.text.web.page import read_page

FIRST = "三月十日上午，三十多位会员企业的厂长走进横山桥镇的两家工厂，看新装的生产线。"
LAST = "商会秘书处把提问整理成清单，交给三个工作组，约定在四月底之前逐条答复。"
HEAD = "<h1>会员走进工厂</h1><div>2025-03-12 09:00 来源：示例日报</div>"
LINKS = "<li><a href=1>行业商会交流经验</a></li><li><a href=2>座谈会举行</a></li><li><a href=3>老厂房变展厅</a></li>"


def read(inside, *, around="{}"):
    article = HEAD + around.format(f"<div class=article>{inside}</div>")
    return recognise(
        read_page(f"<html><title>会员走进工厂_示例网</title><body>{article}</body></html>")
    )


def body(text):
    return stored_html.visible_text(text.body).split("\n")


@pytest.mark.parametrize(
    "below",
    [
        "<p>+1</p><p>【纠错】责任编辑：尹某杰</p>",
        "<h2>评论（191）</h2><p>我要跟帖</p><p>已输入0字</p>",
        "<p>赞 0 赏</p><p>- THE END -</p><p>转载请注明出处：示例日报</p>",
        f"<div><strong>相关链接</strong></div><ul>{LINKS}</ul>",
        "<p>延伸阅读：</p><p><a href=1>行业商会交流经验</a></p><p><a href=2>座谈会举行</a></p>",
        "<p>热门推荐</p><p>行业商会交流经验</p><p>青年企业家座谈会</p>",
        "<p>（编辑：李某）</p><p>平台声明</p><p>阅读 (1024)</p>",
        "<p>（原标题：商会走访车间）</p><p>特别声明：本文为示例号作者上传并发布，仅代表该作者观点。</p>",
        "<p>举报</p><p>12评论</p>",
        "<p>【1】【2】【3】</p><p>关键字：会员</p>",
        "<p>分享到：</p><ul><li>微信</li><li>微博</li></ul><p>扫一扫在手机打开当前页</p><p>打印本页</p>",
        "<p>上一篇：年会召开</p><p>下一篇：培训通知</p><p>返回列表</p>",
        "<p>（文章来源：示例证券报）</p><p>(责任编辑：DF406)</p>",
        "<p>文/图：李某山</p><p>审核：王某</p>",
        "<p>▼</p><p>往期精彩</p><p><a href=1>走访之一</a></p><p>点个“在看”</p>",
        "<p>责任编辑：李某</p><p>新闻热线：000-0000</p><p>关于我们</p><p>苏ICP备00000000号</p>",
    ],
)
def test_lines_of_the_page_below_the_text_go_and_are_named(below):
    text = read(f"<p>{FIRST}</p><p>{LAST}</p>{below}")
    assert body(text) == [FIRST, LAST]
    (named,) = (words for words in text.skipped if words.startswith("文末"))
    assert (
        "".join(below.split("<p>")[1].split("</p>")[0].split())[:4] in "".join(named.split())
        if "<p>" in below
        else named
    )


@pytest.mark.parametrize(
    "own",
    [
        "附件：1.报名回执",
        "联系人：王某　电话：0519-00000000",
        "示例市工商业联合会",
        "2025年3月12日",
        "只怕慢",
        "（作者系示例大学教授）",
    ],
)
def test_control_own_lines_below_the_text_stay(own):
    assert body(read(f"<p>{FIRST}</p><p>{LAST}</p><p>{own}</p>"))[-1] == own


def test_a_section_of_the_text_that_is_called_like_a_list_stays():
    more = "走访制度从三年前开始，每年两次，每次都把清单公开，去年办结一百二十件。"
    text = read(f"<p>{FIRST}</p><p>{LAST}</p><h2>延伸阅读</h2><p>{more}</p>")
    assert body(text) == [FIRST, LAST, "延伸阅读", more]


@pytest.mark.parametrize(
    "above",
    [
        "<p>首页 &gt; 经济</p><p>石某/示例青年报</p><p>2025-03-12 09:10</p>",
        "<p>安装示例新闻客户端</p><p>图集</p><p>关注</p>",
        "<p>本报记者 王某乐 方 某</p>",
        "<p>视频加载中...</p>",
        "<h1>会员走进工厂</h1><p>来源：示例日报　作者：李某山</p>",
        "<p>点击上方蓝字关注我们</p>",
    ],
)
def test_lines_of_the_page_above_the_text_go(above):
    text = read(f"{above}<p>{FIRST}</p><p>{LAST}</p>")
    assert body(text) == [FIRST, LAST]
    assert text.han_equal


@pytest.mark.parametrize(
    "own", ["各会员企业：", "编者按：走访要解决真问题。", "一、走进车间", "图为走访现场。"]
)
def test_control_own_lines_above_the_text_stay(own):
    assert body(read(f"<p>{own}</p><p>{FIRST}</p><p>{LAST}</p>"))[0] == own


def test_lines_divided_by_br_are_told_apart():
    text = read(f"<div>2025-03-12 来源：示例日报<br>{FIRST}<br>{LAST}<br>（编辑：李某）</div>")
    assert body(text) == [FIRST, LAST]
    assert text.editor == "李某"


def test_what_is_glued_to_the_last_sentence_goes_alone():
    text = read(f"<p>{FIRST}</p><p>{LAST} <b>返回示例，</b>查看更多 </p>")
    assert body(text) == [FIRST, LAST]
    assert "文末 1 处：返回示例，查看更多" in text.skipped


def test_a_source_in_brackets_behind_the_last_sentence_is_read():
    html = f"<html><title>会员走进工厂</title><body><h1>会员走进工厂</h1><p>2025-03-12</p><div><p>{FIRST}</p><p>{LAST}（来源：示例日报）</p></div></body></html>"
    text = recognise(read_page(html))
    assert text.source == "示例日报"
    assert body(text) == [FIRST, LAST]


@pytest.mark.parametrize(
    "around",
    [
        "<div class=footer><p>"
        + "本站由示例市工商联主办，未经许可不得转载，违者必究，欢迎投稿。" * 8
        + "</p></div>{}",
        f"<div class=left><h3>热点</h3><ul>{LINKS}</ul></div>{{}}",
        "<div class=dialog><p>您还没有登录，请登录后再发表评论，登录后可享受更多服务，谢谢支持。</p></div>{}",
        "<div><div>手机版</div><div>登录</div><div>注册</div><div><a href=/>首页</a>{}</div></div>",
        "{}"
        + "<div class=zw2><h3><a href=1>另一篇</a></h3><p>摘要写得很长，说的是另一件事情，与本文无关，读者不必看。</p></div>"
        * 3,
        "{}<div class=comment-list>"
        + "<p>网友说得很好，我也去过，学到很多东西，下次还要去。</p>" * 12
        + "</div>",
        "{}<div><h3>网友评论（12）</h3><div>"
        + "<p>网友说得很好，我也去过，学到很多东西，下次还要去。</p>" * 12
        + "</div></div>",
        "{}<div><h4>亲爱的用户：</h4><p>您当前使用的浏览器版本过低，导致网站不能正常访问，建议升级浏览器。</p></div>",
    ],
)
def test_the_text_is_found_whatever_stands_around_it(around):
    article = f"<p>{FIRST}</p><p>{LAST}</p>"
    html = f"<html><title>会员走进工厂</title><body>{HEAD}{around.format(f'<div>{article}</div>')}</body></html>"
    assert body(recognise(read_page(html))) == [FIRST, LAST]


def test_lines_of_a_listing_stay_lines_and_are_no_heading():
    text = read(f"<p>{FIRST}</p><pre>时间：4月2日\n地点：工商联三楼\n名额：40人</pre><p>{LAST}</p>")
    assert body(text) == [FIRST, "时间：4月2日", "地点：工商联三楼", "名额：40人", LAST]
    assert text.headings == ()


def test_the_dates_of_an_event_are_not_that_of_publication():
    text = recognise(
        read_page(
            "<html><title>关于举办培训班的通知</title><body><h1>关于举办培训班的通知</h1><div class=content><p>时间：2025年4月2日</p><p>地点：工商联三楼</p>"
            "<p>请各企业按时参加，会前十五分钟到场签到，不要缺席。</p><p>示例市工商联</p><p>2025年3月12日</p></div></body></html>"
        )
    )
    assert str(text.published_on) == "2025-03-12"


SUBTITLED = "<h1>会员走进工厂听难处</h1><div><div>—— 开年走访记</div>{below}<p>{first}</p></div>"
OWN = "三月十日上午，三十多位厂长走进横山桥镇的两家工厂，看新装的生产线，听车间主任讲三本账。"


@pytest.mark.parametrize(
    ("below", "kept"),
    [
        ("<div>2025-03-12 | 永红街道办事处 | 字体： 大 中 小</div>", False),
        ("<p>2024年的走访有二十三家，今年要翻一番。</p>", True),
    ],
)
def test_a_line_with_the_day_goes_also_below_a_subtitle(below, kept):
    source = read_page(f"<html><body>{SUBTITLED.format(below=below, first=OWN)}</body></html>")
    words = "".join(block.text for block in source.blocks)
    assert words.endswith(OWN)
    assert ("2025-03-12" in words, "二十三家" in words) == (False, kept)
