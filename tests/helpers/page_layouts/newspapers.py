"""Pages of newspapers, news agencies and portals, in layouts of their systems."""

from .layout import BODY, FIRST, FURTHER, HEADLINE, LAST, MIDDLE, Layout

SCRIPT = "<script>var ad = 1;</script>"
COMMENTS = (
    "<h2>评论（191）</h2><p>我要跟帖</p><p>已输入0字</p><p>走访好，我们厂也去过，学到不少东西，下次还想去看一看。</p>"
)

NEWSPAPERS = (
    Layout(
        "agency-with-unlabelled-date",
        f'<div class="h-title">{HEADLINE}</div><div class="h-info"><span class="h-time"> 2025-03-12 07:57:40</span> <span class="aticle-src">来源：<em id="source"> 示例社</em></span></div>'
        f'<div id="p-detail">{BODY}<div class="zan-wap"><span>+1</span></div><div class="p-tags"><div class="tadCont">【纠错】 责任编辑：尹某杰</div></div></div>',
        window=f"{HEADLINE}-示例网",
        clock="07:57",
        source="示例社",
        editor="尹某杰",
        lacks=("纠错", "+1"),
    ),
    Layout(
        "agency-with-a-split-date",
        f'<div class="header"><div class="header-time left"><span class="year"><em> 2025</em></span> <span class="day"><em>03</em>/<em>12</em></span><span class="time"> 08:30:15</span></div><div class="source">来源：示例网</div><div class="head-line"><h1><span class="title">{HEADLINE}</span></h1></div></div>'
        f'<div class="main"><div id="detail">{BODY}</div></div>',
        clock="08:30",
        source="示例网",
    ),
    Layout(
        "paper-online-with-kicker-and-subtitle",
        f'<div class="text_title"><h3 class="pre">商会办实事</h3><h1>{HEADLINE}</h1><h4 class="sub"></h4><p class="author"></p><div class="box01"><div class="fl">2025年03月12日07:28&nbsp;&nbsp;来源：<a href="http://paper.example/">示例网－示例日报</a></div></div></div>'
        f'<div id="rwb_zw">{BODY}<div class="edit">(责编：岳某彬、曹某)</div></div><div class="bdshare">分享让更多人看到</div>',
        window=f"{HEADLINE}--经济·科技--示例网",
        clock="07:28",
        source="示例网－示例日报",
        editor="岳某彬、曹某",
        lacks=("责编", "商会办实事"),
    ),
    Layout(
        "portal-with-bottom-that-bleeds",
        f'<h1 class="main-title">{HEADLINE}</h1><div class="date-source"><span class="date">2025年03月12日 08:12</span> <a class="source" href="/s">示例新闻网</a></div><div id="artibody">{BODY}<p class="show_author">责任编辑：刘某君 SN123</p>'
        "<p>推荐阅读</p><p><a href='/1'>行业商会交流经验</a></p><p>新闻热线：000-0000000</p><p>违法和不良信息举报电话：000-0000000</p><p>Copyright © 示例公司 版权所有</p></div>",
        window=f"{HEADLINE}|商会|走访_新闻_示例网",
        clock="08:12",
        source="示例新闻网",
        editor="刘某君",
        lacks=("推荐阅读", "举报", "版权", "责任编辑"),
    ),
    Layout(
        "portal-with-glued-credits",
        f'<h1>{HEADLINE}</h1><div class="post_time_source">2025-03-12 08:12:20　来源: <a id="ne_article_source">示例社</a>　<a class="post_jubao">举报</a></div><div class="post_text" id="endText">{BODY}<div class="ep-source"><span class="left">本文来源：示例社  </span><span class="ep-editor">责任编辑：王某_NB1</span></div></div>',
        window=f"{HEADLINE}_示例新闻",
        clock="08:12",
        source="示例社",
        editor="王某",
        lacks=("本文来源", "举报"),
    ),
    Layout(
        "portal-with-counters-after-the-source",
        f'<h1>{HEADLINE}</h1><div><p><span>2025年03月12日 08:12:20</span><br><span>来源：</span><span><a href="/">示例网</a></span></p><div><a href="#c"><span>1032</span><span>人参与</span></a><a href="#c"><span>308</span><span>评论</span></a></div></div><div class="text">{BODY}</div>',
        window=f"{HEADLINE}_示例资讯_示例网",
        clock="08:12",
        source="示例网",
        lacks=("人参与",),
    ),
    Layout(
        "portal-with-long-share-title",
        f"<h2>{HEADLINE}</h2><div>发布时间：2025-03-12 来源：示例日报</div><div class=article>{BODY}</div>",
        head=f'<meta property="og:title" content="{HEADLINE}_要闻_新闻频道首页_示例网 - SHILI.COM.CN">',
        window=f"{HEADLINE}_要闻_示例网",
        source="示例日报",
    ),
    Layout(
        "date-and-name-in-spans",
        f'<h1>{HEADLINE}</h1><div class="art-meta"><span>示例日报</span> <span>2025年3月12日 16:04</span></div><div class="article">{BODY}</div>',
        clock="16:04",
        source="示例日报",
    ),
    Layout(
        "reporter-and-paper-above",
        f'<div class="article"><h1>{HEADLINE}</h1><div>首页 &gt; 经济</div><p>石某/示例青年报</p><p>2025-03-12 09:10</p>{BODY}</div>',
        clock="09:10",
        source="示例青年报",
        author="石某",
        lacks=("首页", "石某"),
    ),
    Layout(
        "reporter-of-a-paper-in-the-text",
        f'<h1>{HEADLINE}</h1><div>2025-03-12 09:10　来源：示例日报</div><div class="article"><p>本报记者 王某乐 方 某</p>{BODY}</div>',
        clock="09:10",
        source="示例日报",
        author="王某乐、方某",
        lacks=("本报记者",),
    ),
    Layout(
        "reporter-in-the-about-line",
        f'<h1 class="news_title">{HEADLINE}</h1><div class="news_about"><p>示例新闻记者 贺某萍</p><p>2025-03-12 10:08 <span>来源：<span>示例新闻</span></span></p></div><div class="news_txt">{BODY}<p>(本文来自示例新闻，更多原创资讯请下载“示例新闻”APP)</p></div>',
        clock="10:08",
        source="示例新闻",
        author="贺某萍",
        lacks=("APP", "记者"),
    ),
    Layout(
        "interviewer-below",
        f"<h1>{HEADLINE}</h1><div>2025-03-12 示例晚报</div><div class=text>{BODY}<p>采写：示例晚报记者 王某乐</p><p>摄影：刘某</p></div>",
        source="示例晚报",
        author="王某乐",
        lacks=("采写", "摄影"),
    ),
    Layout(
        "writer-in-brackets-below",
        f"<h1>{HEADLINE}</h1><div>2025-03-12 来源：示例时报</div><div class=text>{BODY}<p>（作者李某山系示例大学教授）</p></div>",
        source="示例时报",
        author="李某山",
        ends="（作者李某山系示例大学教授）",
    ),
    Layout(
        "reporter-in-the-first-sentence",
        f"<h1>{HEADLINE}</h1><div>2025-03-12 来源：示例日报</div><div class=text><p>本报讯（记者 王某乐 通讯员 方某）{FIRST}</p><p>{MIDDLE}</p><p>{LAST}</p></div>",
        source="示例日报",
        author="王某乐、方某",
        begins="本报讯（记者王某乐通讯员方某）",
    ),
    Layout(
        "comments-below",
        f"<h1>{HEADLINE}</h1><div>发布时间：2025-03-12 来源：示例日报</div><div class=article>{BODY}{COMMENTS}</div>",
        source="示例日报",
        lacks=("评论", "跟帖", "学到不少"),
    ),
    Layout(
        "end-mark-and-copyright",
        f"<h1>{HEADLINE}</h1><div>发布时间：2025-03-12 来源：示例日报</div><div class=article>{BODY}<p>赞 0 赏</p><p>- THE END -</p><p>转载请注明出处：示例日报</p></div>",
        source="示例日报",
        lacks=("THEEND", "转载", "赏"),
    ),
    Layout(
        "page-numbers-and-keywords",
        f"<h1>{HEADLINE}</h1><div>发布时间：2025-03-12 来源：示例日报</div><div class=article>{BODY}<p>【1】【2】【3】【4】</p><p>关键字：会员</p><p>(编辑：文某)</p></div>",
        source="示例日报",
        editor="文某",
        lacks=("【1】", "关键字", "编辑"),
    ),
    Layout(
        "quoted-source-in-a-notice",
        f"<h1>{HEADLINE}</h1><div>2025-03-12 10:20 [来源:示例网]</div><div class=article>{BODY}<p>凡本网注明“来源：江某日报”的作品，版权均属该报，违者本网将依法追究责任。</p></div>",
        clock="10:20",
        source="示例网",
        lacks=("凡本网",),
    ),
    Layout(
        "source-then-date-without-space",
        f"<h1>{HEADLINE}</h1><div><span>来源：示例日报</span><span>2025-03-12 08:49</span></div><div class=article>{BODY}</div>",
        clock="08:49",
        source="示例日报",
    ),
    Layout(
        "published-label-of-another-word",
        f"<h1>{HEADLINE}</h1><div>发稿时间：2025-03-12 08:42:00　来源：示例青年网</div><div class=article>{BODY}</div>",
        head='<meta name="PubDate" content="2025-03-12">',
        clock="08:42",
        source="示例青年网",
    ),
    Layout(
        "later-stamp-in-the-head",
        f"<h1>{HEADLINE}</h1><div>2025年03月12日 06:05　来源：示例日报</div><div class=article>{BODY}</div>",
        head='<meta name="publishdate" content="2025-03-12 11:40:00"><meta name="lastmodified" content="2025-03-13 01:00:00">',
        clock="06:05",
        source="示例日报",
    ),
    Layout(
        "time-element-with-relative-words",
        f'<h1>{HEADLINE}</h1><time datetime="2025-03-12T08:30:00+08:00">三天前</time><div class=article>{BODY}</div>',
        clock="08:30",
    ),
    Layout(
        "item-property",
        f'<div itemscope><h1 itemprop="headline">{HEADLINE}</h1><span itemprop="datePublished" content="2025-03-12T08:30:00+08:00">昨天</span><div itemprop="articleBody">{BODY}</div></div>',
        clock="08:30",
    ),
    Layout(
        "broken-linked-data",
        f"<h1>{HEADLINE}</h1><div class=article>{BODY}</div>",
        head='<script type="application/ld+json">{"title":"会员企业","pubDate":"2025-03-12T08:30:00","upDate":"2025-03-13T08:30:00",,}</script>',
        clock="08:30",
    ),
    Layout(
        "dates-of-other-texts-count-nothing",
        f"<div class=list><ul><li><a href=1>座谈会举行</a> 2025-05-01</li><li><a href=2>招聘会举行</a> 2025-05-02</li></ul></div><h1>{HEADLINE}</h1><div>2025-03-12 来源：示例日报</div><div class=article>{BODY}</div>{FURTHER}",
        source="示例日报",
    ),
    Layout(
        "advert-lines-above",
        f"<div class=article><h1>{HEADLINE}</h1><p>2025-03-12 09:00 来源：示例日报</p><p>安装示例新闻客户端</p><p>图集</p><p>关注</p>{BODY}</div>",
        clock="09:00",
        source="示例日报",
        lacks=("客户端", "图集"),
    ),
    Layout(
        "dash-inside-the-headline",
        f"<h1>一本账算清成本——{HEADLINE}</h1><div>2025-03-12 来源：示例日报</div><div class=article>{BODY}</div>",
        head='<meta property="og:title" content="一本账算清成本">',
        window=f"一本账算清成本——{HEADLINE}_示例网",
        headline="一本账算清成本",
        source="示例日报",
    ),
    Layout(
        "site-behind-a-hyphen",
        f"<div>发布时间：2025-03-12</div><div class=article>{BODY}</div>",
        window="商会发布应用清单：一块屏管住三条产线-CZN 示例产业网",
        headline="商会发布应用清单：一块屏管住三条产线",
    ),
    Layout(
        "section-links-beside-the-date",
        f'<div class="path"><a href="/">首页</a> » <a href="/e">经济</a> » 正文</div><h1>{HEADLINE}</h1><div class="info"><a href="/e">经济</a> | 2025-03-12 09:00 | 示例晚报</div><div class=article>{BODY}</div>',
        clock="09:00",
        source="示例晚报",
        lacks=("正文",),
    ),
    Layout(
        "editor-glued-to-the-last-sentence",
        f"<h1>{HEADLINE}</h1><div>2025-03-12 来源：示例日报</div><div class=article><p>{FIRST}</p><p>{MIDDLE}</p><p>{LAST}（责任编辑：李某）</p></div>",
        source="示例日报",
        lacks=("责任编辑",),
    ),
)
