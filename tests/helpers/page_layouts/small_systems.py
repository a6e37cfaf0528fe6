"""Pages of small systems: lists of facts, section marks, notes of reprints, names in lines of their own."""

from .layout import BODY, FIRST, HEADLINE, LAST, MIDDLE, Layout

SMALL_SYSTEMS = (
    Layout(
        "gov-art-title",
        f"<div class=bt-box-1200><div class=bt-left><table class=bgt><tr><td>索引号</td><td>014109/2025-00012</td><td>组配分类</td><td>工作动态</td></tr><tr><td>发布机构</td><td>示例市工商联</td><td>发文日期</td><td>2025-03-12</td></tr></table></div></div><div class=article-title><h1>{HEADLINE}</h1></div><div class=article-info>发布日期：2025-03-12 10:48 来源：示例市工商联 点击数：<i>12</i> 字体：[ 大 中 小 ]</div><div class=article-con>{BODY}</div>",
        clock="10:48",
        source="示例市工商联",
    ),
    Layout(
        "ul-info",
        f"<h2>{HEADLINE}</h2><ul class=xl><li>2025-03-12</li><li>来源: 示例市委统战部</li><li>【字体:大 中 小】</li><li>打印</li></ul><div class=view>{BODY}</div>",
        source="示例市委统战部",
    ),
    Layout(
        "dl-info",
        f"<dl><dt>{HEADLINE}</dt><dd>发布者：示例商会</dd><dd>时间：2025-03-12 09:30:00</dd><dd>浏览：33</dd></dl><div class=view>{BODY}</div>",
        clock="09:30",
        window=f"{HEADLINE}-示例商会网",
        source="",
    ),
    Layout(
        "sup-date",
        f"<header><p class=cat>要闻</p><h1>{HEADLINE}</h1><p><time>March 12, 2025</time> · <span>示例商会</span></p></header><article>{BODY}</article>",
        source="示例商会",
    ),
    Layout(
        "wp-zh",
        f"<article><header><h1 class=entry-title>{HEADLINE}</h1><div class=entry-meta>由 <a rel=author>吴小玲</a> 发表于 <time datetime=2025-03-12T01:05:00+00:00>2025年3月12日</time> <a>商会动态</a> 暂无评论</div></header><div class=entry-content>{BODY}</div><footer>标签：<a>走访</a></footer></article>",
        clock="09:05",
        author="吴小玲",
    ),
    Layout(
        "share-buttons-text",
        f"<h1>{HEADLINE}</h1><div>2025-03-12 示例网 <a>微信</a> <a>微博</a> <a>QQ空间</a></div><div>{BODY}</div>",
        source="示例网",
    ),
    Layout(
        "source-span-nested",
        f"<h1>{HEADLINE}</h1><div class=i><span class=t>2025-03-12 07:30</span><span class=s>来源：<span><a>示例日报</a></span></span><span class=e>编辑：<span>秦明</span></span></div><div class=c>{BODY}</div>",
        clock="07:30",
        source="示例日报",
        editor="秦明",
    ),
    Layout(
        "reprint-note-top",
        f"<h1>{HEADLINE}</h1><div>2025-03-12</div><div class=c><p>（转自《示例商报》）</p>{BODY}</div>",
        source="示例商报",
    ),
    Layout(
        "reprint-note-end",
        f"<h1>{HEADLINE}</h1><div>2025-03-12</div><div class=c>{BODY}<p>（来源：《示例商报》2025年3月11日）</p></div>",
        source="示例商报",
    ),
    Layout(
        "book-title-source",
        f"<h1>{HEADLINE}</h1><div>来源：《示例商报》　日期：2025-03-12</div><div class=c>{BODY}</div>",
        source="示例商报",
    ),
    Layout(
        "bracket-source",
        f"<h1>{HEADLINE}</h1><div>[来源：示例商报] [2025-03-12] [阅读：21]</div><div class=c>{BODY}</div>",
        source="示例商报",
    ),
    Layout(
        "multi-source",
        f"<h1>{HEADLINE}</h1><div>2025-03-12 来源：示例日报、示例网</div><div class=c>{BODY}</div>",
        source="示例日报、示例网",
    ),
    Layout(
        "two-authors-amp",
        f"<h1>{HEADLINE}</h1><div>2025-03-12 作者：吴小玲 & 秦明</div><div class=c>{BODY}</div>",
        author="吴小玲、秦明",
    ),
    Layout(
        "author-comma",
        f"<h1>{HEADLINE}</h1><div>作者：吴小玲，秦明 | 2025-03-12</div><div class=c>{BODY}</div>",
        author="吴小玲、秦明",
    ),
    Layout(
        "author-with-unit",
        f"<h1>{HEADLINE}</h1><div>2025-03-12　作者：吴小玲（示例市工商联）</div><div class=c>{BODY}</div>",
        author="吴小玲",
    ),
    Layout(
        "author-unit-before",
        f"<h1>{HEADLINE}</h1><div>2025-03-12　作者：示例市工商联 吴小玲</div><div class=c>{BODY}</div>",
        author="吴小玲",
    ),
    Layout(
        "correspondent-line",
        f"<h1>{HEADLINE}</h1><div>2025-03-12</div><div class=c><p>通讯员：吴小玲</p>{BODY}</div>",
        author="吴小玲",
    ),
    Layout(
        "name-line-centred",
        f"<h1>{HEADLINE}</h1><div>2025-03-12</div><div class=c><p align=center>吴小玲</p>{BODY}</div>",
        author="吴小玲",
    ),
    Layout(
        "two-names-centred",
        f"<h1>{HEADLINE}</h1><div>2025-03-12</div><div class=c><p align=center>吴小玲　秦小明</p>{BODY}</div>",
        author="吴小玲、秦小明",
    ),
    Layout(
        "name-at-end-right",
        f"<h1>{HEADLINE}</h1><div>2025-03-12</div><div class=c>{BODY}<p align=right>吴小玲</p></div>",
        author="吴小玲",
        ends="吴小玲",
    ),
    Layout(
        "office-at-end-right",
        f"<h1>{HEADLINE}</h1><div>2025-03-12 09:00</div><div class=c>{BODY}<p align=right>示例市工商联</p><p align=right>2025年3月10日</p></div>",
        clock="09:00",
        ends="2025年3月10日",
    ),
    Layout(
        "photo-series",
        f"<h1>{HEADLINE}</h1><div>2025-03-12</div><div class=c><p>{FIRST}</p><p><img src=http://x/1.jpg></p><p>图为会员在车间。吴小玲/摄</p><p>{MIDDLE}</p><p>{LAST}</p></div>",
    ),
    Layout(
        "video-box",
        f"<h1>{HEADLINE}</h1><div>2025-03-12</div><div class=c><div class=video><video src=x.mp4></video><p>您的浏览器不支持视频播放</p></div>{BODY}</div>",
        lacks=("浏览器不支持",),
    ),
    Layout(
        "audio-bar",
        f"<h1>{HEADLINE}</h1><div>2025-03-12</div><div>语音播报： <a>播放</a> <a>暂停</a> <a>停止</a></div><div class=c>{BODY}</div>",
    ),
    Layout(
        "font-size-words",
        f"<h1>{HEADLINE}</h1><div>2025-03-12</div><div>A+ A-</div><div class=c>{BODY}</div>",
    ),
    Layout(
        "scan-note",
        f"<h1>{HEADLINE}</h1><div>2025-03-12</div><div class=c>{BODY}<p>扫一扫，手机看</p><p>打开微信，点击底部的“发现”，使用“扫一扫”即可将网页分享至朋友圈。</p></div>",
        lacks=("扫一扫",),
    ),
    Layout(
        "like-collect",
        f"<h1>{HEADLINE}</h1><div>2025-03-12</div><div class=c>{BODY}<p>点赞 12</p><p>收藏 3</p><p>举报</p></div>",
        lacks=("点赞", "举报"),
    ),
    Layout(
        "responsible",
        f"<h1>{HEADLINE}</h1><div>2025-03-12</div><div class=c>{BODY}<p>（责任编辑：秦明　审核：何军）</p></div>",
        editor="秦明",
    ),
    Layout(
        "responsible-slash",
        f"<h1>{HEADLINE}</h1><div>2025-03-12</div><div class=c>{BODY}<p>责编/秦明 校对/何军</p></div>",
        editor="秦明",
    ),
    Layout(
        "tail-star",
        f"<h1>{HEADLINE}</h1><div>2025-03-12</div><div class=c>{BODY}<p>***</p><p>更多内容请关注示例商会公众号</p></div>",
        lacks=("更多内容",),
    ),
    Layout(
        "site-record-inside",
        f"<div class=c><h1>{HEADLINE}</h1><p>2025-03-12</p>{BODY}<p>版权所有：示例商会　苏ICP备000000号</p><p>地址：示例市通江路1号　电话：0519-00000000</p></div>",
        lacks=("版权所有",),
    ),
    Layout(
        "menu-in-content",
        f"<div class=c><div class=menu><a>首页</a><a>关于我们</a><a>新闻</a></div><h1>{HEADLINE}</h1><p>2025-03-12</p>{BODY}</div>",
    ),
    Layout(
        "entry-number-kicker",
        f"<div class=c><p class=kicker>会员风采</p><h1>{HEADLINE}</h1><p>2025-03-12</p>{BODY}</div>",
    ),
    Layout(
        "headline-with-tag",
        f"<h1><span class=tag>置顶</span>{HEADLINE}</h1><p>2025-03-12</p><div>{BODY}</div>",
    ),
    Layout(
        "headline-with-bracket-tag",
        f"<h1>[商会动态] {HEADLINE}</h1><p>2025-03-12</p><div>{BODY}</div>",
        window=f"{HEADLINE}-示例商会",
    ),
    Layout(
        "gbk-style-window",
        f"<h3>{HEADLINE}</h3><p>2025-3-12 8:05:09</p><div>{BODY}</div>",
        window=f"示例商会 - {HEADLINE}",
        clock="08:05",
    ),
    Layout(
        "window-with-section-chain",
        f"<p class=tt>{HEADLINE}</p><p>2025-03-12</p><div>{BODY}</div>",
        window=f"{HEADLINE} - 会员动态 - 新闻中心 - 示例商会",
    ),
    Layout(
        "window-underscore-chain",
        f"<p class=tt>{HEADLINE}</p><p>2025-03-12</p><div>{BODY}</div>",
        window=f"{HEADLINE}_会员动态_示例商会官方网站",
    ),
    Layout(
        "no-window",
        f"<div style='font-size:24px;text-align:center'>{HEADLINE}</div><div style='text-align:center'>2025-03-12</div><div>{BODY}</div>",
        window="",
    ),
    Layout(
        "published-today-clock",
        f"<h1>{HEADLINE}</h1><p>今天 09:12</p><div>{BODY}</div>",
        head='<meta name="publishdate" content="2025-03-12">',
        clock="09:12",
    ),
)
