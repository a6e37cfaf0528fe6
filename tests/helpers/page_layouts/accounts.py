"""Saved pages of WeChat and of other platforms where accounts publish."""

from .layout import BODY, FIRST, HEADLINE, LAST, MIDDLE, Layout

CREATED = "<script>var ct = \"1741737600\"; var createTime = '2025-03-12 08:00';</script>"


def wechat(text, *, below="", shown=""):
    return (
        f'<div id="page-content"><div class="rich_media_inner"><h1 class="rich_media_title" id="activity-name">{HEADLINE}</h1>'
        '<div id="meta_content"><span class="rich_media_meta rich_media_meta_text">小 常</span><span class="rich_media_meta_nickname"><a id="js_name">常商之声</a></span>'
        f'<em id="publish_time" class="rich_media_meta">{shown}</em></div><div class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0;">{text}</div>{below}</div></div>{CREATED}'
    )


OG = f'<meta property="og:title" content="{HEADLINE}">'

ACCOUNTS = (
    Layout(
        "wechat-plain",
        wechat(f"<section>{BODY}</section>"),
        head=OG,
        window="",
        clock="08:00",
        source="常商之声",
    ),
    Layout(
        "wechat-shown-date",
        wechat(
            f"<section><p>点击上方蓝字关注我们</p></section><section>{BODY}</section><p>END</p><p>来源 | 示例市工商联</p><p>编辑 | 甲某明　审核 | 王某</p><p>长按识别二维码关注我们</p>",
            shown="2025年03月12日 08:00",
            below="<div class=tool>阅读原文 阅读 1024 赞 12 在看 3</div>",
        ),
        head=OG,
        window="",
        clock="08:00",
        source="常商之声",
        lacks=("END", "审核", "二维码", "蓝字"),
        editor="甲某明",
    ),
    Layout(
        "wechat-words-in-a-drawing",
        wechat(
            f'<section><p>{FIRST}</p></section><section><svg viewBox="0 0 6 3"><foreignObject width="6" height="3"><section><p>{MIDDLE}</p></section></foreignObject></svg></section>'
            f'<svg viewBox="0 0 9 9"><text x="1" y="2">{LAST}</text></svg>'
        ),
        head=OG,
        window="",
        clock="08:00",
        source="常商之声",
    ),
    Layout(
        "wechat-lines-of-code",
        wechat(
            f"<p>{FIRST}</p><section class=code-snippet__fix><pre><code><span>时间：4月2日</span></code><code><span>地点：工商联三楼</span></code></pre></section><p>{LAST}</p>"
        ),
        head=OG,
        window="",
        clock="08:00",
        source="常商之声",
    ),
    Layout(
        "account-between-label-and-date",
        f'<h1 class="article-title">{HEADLINE}</h1><div class="article-sub"><span>原创</span> <span>常商观察员</span> <span>2025-03-12 08:12:20</span></div><div class="article-content">{BODY}</div>',
        window=HEADLINE,
        clock="08:12",
        source="常商观察员",
        lacks=("原创",),
    ),
    Layout(
        "account-without-a-year",
        f'<h2>{HEADLINE}</h2><div><p class="author-name">常商之声</p><div class="article-source"><span class="date">发布时间：03-12</span><span class="time">08:12</span></div></div><div class="article-content">{BODY}</div>',
        head='<meta itemprop="dateUpdate" content="2025-03-12 08:12:20">',
        window=HEADLINE,
        clock="08:12",
        source="常商之声",
    ),
    Layout(
        "portal-account-with-a-glued-return",
        f'<h1>{HEADLINE}</h1><div class="article-info"><span class="time" id="news-time">2025-03-12 08:12</span> <span>来源:<a href="/">示例网</a></span></div><article class="article"><p>{FIRST}</p><p>{MIDDLE}</p><p>{LAST}<a href="/">返回示例，查看更多</a></p><p>责任编辑：</p></article><div class="statement">声明：该文观点仅代表作者本人，示例号系信息发布平台。</div>',
        head=f'<meta property="og:title" content="{HEADLINE}">',
        window=f"{HEADLINE}_商会",
        clock="08:12",
        source="示例网",
        lacks=("查看更多", "责任编辑", "声明"),
    ),
    Layout(
        "blog-with-a-pen-name",
        f'<h1 class="title">{HEADLINE}</h1><div class="author"><span class="name"><a href="/u">李某山</a></span><div class="meta"><span class="publish-time">2025.03.12 08:12:20</span><span class="wordage">字数 300</span><span>阅读 1024</span></div></div><div class="show-content">{BODY}</div>',
        window=f"{HEADLINE} - 示例博客",
        clock="08:12",
        author="李某山",
        lacks=("字数", "阅读"),
    ),
    Layout(
        "forum-post",
        f'<h1 class="ts"><span id="thread_subject">{HEADLINE}</span></h1><table><tr><td class="plc"><div class="pi"><em>发表于 2025-3-12 08:15</em></div><table><tr><td class="t_f">{BODY}</td></tr></table></td></tr></table>',
        window=f"{HEADLINE} - 会员天地 - 商会论坛",
        clock="08:15",
    ),
    Layout(
        "two-figure-year",
        f"<h1>{HEADLINE}</h1><p>25-03-12 08:30 示例商会</p><div class=content>{BODY}</div>",
        clock="08:30",
        source="示例商会",
    ),
    Layout(
        "english-date",
        f"<h1>{HEADLINE}</h1><p>March 12, 2025 8:30 PM</p><div class=content>{BODY}</div>",
        clock="20:30",
    ),
    Layout(
        "full-width-figures",
        f"<h1>{HEADLINE}</h1><p>发布时间：２０２５－０３－１２　０８：３０</p><div class=content>{BODY}</div>",
        clock="08:30",
    ),
    Layout(
        "seconds-in-a-script",
        f"<h1>{HEADLINE}</h1><div class=content>{BODY}</div>"
        "<script>var info = {publish_time: 1741737600, id: 3};</script>",
        clock="08:00",
    ),
    Layout(
        "day-in-the-address-alone",
        f"<h1>{HEADLINE}</h1><div class=content>{BODY}</div>",
        head='<meta property="og:url" content="https://www.example.cn/n/2025-03/12/c_100.htm">',
    ),
    Layout(
        "written-below-the-text",
        f'<div class=post><h1><a id="post_title">{HEADLINE}</a></h1><div id="post_body">{BODY}</div><div class="postDesc">posted @ <span id="post-date">2025-03-12 09:00</span> 阅读(12) 评论(0)</div></div>',
        window=f"{HEADLINE} - 示例园",
        clock="09:00",
        lacks=("posted", "阅读"),
    ),
    Layout(
        "blogger-between-words",
        f'<h1 class="title-article">{HEADLINE}</h1><div class="bar-content"><a class="nickName">李某山</a><span class="time">于 2025-03-12 09:00:00 发布</span><span class="read-count">阅读量1.2k</span></div><div id="content_views">{BODY}</div>',
        window=f"{HEADLINE}_李某山的博客-示例博客",
        clock="09:00",
        author="李某山",
    ),
    Layout(
        "month-and-day-beside-the-time",
        f"<h1>{HEADLINE}</h1><div>03-12 09:00 示例日报</div><div class=c>{BODY}</div>",
        head='<meta property="article:published_time" content="2025-03-12">',
        clock="09:00",
        source="示例日报",
    ),
    Layout(
        "next-text-behind-the-editor",
        f"<h1>{HEADLINE}</h1><div>2025-03-12</div><div class=c>{BODY}<p>责任编辑：李某</p><h2>另一篇文章</h2><p>另一篇文章的第一段写得很长，说的是别的事，读者不必看。</p></div>",
        editor="李某",
        lacks=("另一篇",),
    ),
)
