"""Pages of public bodies beside offices and associations: courts, schools, hospitals, exchanges."""

from .layout import BODY, FOOT, FURTHER, HEADLINE, NAVIGATION, Layout

OPENING = "原告、被告双方当庭握手，一笔拖了两年的货款当场付清。"
CLOSING = "法官把回访日期写进台账，约定一个月后再到厂里看看。"
NOTICE_FIRST = "因市政管网改造，下列路段将在夜间停水，请沿线用户提前储水。"
NOTICE_LAST = "恢复供水的时间以短信通知为准，给您带来的不便请谅解。"

PUBLIC_BODIES = (
    Layout(
        "court-news",
        f"{NAVIGATION}<div class=detail><div class=detail_bigtitle>{HEADLINE}</div><div class=detail_thr><span>来源：示例市中级人民法院</span><span>作者：吴小玲 秦明</span><span>责任编辑：周初</span><span>发布时间：2025-03-12 16:02:31</span></div><div class=txt_txt><p>{OPENING}</p><p>{CLOSING}</p></div><div class=wx_share>打印 | 分享到</div></div>{FOOT}",
        clock="16:02",
        source="示例市中级人民法院",
        author="吴小玲、秦明",
        editor="周初",
        begins=OPENING,
        ends=CLOSING,
    ),
    Layout(
        "procuratorate-table-head",
        f"<table width=960><tr><td align=center><b style='font-size:22px'>{HEADLINE}</b></td></tr><tr><td align=center>时间：2025-03-12&nbsp;&nbsp;作者：&nbsp;&nbsp;新闻来源：示例市人民检察院&nbsp;&nbsp;【字号：大 | 中 | 小】</td></tr><tr><td>{BODY}</td></tr></table>",
        source="示例市人民检察院",
    ),
    Layout(
        "police-bulletin",
        f"<div class=con><h2>{HEADLINE}</h2><div class=sub><em>信息来源: 示例市公安局</em> <em>信息时间: 2025/3/12 8:30:00</em> <em>阅读次数: 214</em></div>{BODY}<p style='text-align:right'>[ 关闭窗口 ]</p></div>",
        clock="08:30",
        source="示例市公安局",
        lacks=("关闭窗口",),
    ),
    Layout(
        "museum-exhibition",
        f"<main><section class=hero><p>当前位置：首页 / 资讯 / 馆内新闻</p></section><section><h3 class=tt>{HEADLINE}</h3><p class=date><b>12</b><span>2025.03</span></p><div class=rich>{BODY}</div><nav><a href=a>‹ 上一条</a><a href=b>下一条 ›</a></nav></section></main>",
        lacks=("上一条",),
    ),
    Layout(
        "library-info-row",
        f"<div class=article><h1>{HEADLINE}</h1><div class=row><label>发布者</label><i>市图书馆</i><label>发布日期</label><i>2025-03-12</i><label>点击量</label><i>87</i></div><div class=bd>{BODY}</div></div>",
        source="市图书馆",
    ),
    Layout(
        "hospital-news",
        f"<div class=newsbox><p class=newstitle>{HEADLINE}</p><p class=newsinfo>发布科室：宣传科　发布时间：2025年03月12日 14时05分　浏览量：<span id=hits></span>次</p><div class=newscon>{BODY}</div><p>文：吴小玲　图：秦明　审核：周初</p></div>{FOOT}",
        clock="14:05",
        source="宣传科",
        author="吴小玲",
    ),
    Layout(
        "school-visual-site",
        f"<form name=_newscontent_fromname><div class=content-title><h3>{HEADLINE}</h3><i>编辑： 来源：教务处 发布时间：2025年03月12日 点击：[<span id=dynclicks_wbnews></span>]</i></div><div class=v_news_content>{BODY}</div><p>上一条：<a>校历</a></p><p>下一条：<a>排课</a></p></form>",
        window=f"{HEADLINE}-示例中学",
        source="教务处",
    ),
    Layout(
        "university-department",
        f"<div class=arti><h1 class=arti_title>{HEADLINE}</h1><p class=arti_metas><span class=arti_publisher>发布者：吴小玲</span><span class=arti_update>发布时间：2025-03-12</span><span class=arti_views>浏览次数：<span class=WP_VisitCount>10</span></span></p><div class=entry><div class=wp_articlecontent>{BODY}</div></div></div>",
    ),
    Layout(
        "tender-exchange",
        f"<div class=ewb-article><h3 class=article-title>{HEADLINE}</h3><div class=info-source>【信息时间：2025-03-12 阅读次数：<span id=infoClickCount></span>】<a>【我要打印】</a><a>【关闭】</a></div><div class=news-article-para>{BODY}</div></div>",
        lacks=("我要打印",),
    ),
    Layout(
        "park-committee",
        f"<div id=zoom><div class=sp-title><strong>{HEADLINE}</strong></div><div class=sp-info><ul><li>索 引 号：</li><li>发文字号：</li><li>来源：高新区管委会</li><li>发布日期：2025-03-12</li></ul></div>{BODY}</div>",
        source="高新区管委会",
    ),
    Layout(
        "customs-mobile",
        f"<div class=easysite-news-title><h2>{HEADLINE}</h2><div class=easysite-news-describe>发布时间：2025-03-12&nbsp;&nbsp;来源：示例海关&nbsp;&nbsp;字号：<a>大</a><a>中</a><a>小</a></div></div><div id=easysiteText>{BODY}</div>",
        source="示例海关",
    ),
    Layout(
        "tax-bureau",
        f"<div class=info-cont><h1>{HEADLINE}</h1><ul class=info-det><li>发布时间：<span>2025-03-12 10:00</span></li><li>来源：<span>国家税务总局示例市税务局</span></li></ul><div class=info-con>{BODY}</div><div class=info-tool>分享到： 【打印】【关闭】</div></div>",
        clock="10:00",
        source="国家税务总局示例市税务局",
    ),
    Layout(
        "water-company-notice",
        f"<div class=nr><h4>城区夜间停水通知</h4><small>公告日期 2025-03-12 / 客户服务中心</small><div><p>{NOTICE_FIRST}</p><p>一、学府路；二、南大街。</p><p>{NOTICE_LAST}</p></div></div>",
        window="城区夜间停水通知-示例水务集团",
        headline="城区夜间停水通知",
        source="客户服务中心",
        begins=NOTICE_FIRST,
        ends=NOTICE_LAST,
    ),
    Layout(
        "metro-operator",
        f"<article><header><span class=tag>运营公告</span><h1>{HEADLINE}</h1><ul><li><svg></svg>2025-03-12</li><li><svg></svg>示例地铁集团</li><li><svg></svg>1.2k</li></ul></header><section>{BODY}</section></article>",
        source="示例地铁集团",
    ),
    Layout(
        "archives-bureau",
        f"<div class=lefttitle>{HEADLINE}</div><div class=leftinfo>[ 作者：秦明　来源：示例市档案馆　点击数：61　更新时间：2025-03-12 ]</div><div class=leftcont>{BODY}</div>{FURTHER}",
        author="秦明",
        source="示例市档案馆",
    ),
    Layout(
        "congress-standing",
        f"<div class=main><div class=bt>{HEADLINE}</div><div class=xx><font>示例人大网</font> <font>2025-03-12 09:12</font> <font>来源：示例市人大常委会办公室</font></div><div class=zw>{BODY}</div><div class=bj>编辑：周初</div></div>",
        clock="09:12",
        source="示例市人大常委会办公室",
        editor="周初",
    ),
    Layout(
        "cppcc-two-dates",
        f"<p>今天是2026年12月1日 星期二</p>{NAVIGATION}<div class=text><h1>{HEADLINE}</h1><p class=d>日期：2025-03-12　【关闭】</p>{BODY}</div>",
    ),
    Layout(
        "union-federation",
        f"<div class=pages_content_t><span class=pages-title>{HEADLINE}</span></div><div class=pages-date>2025-03-12 11:20&nbsp;<span class=font>来源：示例市总工会</span><span class=font>作者：权益保障部</span></div><div class=pages_content>{BODY}</div>",
        clock="11:20",
        source="示例市总工会",
        author="权益保障部",
    ),
    Layout(
        "womens-federation",
        f"<div class=wz><div class=wz_t>{HEADLINE}</div><div class=wz_s>2025年3月12日 来源：示例女性 撰稿：吴小玲 摄影：秦明</div>{BODY}<div class=wz_e>（责编：周初）</div></div>",
        source="示例女性",
        author="吴小玲",
        editor="周初",
    ),
    Layout(
        "youth-league-wechat-like",
        f"<h2 class=title>{HEADLINE}</h2><div class=meta><span>原创</span><span>吴小玲</span><a>示例青年</a><em>2025-03-12 18:00</em><em>江苏</em></div><div class=body>{BODY}</div><p>点亮在看</p>",
        clock="18:00",
        author="吴小玲",
        source="示例青年",
        lacks=("在看",),
    ),
    Layout(
        "disabled-federation-speakable",
        f"<div class=read><button>语音播报</button><button>无障碍</button></div><h1 tabindex=0>{HEADLINE}</h1><p tabindex=0>发布时间：2025-03-12 信息来源：示例市残疾人联合会</p><div tabindex=0>{BODY}</div>",
        source="示例市残疾人联合会",
        lacks=("语音播报", "无障碍"),
    ),
    Layout(
        "red-cross",
        f"<div class=show><h1>{HEADLINE}</h1><h6>2025-03-12 | 市红十字会 | 236</h6>{BODY}<h6>责任编辑 周初</h6></div>",
        source="市红十字会",
        editor="周初",
    ),
    Layout(
        "weather-bureau",
        f"<div class=xl-title>{HEADLINE}</div><div class=xl-note><span>示例市气象局</span>　<span>发布时间：2025年03月12日15:30</span></div><div class=TRS_Editor>{BODY}</div>",
        clock="15:30",
        source="示例市气象局",
    ),
    Layout(
        "statistics-bureau",
        f"<div class=wzy><div class=wzy_bt>{HEADLINE}</div><div class=wzy_xx>时间：2025-03-12 09:30 来源：示例市统计局国民经济综合处 访问量：[ 302 ]</div>{BODY}<p>附注：</p></div>",
        clock="09:30",
        source="示例市统计局国民经济综合处",
        ends="附注：",
    ),
    Layout(
        "human-resources-exam",
        f"<h1 id=t>{HEADLINE}</h1><div id=i>作者:人事考试院 发布于:2025-03-12 17:00:00 点击量:5210</div><div id=c>{BODY}</div>",
        clock="17:00",
        author="人事考试院",
    ),
    Layout(
        "housing-fund",
        f"<dl class=news><dt>{HEADLINE}</dt><dd class=a><span>文章来源：住房公积金管理中心</span><span>发表时间：2025.03.12</span></dd><dd class=b>{BODY}</dd></dl>",
        source="住房公积金管理中心",
    ),
    Layout(
        "discipline-inspection",
        f"<h1 class=tit>{HEADLINE}</h1><h3 class=daty><em class='e e1'>来源：示例市纪委监委网站</em><em class='e e2'>发布时间：2025-03-12 08:00</em><em class='e e3'>分享</em></h3><div class=content>{BODY}</div>",
        clock="08:00",
        source="示例市纪委监委网站",
    ),
    Layout(
        "sports-bureau",
        f"<h2>{HEADLINE}</h2><p>（2025-03-12）　示例体育　记者 吴小玲</p><div>{BODY}</div>",
        source="示例体育",
        author="吴小玲",
    ),
    Layout(
        "broadcaster",
        f"<div class=cnt><h1>{HEADLINE}</h1><p class=info1>来源：示例广播电视台 <span>|</span> 2025年03月12日 19:35:00</p><video></video><p class=vtip>您的浏览器不支持视频播放</p>{BODY}<p>编辑：周初 责任编辑：秦明</p></div>",
        clock="19:35",
        source="示例广播电视台",
        editor="秦明",
        lacks=("浏览器不支持",),
    ),
    Layout(
        "research-institute",
        f"<table><tr><td class=title>{HEADLINE}</td></tr><tr><td>发布时间：2025-03-12 | 【大】 【中】 【小】 | 【打印】 【关闭】</td></tr><tr><td>{BODY}</td></tr><tr><td>（科技处供稿）</td></tr></table>",
        source="科技处",
    ),
    Layout(
        "culture-centre",
        f"<h1>{HEADLINE}</h1><div class=f><span>分类：文化活动</span> <span>日期：2025-03-12</span> <span>供稿：群文部</span> <span>人气：90</span></div>{BODY}",
        source="群文部",
    ),
    Layout(
        "charity-federation",
        f"<div class=newsShow><div class=tit><h1>{HEADLINE}</h1><p>日期：<i>2025-03-12</i>来源：<i>示例市慈善总会</i>浏览：<i>12</i></p></div>{BODY}<div class=btn><a>返回列表</a></div></div>",
        source="示例市慈善总会",
        lacks=("返回列表",),
    ),
    Layout(
        "notary-office",
        f"<h3>{HEADLINE}</h3><p>上传时间：2025-03-12 上传者：示例公证处</p><div>{BODY}</div>",
    ),
    Layout(
        "volunteer-federation",
        f"<div class=post><a class=cate>志愿风采</a><h1>{HEADLINE}</h1><div class=post-meta><img alt=''><b>示例志愿者联合会</b><time>2025/03/12 20:15</time><span>0评论</span><span>3点赞</span></div>{BODY}</div>",
        clock="20:15",
        source="示例志愿者联合会",
    ),
    Layout(
        "science-association",
        f"<div class=title1>{HEADLINE}</div><div class=title2>2025-03-12 13:40:00 示例市科协 学会部 浏览次数：38</div><div class=article>{BODY}</div>",
        clock="13:40",
        source="示例市科协",
    ),
    Layout(
        "land-exchange-fields",
        f"<div class=h>{HEADLINE}</div><table class=f><tr><th>发布单位</th><td>示例市土地储备中心</td><th>发布时间</th><td>2025-03-12 00:00:00</td></tr><tr><th>有效期</th><td>2025-04-12</td><th>类别</th><td>公示</td></tr></table><div>{BODY}</div>",
        source="示例市土地储备中心",
    ),
    Layout(
        "emergency-bureau",
        f"<h1>{HEADLINE}</h1><div>浏览次数：<b>20</b> 来源：应急管理局 发布时间：2025-03-12 字号：[ <a>大</a> <a>中</a> <a>小</a> ] <a>视力保护色：</a></div><div>{BODY}</div>",
        source="应急管理局",
    ),
    Layout(
        "state-enterprise",
        f"<div class=detail-top><h2>{HEADLINE}</h2><div><span>MAR 12, 2025</span><span>党群工作部</span></div></div><div class=detail-body>{BODY}</div><div class=detail-foot>供稿人：吴小玲　审稿人：周初</div>",
        source="党群工作部",
        author="吴小玲",
    ),
    Layout(
        "street-office",
        f"<div class=nr_bt>{HEADLINE}</div><div class=nr_fbt>—— 永红街道开年走访记</div><div class=nr_xx>2025-03-12 | 永红街道办事处 | 字体： 大 中 小</div>{BODY}",
        source="永红街道办事处",
    ),
    Layout(
        "judicial-bureau-aside",
        f"<aside><h4>最新信息</h4><ul><li><a>普法活动预告</a> 03-20</li><li><a>律师值班表</a> 03-18</li></ul></aside><main><h1>{HEADLINE}</h1><p>2025-03-12 法治宣传科</p>{BODY}</main>",
        source="法治宣传科",
    ),
    Layout(
        "health-commission",
        f"<div class=t>{HEADLINE}</div><div class=s>时间：2025-03-12 08:58:12　来源：<a>疾控处</a>　<script>document.write('x')</script>次阅读</div><div class=b>{BODY}</div><div class=q>扫一扫在手机打开当前页</div>",
        clock="08:58",
        source="疾控处",
        lacks=("扫一扫",),
    ),
    Layout(
        "party-school",
        f"<h1>{HEADLINE}</h1><p>发布日期：2025-03-12 供稿部门：教研部 摄影：秦明 审核：周初 浏览：9</p>{BODY}",
        source="教研部",
    ),
    Layout(
        "bank-association",
        f"<div class=wrap><p class=k>行业动态</p><p class=h style='font-size:28px'>{HEADLINE}</p><p class=i>Date: 2025-03-12　Source: 示例银行业协会</p>{BODY}</div>",
        source="示例银行业协会",
    ),
    Layout(
        "signature-of-an-office",
        f"<h1>{HEADLINE}</h1><div>2025-03-12</div><div>{BODY}<p align=right>（国际交流处）</p></div>",
        ends="（国际交流处）",
    ),
    Layout(
        "reporter-and-entry-time",
        f"<h1>{HEADLINE}</h1><p>信息提供：示例市纺织商会 信息员：秦明 录入时间：2025-03-12 09:12</p>{BODY}<div>[返回顶部] [打印本稿]</div>",
        clock="09:12",
        source="示例市纺织商会",
        author="秦明",
        lacks=("打印本稿",),
    ),
)
