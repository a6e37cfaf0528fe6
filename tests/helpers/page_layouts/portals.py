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
)  # fmt: skip
