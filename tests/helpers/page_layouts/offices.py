"""Pages of offices, chambers and schools: TRS, 大汉, 博达, 开普, WordPress and home-made ones."""

from .layout import BODY, FIRST, FOOT, FURTHER, HEADLINE, LAST, MIDDLE, NAVIGATION, SITE, Layout

OFFICIAL = "示例市工商联关于印发会员走访工作办法的通知"
NOTICE = (
    f"<p>各区商会：</p><p>{FIRST}</p><p>{MIDDLE}</p><p style='text-align:right'>示例市工商联</p>"
    "<p style='text-align:right'>2025年3月1日</p>"
)
SIGNED = {"begins": "各区商会：", "ends": "2025年3月1日"}

OFFICES = (
    Layout(
        "trs-meta-and-bar",
        f'{NAVIGATION}<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/d">工作动态</a></div><div class="detail"><h1>{HEADLINE}</h1>'
        '<div class="xx"><span>发布日期：2025-03-12 09:30</span><span>来源：会员部</span><span>浏览次数：<i>35</i></span></div>'
        f'<div class="TRS_Editor">{BODY}</div>{FURTHER}</div>{FOOT}',
        head='<meta name="ArticleTitle" content="会员企业走进横山桥学车间管理"><meta name="ColumnName" content="工作动态">'
        '<meta name="PubDate" content="2025-03-12"><meta name="ContentSource" content="会员部">',
        clock="09:30",
        source="会员部",
        lacks=("浏览次数", "相关新闻", "ICP"),
    ),
    Layout(
        "hanweb-table",
        f'<table><tr><td class="title">{HEADLINE}</td></tr><tr><td>发布日期：2025-03-12　来源：示例市工商联　字体：[ <a>大</a> <a>中</a> <a>小</a> ]</td></tr>'
        f'<tr><td><div id="zoom">{BODY}</div></td></tr><tr><td>【<a>打印本页</a>】【<a>关闭窗口</a>】</td></tr></table>{FOOT}',
        head='<meta name="SiteName" content="示例市工商联"><meta name="Maketime" content="2025-06-01 10:00:00">',
        source="示例市工商联",
        lacks=("打印", "字体"),
    ),
    Layout(
        "vsb-bar-without-source",
        f'<form name="_newscontent_fromname"><h1 align="center">{HEADLINE}</h1><div align="center">日期：2025年03月12日 11:02 &nbsp; 作者：办公室 &nbsp; 点击：[<span>101</span>]</div>'
        f'<div id="vsb_content_2"><div class="v_news_content">{BODY}</div></div><p>上一条：<a href="1.htm">年会召开</a></p><p>下一条：<a href="2.htm">培训通知</a></p><p>【<a>关闭</a>】</p></form>',
        clock="11:02",
        author="办公室",
        lacks=("上一条", "下一条", "关闭"),
    ),
    Layout(
        "ucap-date-and-source-in-spans",
        f'<div class="article oneColumn"><h1>{HEADLINE}</h1><div class="pages-date">2025-03-12 16:40<span class="font index_switchsize">来源：示例日报</span><span>【字体：<a>大</a> <a>中</a> <a>小</a>】</span><a>打印</a></div>'
        f'<div class="pages_content" id="UCAP-CONTENT">{BODY}</div><div class="editor"><span>责任编辑：尹某杰</span></div></div>',
        clock="16:40",
        source="示例日报",
        editor="尹某杰",
        lacks=("责任编辑", "字体"),
    ),
    Layout(
        "index-table-of-a-policy",
        "<table><tr><td>索 引 号：</td><td>0001/2025-1</td><td>主题分类：</td><td>商贸</td></tr><tr><td>发文机关：</td><td>示例市工商联</td><td>成文日期：</td><td>2025年03月01日</td></tr>"
        f"<tr><td>标 题：</td><td>{OFFICIAL}</td></tr><tr><td>发文字号：</td><td>示工商联〔2025〕8号</td><td>发布日期：</td><td>2025年03月12日</td></tr></table>"
        f'<div class="pages_content"><p align=center><b>示例市工商联关于印发</b></p><p align=center><b>会员走访工作办法的通知</b></p>{NOTICE}</div>',
        window="政府信息公开",
        headline=OFFICIAL,
        source="示例市工商联",
        lacks=("索引号", "关于印发"),
        **SIGNED,
    ),
    Layout(
        "index-list-in-divs",
        f'<div class="xxgk"><ul><li><b>索 引 号：</b>0141/2025-31</li><li><b>信息分类：</b>通知</li><li><b>发布机构：</b>示例市工商联</li><li><b>生成日期：</b>2025-03-12</li><li><b>文　　号：</b>无</li></ul></div><div class="con"><h1>{OFFICIAL}</h1>{NOTICE}</div>',
        window=OFFICIAL,
        headline=OFFICIAL,
        source="示例市工商联",
        lacks=("索引号", "生成日期"),
        **SIGNED,
    ),
    Layout(
        "index-table-inside-the-text",
        "<div class=TRS_Editor><table><tr><th>索引号</th><td>014/2025</td><th>公开方式</th><td>主动公开</td></tr><tr><th>发布机构</th><td>示例市工商联</td><th>发文日期</th><td>2025-03-12</td></tr>"
        f"<tr><th>名称</th><td colspan=3>{OFFICIAL}</td></tr></table><p align=center><b>{OFFICIAL}</b></p>{NOTICE}</div>",
        window=f"{OFFICIAL}-示例市工商业联合会",
        headline=OFFICIAL,
        source="示例市工商联",
        lacks=("主动公开", "索引号"),
        **SIGNED,
    ),
    Layout(
        "title-in-two-centred-lines",
        f'<div class="main"><p align="center">示例市工商业联合会</p><p align="center">关于开展会员走访活动的通知</p><p align="center">发布时间：2025-03-12</p><div class="nr">{NOTICE}</div></div>',
        window="关于开展会员走访活动的通知-示例市工商业联合会",
        headline="关于开展会员走访活动的通知",
        **SIGNED,
    ),
    Layout(
        "heading-broken-by-br",
        f"<h1>示例市工商联<br>关于印发会员走访工作办法的通知</h1><div class=info>发布时间：2025/3/12 8:05 信息来源：办公室</div><div class=content>{NOTICE}</div>",
        window="通知公告 - 示例市工商联",
        headline=OFFICIAL,
        clock="08:05",
        source="办公室",
        **SIGNED,
    ),
    Layout(
        "window-names-the-section",
        f'<div class="crumb">首页 &gt; 新闻动态</div><div class="main_title">{HEADLINE}</div><div class="date">发布时间：2025-03-12　来源：示例商会</div><div class="article">{BODY}</div>',
        window="新闻动态--示例商会官网",
        source="示例商会",
        lacks=("首页",),
    ),
    Layout(
        "window-names-the-site-alone",
        f'<div class="pos">您的位置：首页 → 商会要闻 → 正文</div><table><tr><td align=center><font size=5><b>{HEADLINE}</b></font></td></tr><tr><td align=center>[2025-03-12]　作者：李某山</td></tr><tr><td>{BODY}</td></tr></table>',
        window="示例市总商会",
        author="李某山",
        lacks=("您的位置", "[2025"),
    ),
    Layout(
        "site-before-the-headline",
        f"<h2>{HEADLINE}</h2><p class=t>时间：2025-03-12　点击：88次</p><div class=txt>{BODY}</div>",
        window=f"示例市工商联-商会动态-{HEADLINE}",
        lacks=("点击",),
    ),
    Layout(
        "wordpress-entry",
        f'<header class="site-header"><p class="site-title">{SITE}</p></header><article><header class="entry-header"><h1 class="entry-title">{HEADLINE}</h1><div class="entry-meta">发布于 <time class="entry-date published" datetime="2025-03-12T01:20:00+00:00">2025年3月12日</time>由<a href="/a">李某山</a></div></header>'
        f'<div class="entry-content">{BODY}</div><footer class="entry-footer">分类：<a>工作动态</a>　标签：<a>走访</a></footer></article><div id="comments"><h3>发表回复</h3><p>您的邮箱地址不会被公开。</p></div>',
        head=f'<meta property="og:title" content="{HEADLINE} - {SITE}"><meta property="article:published_time" content="2025-03-12T01:20:00+00:00">',
        window=f"{HEADLINE} – {SITE}",
        clock="09:20",
        author="李某山",
        lacks=("发表回复", "邮箱", "分类"),
    ),
    Layout(
        "yoast-graph",
        f'<article><h1>{HEADLINE}</h1><div class="entry-content">{BODY}</div></article>',
        head='<script type="application/ld+json">{"@graph":[{"@type":"Article","headline":"会员企业走进横山桥学车间管理","datePublished":"2025-03-12T00:30:00Z","author":{"@id":"#p"}},{"@type":"Person","@id":"#p","name":"李某山"}]}</script>',
        clock="08:30",
        author="李某山",
    ),
    Layout(
        "chinese-numerals",
        f"<h1>{HEADLINE}</h1><p align=center>二〇二五年三月十二日</p><div class=content>{BODY}</div>",
    ),
    Layout(
        "dotted-date-and-source-above",
        f'<div class="info">2025.03.12　示例市总商会</div><h1>{HEADLINE}</h1><div class="content">{BODY}</div>',
        source="示例市总商会",
    ),
    Layout(
        "label-and-value-in-cells",
        f"<table><tr><td colspan=4>{HEADLINE}</td></tr><tr><td>发布时间：</td><td>2025-03-12 10:11</td><td>来源：</td><td>示例市工商联</td></tr></table><div class=content>{BODY}</div>",
        clock="10:11",
        source="示例市工商联",
    ),
    Layout(
        "date-and-time-in-two-lines",
        f"<h1>{HEADLINE}</h1><div class=d><div>2025-03-12</div><div>14:05:09</div></div><div class=content>{BODY}</div>",
        clock="14:05",
    ),
    Layout(
        "weekday-between-date-and-time",
        f"<h1>{HEADLINE}</h1><div class=d>2025年3月12日 星期三 下午2:05 来源：示例县融媒体中心</div><div class=content>{BODY}</div>",
        clock="14:05",
        source="示例县融媒体中心",
    ),
    Layout(
        "todays-date-in-the-head",
        f"<div class=top>今天是2025年5月30日 星期五 欢迎访问示例市工商联网站！</div><h1>{HEADLINE}</h1><div>发布日期：2025-03-12</div><div class=content>{BODY}</div>",
        lacks=("今天是",),
    ),
    Layout(
        "updated-below-published",
        f"<h1>{HEADLINE}</h1><div>更新时间：2025-04-01 10:00　发布时间：2025-03-12 09:00</div><div class=content>{BODY}</div>",
        clock="09:00",
    ),
    Layout(
        "date-of-signing-is-not-that-of-publication",
        f"<h1>{OFFICIAL}</h1><div>成文日期：2025-03-01　发布日期：2025-03-12</div><div class=content>{NOTICE}</div>",
        window=OFFICIAL,
        headline=OFFICIAL,
        **SIGNED,
    ),
    Layout(
        "published-below-the-text",
        f"<h1>{HEADLINE}</h1><div class=content>{BODY}</div><div class=foot2>发布时间：2025-03-12 08:00　信息来源：示例市工商联</div>",
        clock="08:00",
        source="示例市工商联",
        lacks=("发布时间",),
    ),
    Layout(
        "text-in-nameless-boxes",
        f'<div id="root"><div>手机版</div><div>登录</div><div>注册</div><div><h1>{HEADLINE}</h1><div>发布时间：2025-03-12　来源：<a href="/s">示例日报</a></div><div>{BODY}</div></div></div>'
        "<div><h4>亲爱的用户：</h4><p>您当前使用的浏览器版本过低，导致网站不能正常访问，建议升级浏览器。</p></div>",
        source="示例日报",
        lacks=("浏览器", "登录", "手机版"),
    ),
    Layout(
        "each-paragraph-in-a-box",
        f"<h1>{HEADLINE}</h1><div class=t>2025-03-12</div><div class=zw><div class=p><div><span>{FIRST}</span></div></div><div class=p><div><span>{MIDDLE}</span></div></div><div class=p><div><span>{LAST}</span></div></div></div>",
    ),
    Layout(
        "poem-without-sentences",
        f"<h1>车间夜校</h1><div class=t>2025-03-12　作者：李某山</div><div class=content><p>灯亮着</p><p>机床安静下来</p><p>师傅把手艺写上黑板</p></div>{FURTHER}",
        window="车间夜校_示例市工商联",
        headline="车间夜校",
        author="李某山",
        begins="灯亮着",
        ends="师傅把手艺写上黑板",
    ),
    Layout(
        "shouted-headline-with-raw-quotes",
        f'<h1>商会办起"车间夜校"会员纷纷报名</h1><div class=content>{BODY}</div>',
        head='<meta property="og:title" content="商会办起"车间夜校"会员纷纷报名"><meta property="article:published_time" content="2025-03-12T16:19:28+08:00">',
        window='商会办起"车间夜校"会员纷纷报名_示例网',
        headline="商会办起“车间夜校”会员纷纷报名",
        clock="16:19",
    ),
    Layout(
        "print-and-share-inside-the-text",
        f"<h1>{HEADLINE}</h1><div class=t>发布日期：2025-03-12</div><div class=content>{BODY}<p>分享到：微信 微博</p><p>【打印】【关闭】</p><p>上一篇：没有了</p></div>",
        lacks=("分享到", "打印", "上一篇"),
    ),
    Layout(
        "credits-below-a-chamber-text",
        f"<h1>{HEADLINE}</h1><div class=t>2025-03-12</div><div class=content>{BODY}<p>来源：示例市总商会</p><p>编辑|甲某明 责编|王某 校对|李某</p></div>",
        source="示例市总商会",
        editor="王某",
        lacks=("校对", "来源："),
    ),
    Layout(
        "hanweb-breadcrumb-in-nested-tables",
        '<div id="hiddenLocation" style="display:none;"><span>3185</span><span>工作动态</span></div><div class="position"><table><tr><td>当前位置：</td><td><a>首页</a></td><td><table><tr><td> &gt;<a>工作动态</a></td><td> &gt;<a>会员走访</a></td></tr></table></td></tr></table></div>'
        f'<div class="wz-con"><div class="con"><p class="con-title"> <!--begin-->{HEADLINE}<!--end--></p><div class="small-title clearfix"><span>发布日期：2025-03-12</span> <span>浏览次数： </span> <span>信息来源：<!--b-->示例委<!--e--></span></div>'
        f'<div class="main-txt" id="zoom"><meta name="ContentStart">{BODY}<p>&nbsp;</p><meta name="ContentEnd"></div><div class="main-word"><span class="printer">打印</span><span class="close">关闭</span></div></div></div>',
        head=f'<meta name="Maketime" content="2025-06-22 12:28:37"><meta name="SiteName" content="示例省示例委"><meta name="ColumnName" content="会员走访"><meta name="ArticleTitle" content="{HEADLINE}"><meta name="PubDate" content="2025-03-12 09:53"><meta name="contentSource" content="示例委">',
        window=HEADLINE,
        clock="09:53",
        source="示例委",
        lacks=("当前位置", "打印", "3185"),
    ),
    Layout(
        "policy-with-title-again-in-the-text",
        f'<table class="bd1"><tr><td><table><tr><td>标　　题：</td><td colspan=3>{OFFICIAL}</td></tr><tr><td>发文机关：</td><td>示例市工商联</td></tr><tr><td>发文字号：</td><td>示工商联〔2025〕8号</td><td>公文种类：</td><td>通知</td></tr><tr><td>成文日期：</td><td>2025年03月01日</td></tr></table></td></tr></table>'
        f'<div class="share-title">{OFFICIAL}</div><div class="pages_content"><p align=center><span>关于印发会员走访<br>工作办法的通知</span></p>{NOTICE}</div><div class="pages-date">2025-03-12 10:00</div>',
        window=f"{OFFICIAL}_商贸_示例市网",
        headline=OFFICIAL,
        clock="10:00",
        source="示例市工商联",
        lacks=("成文日期", "工作办法的通知各区"),
        **SIGNED,
    ),
    Layout(
        "day-in-the-title-of-a-relative-time",
        f'<h1>{HEADLINE}</h1><div class="info"><span>示例商会</span><span title="2025-03-12 09:00:00">3天前</span></div><div class=content>{BODY}</div>',
        clock="09:00",
        source="示例商会",
    ),
    Layout(
        "event-dates-above-the-first-sentence",
        f"<h1>关于举办培训班的通知</h1><p>发布日期：2025-03-12</p><div class=content><p>各会员企业：</p><p>时间：2025年4月2日</p><p>地点：工商联三楼</p><p>{FIRST}</p><p>{LAST}</p></div>",
        window="关于举办培训班的通知",
        headline="关于举办培训班的通知",
        begins="各会员企业：",
    ),
)
