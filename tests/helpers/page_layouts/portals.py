"""Pages of portals, blogs and older systems: labels in cells, drawn headlines, buttons as words."""

from .layout import BODY, FOOT, FURTHER, HEADLINE, NAVIGATION, Layout

PORTALS = (
    Layout(
        "portal-owner-under-account",
        f"<div class=LEFT><h1>{HEADLINE}</h1><div class=media><a class=author>示例武进发布</a><p>2025-03-12 18:06<span>发布于</span>江苏<span>示例市武进区融媒体中心官方账号</span></p><button>+ 关注</button></div><div class=content-article>{BODY}</div><div>举报/反馈</div></div>",
        clock="18:06",
        source="示例武进发布",
    ),
    Layout(
        "blog-sharing-words",
        f"<main><h1>{HEADLINE}</h1><div><time datetime='2025-03-12T14:02:00+08:00'>3 月 12, 2025</time></div><div class=entry-content>{BODY}<div class=sharedaddy><h3>共享此文章：</h3><ul><li>点击分享到 Facebook（在新窗口中打开）</li></ul></div></div></main>",
        clock="14:02",
        lacks=("共享", "点击分享"),
    ),
    Layout(
        "drawn-headline",
        f"<div class=tt><img src=/t.gif alt='{HEADLINE}'></div><div>2025.3.12　示例市工商联办公室</div><div class=nr>{BODY}</div>{FOOT}",
        window="示例市工商联",
        source="示例市工商联办公室",
    ),
    Layout(
        "linked-data-of-office",
        f"<div><div>{HEADLINE}</div><div>{BODY}</div></div>",
        f'<script type="application/ld+json">{{"@type":"Article","headline":"{HEADLINE}","datePublished":"2025-03-12","author":{{"@type":"Organization","name":"示例市工商联"}}}}</script>',
        window="文章",
        source="示例市工商联",
    ),
    Layout(
        "fields-in-a-table",
        f"<div class=main><h1>{HEADLINE}</h1><table><tr><td>发布时间</td><td>2025-03-12 09:00</td><td>来源</td><td>会员处</td><td>阅读</td><td>18</td></tr></table>{BODY}</div>",
        clock="09:00",
        source="会员处",
    ),
    Layout(
        "fields-in-a-list",
        f"<div class=main><h1>{HEADLINE}</h1><dl><dt>日期</dt><dd>2025-03-12</dd><dt>来源</dt><dd>会员处</dd><dt>撰稿</dt><dd>吴小玲</dd></dl>{BODY}</div>",
        source="会员处",
        author="吴小玲",
    ),
    Layout(
        "button-behind-the-author",
        f"<h1>{HEADLINE}</h1><p>2025年03月12日 09:00:12 | 来源：<a>示例晚报</a> | 作者：<a>吴小玲</a> <a>我要评论</a></p>{BODY}",
        clock="09:00",
        source="示例晚报",
        author="吴小玲",
    ),
    Layout(
        "town-beside-the-date",
        f"<h1>{HEADLINE}</h1><p>吴小玲　2025-03-12 09:00　江苏常州</p>{BODY}",
        clock="09:00",
        author="吴小玲",
    ),
    Layout(
        "section-before-the-headline",
        f"{NAVIGATION}<div id=zoom><p align=center><b>{HEADLINE}</b></p>{BODY}</div><p>2025-03-12</p>",
        window=f"通知公告 {HEADLINE}",
    ),
    Layout(
        "date-with-dashed-time",
        f"<article><h1>{HEADLINE}</h1><div>由<span>秘书处</span> 提交于 <span>星期三, 03/12/2025 - 09:11</span></div>{BODY}</article>",
        clock="09:11",
        source="秘书处",
    ),
    Layout(
        "moment-in-a-title",
        f"<article><h1>{HEADLINE}</h1><div><span title='2025-03-12 09:11:00 +0800 CST'>三月 12, 2025</span> · 3 分钟 · 吴小玲</div>{BODY}</article>",
        clock="09:11",
        author="吴小玲",
    ),
    Layout(
        "signed-text-and-pictures",
        f"<h1>{HEADLINE}</h1><p>2025-03-12 信息员：秦明</p>{BODY}<p>（秦明 吴小玲 图文报道）</p>{FURTHER}",
        author="秦明",
    ),
    Layout(
        "buttons-as-words",
        f"<h1>{HEADLINE}</h1><p>2025-03-12 来源：会员处</p><p>浏览字号： 大 中 小</p><p>保护视力色：</p><p>听全文 00:00/02:10</p>{BODY}<p>浏览：1032　点赞：18　收藏：3</p><p>发表于 2025-03-12 10:20</p><p>打赏</p><p>微信打赏</p><p>扫码查看手机版</p><p>~ The End ~</p><p>☆ 星标我们，不错过每一期</p>",
        source="会员处",
    ),
    Layout(
        "editor-behind-a-dash",
        f"<h1>{HEADLINE}</h1><p>2025-03-12 来源：会员处</p>{BODY}<p>—— 责任编辑 秦明</p><p>【我要纠错】</p>",
        source="会员处",
        editor="秦明",
    ),
    Layout(
        "kicker-and-subtitle-in-small-headings",
        f"<div><h4>侨企出海新通道</h4><h1>{HEADLINE}</h1><h4>——三本账摊开讲</h4></div><p>2025-03-12　示例侨报</p>{BODY}",
        source="示例侨报",
    ),
    Layout(
        "words-beside-the-date-are-buttons",
        f"<h1>{HEADLINE}</h1><p>2025-03-12 【<a>T</a>|<a>T</a>】 朗读：<a>开始</a><a>停止</a></p><p>▶ 收听全文 约2分钟</p><p>全文共 320 字，预计阅读 1 分钟</p>{BODY}",
        lacks=("收听", "全文共"),
    ),
    Layout(
        "source-behind-a-stroke",
        f"<h1>{HEADLINE}</h1><p>2025-03-12</p>{BODY}<p>来源 / 市侨商会</p><p>（转载自“侨商之家”微信公众号）</p>",
        source="市侨商会",
    ),
    Layout(
        "further-reading-inside",
        f"<h1>{HEADLINE}</h1><p>2025-03-12</p>{BODY.replace('</p><p>', '</p><p>【相关阅读：<a>港口十年</a>】</p><p>', 1)}<p>上一页 1 2 下一页 共2页</p><p>本文对您有帮助吗？</p><p>有帮助(3) 没帮助(0)</p>",
        lacks=("港口十年", "帮助"),
    ),
    Layout(
        "rows-of-links-below",
        f"<h1>{HEADLINE}</h1><p>2025-03-12</p>{BODY}<table><tr><td>上一篇：<a>商会换届</a></td></tr><tr><td>下一篇：<a>会费收缴</a></td></tr></table><p><a>市工商联</a> | <a>市茶业商会</a> | <a>联系我们</a></p>",
        lacks=("茶业",),
    ),
    Layout(
        "friendly-links-below",
        f"<h1>{HEADLINE}</h1><p>2025-03-12</p>{BODY}<p>友情链接：</p><p><a>全国工商联</a> <a>示例省工商联</a> <a>示例市政府</a></p>",
        lacks=("友情",),
    ),
    Layout(
        "week-of-others-below",
        f"<h1><span>图文</span>{HEADLINE}</h1><p>2025-03-12</p>{BODY}<h4>本周热门</h4><p>1 商会换届</p><p>2 会费收缴</p>",
        lacks=("热门",),
    ),
    Layout(
        "headline-that-ends-like-a-site",
        f"<div class=t1>商会动态</div><div class=t2>茶业商会：评茶课开进社区</div><div>2025-03-12　茶业商会</div>{BODY}",
        window="商会动态-示例市工商联",
        headline="茶业商会：评茶课开进社区",
        source="茶业商会",
    ),
)  # fmt: skip
