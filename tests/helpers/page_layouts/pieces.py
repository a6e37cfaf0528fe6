"""Pages that set a day, names or an abstract in pieces of their own (decision 157)."""

from .layout import BODY, FIRST, FOOT, HEADLINE, LAST, MIDDLE, SITE, Layout

ABSTRACT = "三十多位厂长看新线、问难处，商会逐条记下，四月底之前答复。"
NOTICE = "关于组织会员走进车间的通知"

PIECES = (
    Layout(
        "trs-day-in-boxes",
        f"<div class=news-item><div class=d><b>03-12</b><span>2025</span></div><div class=t><h3>{HEADLINE}</h3><p class=ly>来源：示例商会</p></div></div><div class=TRS_UEDITOR>{BODY}</div>",
        source="示例商会",
    ),
    Layout(
        "day-in-items",
        f"<div class=art><h1>{HEADLINE}</h1><ul class=msg><li>2025</li><li>03-12</li><li>来源：示例商会</li></ul><div class=txt>{BODY}</div></div>",
        source="示例商会",
    ),
    Layout(
        "qq-year-above-day",
        f"<div class=content-article><h1>{HEADLINE}</h1><div class=article-info><div class=year><span>2025</span></div><div class=md>03/12</div><div class=time>16:40</div><div class=media>示例晚报</div></div><div class=article-con>{BODY}<p>责任编辑：周初</p></div></div>",
        clock="16:40",
        source="示例晚报",
        editor="周初",
        lacks=("责任编辑",),
    ),
    Layout(
        "chamber-definition-list",
        f"<dl><dt><em>12</em><i>2025-03</i></dt><dd><h2>{HEADLINE}</h2><p>文/秦明　摄影/吴小玲</p></dd></dl><div class=detail-text>{BODY}</div>",
        author="秦明",
    ),
    Layout(
        "names-and-works-in-pieces",
        f"<h1>{HEADLINE}</h1><div class=byline><span>秦明</span> <span>文</span> <span>吴小玲</span> <span>图</span> <span>2025-03-12 05:30</span></div><div class=txt>{BODY}</div>",
        clock="05:30",
        author="秦明",
    ),
    Layout(
        "source-and-works",
        f"<h1>{HEADLINE}</h1><p>2025年3月12日　来源：示例晚报　文/秦明　图/受访者提供</p><div class=txt>{BODY}</div>",
        source="示例晚报",
        author="秦明",
    ),
    Layout(
        "published-and-updated",
        f"<h1>{HEADLINE}</h1><p class=info><span>更新时间：2025-03-15 09:00</span><span>发布时间：2025-03-12 16:40</span><span>来源：示例晚报</span></p><div class=article-con>{BODY}<p style='text-align:right'>（文/秦明　图/吴小玲）</p></div>",
        clock="16:40",
        source="示例晚报",
        author="秦明",
        lacks=("吴小玲",),
    ),
    Layout(
        "changed-below",
        f"<h1>{HEADLINE}</h1><div class=AuthorInfo><span class=UserLink>秦明</span><div>轴承厂厂长</div></div><div class=Post-RichText>{BODY}</div><div class=time>编辑于 2025-03-12 10:00・江苏</div><div>赞同 12</div>",
        clock="10:00",
        author="秦明",
        lacks=("编辑于",),
    ),
    Layout(
        "abstract-above-text",
        f"<h3>{HEADLINE}</h3><div class=sj>2025-03-12　浏览：17</div><div class=zhaiyao>摘要：{ABSTRACT}</div><div class=v_news_content>{BODY}</div>",
        begins=f"摘要：{ABSTRACT}",
    ),
    Layout(
        "editor-note-above-text",
        f"<h1>{HEADLINE}</h1><p>2025-03-12</p><div><strong>编者按</strong><p>{ABSTRACT}</p></div><div id=zoom>{BODY}</div>",
        begins=f"编者按：{ABSTRACT}",
    ),
    Layout(
        "foot-inside-the-text",
        f"<h1>{HEADLINE}</h1><p>2025-03-12</p><div class=zw>{BODY}<p>Copyright©示例商会 版权所有</p><p>办公地址：北直街8号</p><p>邮政编码：213000</p><p>值班电话：0519-80000000</p></div>",
        lacks=("北直街", "值班电话"),
    ),
    Layout(
        "mark-of-an-office",
        f"<div class=content><p align=center>示例市轴承协会文件</p><p align=center>示轴协〔2025〕3号</p><p align=center>{NOTICE}</p><p>各会员单位：</p><p>{MIDDLE}</p><p align=right>示例市轴承协会</p><p align=right>2025年3月12日</p></div>{FOOT}",
        window=f"{NOTICE}-{SITE}",
        headline=NOTICE,
        source="示例市轴承协会",
        begins="各会员单位：",
        ends="2025年3月12日",
        lacks=("3号",),
    ),
    Layout(
        "numbers-in-boxes",
        f"<h1>{HEADLINE}</h1><p>2025-03-12</p><div id=js_content><p>{FIRST}</p><section><section><strong>壹</strong></section><section><strong>听三本账</strong></section></section><p>{MIDDLE}</p><p><span>贰</span></p><p><strong>列清单</strong></p><p>{LAST}</p></div>",
        lacks=("壹", "贰"),
    ),
    Layout(
        "day-of-eight-digits",
        f"<h1>{HEADLINE}</h1><div class=time>20250312</div><div class=content>{BODY}</div>",
    ),
    Layout(
        "note-of-rights-above",
        f"<h1>{HEADLINE}</h1><p>2025-03-12</p><p class=note>（本文首发于《示例印染》，转载请注明出处）</p><div class=zw>{BODY}</div>",
    ),
    Layout(
        "text-of-another-account",
        f"<h1 id=activity-name>{HEADLINE}</h1><div id=meta_content><span class=rich_media_meta_text>秦明</span><a id=js_name>示例会客厅</a><em id=publish_time>2025-03-12 09:30</em></div><div id=js_content><p>以下文章来源于示例晚报，作者秦明</p>{BODY}<p>END</p></div>",
        clock="09:30",
        source="示例会客厅",
        author="秦明",
        lacks=("以下文章",),
    ),
)
