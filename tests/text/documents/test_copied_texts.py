"""Texts as people copy them from pages, accounts, papers, mails and forms: every field."""

import pytest

from series.actions.imports.readings import read_source, reading_of

H = "会员企业走进横山桥学车间管理"
TEXT = [
    "三月十日上午，三十多位会员企业的厂长走进横山桥镇的两家工厂，看新装的生产线。",
    "车间主任把排产、用工、能耗三本账摊开来讲，哪一步省了钱，哪一步走过弯路，都说得明白。",
    "商会秘书处把大家的提问整理成清单，交给三个工作组，约定在四月底之前逐条答复。",
]
DAY = "2025-03-12"
SPEECH = "在会员大会上的讲话"
NOTICE = "关于组织会员走进车间的通知"
OFFICE = "示例市工商联办公室"
SIGNED = ["示例市工商业联合会", "2025年3月12日"]
# (name, lines above the text, lines below, fields, where the body begins and ends if not as the text)
CASES = [
    ("plain", [H], [], {}),
    ("labelled", ["引题：商会办实事", f"主题：{H}", "副题：走访活动小记"], [], {"kicker": "商会办实事", "subtitle": "走访活动小记"}),
    ("office-and-day", [H, OFFICE, "2025年3月12日"], [], {"source": OFFICE, "date": DAY}),
    ("office-alone", [H, "示例市工商联宣教处"], [], {"source": "示例市工商联宣教处"}),
    ("name-alone", [H, "吴小玲"], [], {"author": "吴小玲"}),
    ("name-apart", [H, "吴　小　玲"], [], {"author": "吴小玲"}),
    ("signed", [H], SIGNED, {"date": DAY, "ends": SIGNED[-1]}),
    ("account", ["示例商会", H, "原创 吴小玲 示例商会 2025年3月12日 09:10 江苏"], ["阅读原文", "阅读 1032", "赞 20", "在看 5"],
     {"author": "吴小玲", "source": "示例商会", "date": f"{DAY}T09:10"}),
    ("paper", ["2025年03月12日 星期三 第03版：要闻", H, "本报记者 许可可"], [], {"author": "许可可", "date": DAY}),
    ("site", ["当前位置：首页 > 工作动态 > 正文", H, "发布时间：2025-03-12 09:10 来源：示例市工商联 浏览次数：120 【字体：大 中 小】"],
     ["【打印】【关闭】", "上一篇：商会换届", "下一篇：没有了"], {"source": "示例市工商联", "date": f"{DAY}T09:10"}),
    ("column", [f"【走进企业】{H}", "（2025年3月12日）", "示例市工商联宣教处"], [], {"date": DAY, "source": "示例市工商联宣教处"}),
    ("speech", [SPEECH, "示例市工商联主席 李文山", "（2025年3月12日）", "各位会员、同志们："], [],
     {"headline": SPEECH, "author": "李文山", "date": DAY, "begins": "示例市工商联主席"}),
    ("speaker-alone", [SPEECH, "李　文　山", "二〇二五年三月十二日", "同志们："], [],
     {"headline": SPEECH, "author": "李文山", "date": DAY, "begins": "同志们"}),
    ("notice", [NOTICE, "各区商会、各会员企业："], ["联系人：吴小玲，电话：0519-00000000", "附件：报名回执", *SIGNED],
     {"headline": NOTICE, "date": DAY, "begins": "各区商会", "ends": SIGNED[-1]}),
    ("red-head", ["示例市工商业联合会文件", "示工商联〔2025〕8号", NOTICE, "各区商会："],
     [*SIGNED, "抄送：示例市委统战部。", f"{OFFICE}　2025年3月12日印发"],
     {"headline": NOTICE, "date": DAY, "source": SIGNED[0], "begins": "各区商会", "ends": SIGNED[-1]}),
    ("form-below", [H], ["作者：吴小玲", "单位：示例市工商联", "责任编辑：秦明"],
     {"author": "吴小玲", "source": "示例市工商联", "editor": "秦明"}),
    ("mail", ["发件人：吴小玲 <w@example.cn>", "发送时间：2025年3月12日 9:10", "收件人：宣教处", f"主题：投稿：{H}", ""], [], {}),
    ("briefing", ["工作简报", "第12期（总第340期）", f"{OFFICE}编　　2025年3月12日", H], ["报：示例市委统战部", "送：各区工商联"],
     {"date": DAY}),
    ("source-above", ["来源：示例日报 2025-03-12", H], [], {"source": "示例日报", "date": DAY}),
    ("hashtags", [H, "#民营经济 #会员服务"], [], {"begins": "#民营经济"}),
    ("account-pen-name", [H, "原创 小邵 老字号商会 2025年3月12日 21:03 江苏"],
     ["预览时标签不可点", "微信扫一扫", "关注该公众号", "继续滑动看下一个", "老字号商会", "向上滑动看下一个"],
     {"author": "小邵", "source": "老字号商会", "date": f"{DAY}T21:03"}),
    ("way-of-a-page", ["首页>新闻中心>商会新闻", H, "2025-03-12 来源：示例日报"], ["分享到：", "打印本页 关闭窗口"],
     {"source": "示例日报", "date": DAY}),
    ("archive-of-a-paper", ["示例日报/2025年/3月/12日/第A03版", H, "本报记者 许可可"], [],
     {"source": "示例日报", "author": "许可可", "date": DAY}),
    ("answered-mail", [H], ["在 2025年3月12日，秦明 写道：", "> 初稿在附件", "> 请看看"], {}),
    ("forwarded", ["---------- 转发的消息 ----------", "发件人：秦明", "日期：2025年3月12日", f"主题：{H}", ""], [], {}),
    ("office-and-day-below", [H], ["示例市工商联　2025年3月12日"], {"date": DAY, "ends": "2025年3月12日"}),
    ("stars", [H, "********"], ["========"], {}),
    ("page-numbers", [H, "- 1 -"], ["- 2 -"], {}),
    ("contact-below", [H], ["微信：20250312"], {"ends": "微信：20250312"}),
    ("number-below", [H], ["- 2 -"], {"ends": "- 2 -"}),
    ("marked-names", [H, "□ 吴小玲　秦明"], [], {"author": "吴小玲、秦明"}),
    ("counters-and-buttons", [H, "分享到微信 分享到微博", "2025-03-12　阅读：120　点赞：3"],
     ["全部评论(0)", "发表评论", "扫一扫在手机打开当前页", "收藏 打印 关闭"], {"date": DAY}),
    ("copyright-and-end", [H], ["（完）", "■", "版权声明：本文版权归示例市工商联所有，转载请注明出处。"], {}),
    ("wide-brackets", [H], ["［责任编辑：秦明］"], {"editor": "秦明"}),
    ("three-roles", [H], ["撰稿：吴小玲　编辑：秦明　审核：周初"], {"author": "吴小玲", "editor": "秦明"}),
    ("topics-below", [H], ["#民营经济 #会员服务"], {"ends": "#民营经济 #会员服务"}),
    ("key-words-below", [H], ["关键词：车间；学习"], {"ends": "关键词：车间；学习"}),
    ("works-below-each-other", [H, "文｜吴小玲", "图｜秦明", "编辑｜周初"], [], {"author": "吴小玲", "editor": "周初"}),
    ("day-in-two-lines", ["03-12", "2025", H, OFFICE], [], {"date": DAY, "source": OFFICE}),
    ("changed-and-published", [H, "发布于 2025-03-12　修改于 2025-03-15"], [], {"date": DAY}),
    ("changed-in-words", [H, "吴小玲", "昨天 10:20 修改"], [], {"author": "吴小玲"}),
    ("marked-byline", ["走进企业", H, "□本报记者 吴小玲 通讯员 秦明"], [],
     {"headline": f"走进企业 {H}", "author": "吴小玲、秦明"}),
    ("buttons-below-the-day", [H, "2025-03-12 16:40", OFFICE, "听全文"], [], {"date": f"{DAY}T16:40", "source": OFFICE}),
    ("reporter-above-the-day", [H, "示例日报记者 吴小玲", "2025-03-12 16:40", "来源：示例日报", "字号"], [],
     {"author": "吴小玲", "source": "示例日报", "date": f"{DAY}T16:40"}),
    ("account-above-the-day", [H, "示例会客厅", "2025-03-12 16:40 · 江苏", "关注"], [], {"source": "示例会客厅", "date": f"{DAY}T16:40"}),
    ("platform-above-the-day", [H, "示例学习平台", "2025-03-12", "订阅", "作者：吴小玲"], [],
     {"source": "示例学习平台", "author": "吴小玲", "date": DAY}),
    ("office-and-name-above-the-day", [H, "示例商会　吴小玲", "（2025年3月12日）"], [],
     {"source": "示例商会", "author": "吴小玲", "date": DAY}),
    ("title-of-two-lines", ["会员企业走进横山桥", "服务送到示例发展公司", "2025-03-12"], [],
     {"headline": "会员企业走进横山桥 服务送到示例发展公司", "date": DAY}),
    ("type-sizes-below-the-day", ["首页 > 动态 > 正文", H, "来源：示例商会 | 作者：吴小玲 | 发布时间：2025-03-12 | 浏览：12 次", "A- A+"], [],
     {"source": "示例商会", "author": "吴小玲", "date": DAY}),
    ("chronicle", [H, "2025-03-12 第一只停了", "2025-03-15 第二只停了"], [], {"begins": "2025-03-12 第一只停了"}),
    ("read-counts", [H], ["已读 28 未读 3"], {}),
    ("interviewer", [H, "本刊记者　吴小玲"], ["（采访整理：秦明）"], {"author": "吴小玲"}),
    ("site-foot", [H], ["© 2025 示例商会 版权所有", "地址：和平路8号", "邮编：213000"], {}),
    ("contacts", [H], ["地址：和平路8号", "电话：0519-00000000"], {"ends": "电话：0519-00000000"}),
    ("owner-in-a-sentence", [H], ["版权所有者是谁，大家都说不清楚。"], {"ends": "大家都说不清楚。"}),
    ("covering-note", ["发件人：吴小玲", "主题：" + H, "编辑老师好，稿件如下，请审。", H, "吴小玲"], ["发自我的手机"], {"author": "吴小玲"}),
    ("writer-note", [H], ["（本文作者系示例市工商联副主席）"], {"ends": "副主席）"}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "above", "below", "fields"), CASES, ids=[c[0] for c in CASES])
def test_every_field_of_a_copied_text(name, above, below, fields):
    text = "\n".join([*above, *TEXT, *below])
    source, witness = read_source(".txt", text.encode())
    reading = reading_of(source, file="a.txt", witness=witness)
    wanted = {"headline": H, "author": "", "editor": "", "date": ""} | fields
    begins, ends = wanted.pop("begins", TEXT[0]), wanted.pop("ends", TEXT[-1])
    receipt = reading.receipt
    assert {key: getattr(receipt, key) for key in wanted} == wanted
    assert (receipt.headings, receipt.han_equal, receipt.left) == ((), True, ())
    words = reading.body.removeprefix("<p>").removesuffix("</p>")
    assert words.startswith(begins)
    assert words.endswith(ends)


def test_a_row_of_stars_inside_a_text_is_a_rule_and_an_address_no_heading():
    text = "\n".join([H, TEXT[0], "* * *", "报名链接：https://example.cn/a", *TEXT[1:]])
    source, witness = read_source(".txt", text.encode())
    reading = reading_of(source, file="a.txt", witness=witness)
    assert "</p><hr><p>" in reading.body.replace("\n", "")
    assert (reading.receipt.headings, reading.receipt.han_equal) == ((), True)
