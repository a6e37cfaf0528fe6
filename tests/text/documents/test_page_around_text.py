"""Lines of a page around a copied text: menus, unknown lines at the foot, papers and accounts."""

import pytest

from series.actions.imports.readings import read_source, reading_of
from series.text.markup import stored_html
from series.text.recognition.official_document import read_official
from series.text.recognition.official_marks import OfficialLine

H = "会员企业走进横山桥学车间管理"
TEXT = [
    "三月十日上午，三十多位会员企业的厂长走进横山桥镇的两家工厂，看新装的生产线。",
    "车间主任把排产、用工、能耗三本账摊开来讲，哪一步省了钱，哪一步走过弯路，都说得明白。",
    "商会秘书处把大家的提问整理成清单，交给三个工作组，约定在四月底之前逐条答复。",
]
EDITOR = "责任编辑：秦明"
HEADS = [
    ("menu-above-way", ["首页", "机构概况", "新闻中心", "会员服务", "当前位置：首页 > 新闻中心", H, "发布时间：2025-03-12 来源：示例网"], "示例网", "2025-03-12"),
    ("menu-in-a-line", ["首页 机构概况 新闻中心 政策法规", H, "2025-03-12"], "", "2025-03-12"),
    ("menu-below-home", ["网站首页", "协会概况", "通知公告", "会员风采", H, "2025-03-12"], "", "2025-03-12"),
    ("menu-with-bars", ["首页｜关于我们｜党建｜入会", H, "2025-03-12"], "", "2025-03-12"),
    ("menu-of-other-words", ["首页", "潮头", "人物志", "当前位置：首页 > 潮头", H, "2025-03-12"], "", "2025-03-12"),
    ("paper", ["示例晚报 2025年3月12日 星期三 第05版：生活", H], "示例晚报", "2025-03-12"),
    ("paper-and-buttons", ["示例晚报 2025年3月12日 星期三 第05版：生活", "上一版 下一版 版面导航", H], "示例晚报", "2025-03-12"),
    ("paper-without-page", ["示例日报 2025年3月12日 星期三", H], "示例日报", "2025-03-12"),
    ("paper-in-marks", ["《示例商报》 2025年3月12日 第A12版", H], "示例商报", "2025-03-12"),
    ("paper-of-archive", ["示例日报/2025年/3月/12日/第A03版", H], "示例日报", "2025-03-12"),
    ("account-behind-dot", [H, "2025-03-12 12:40 · 横山观察"], "横山观察", "2025-03-12T12:40"),
    ("account-behind-bullet", [H, "2025-03-12 • 横山观察"], "横山观察", "2025-03-12"),
    ("listeners", [H, "2025年3月12日 08:15 浙江 12人听过"], "", "2025-03-12T08:15"),
    ("readers", [H, "2025年3月12日 08:15 江苏 1.2万人阅读"], "", "2025-03-12T08:15"),
    ("account-twice", [H, "原创 示例商会 示例商会", "2025年3月12日 08:15 浙江 12人听过"], "示例商会", "2025-03-12T08:15"),
    ("account-twice-in-a-line", [H, "原创 示例商会 示例商会 2025年3月12日 08:15 浙江"], "示例商会", "2025-03-12T08:15"),
]  # fmt: skip
FEET = [
    ("unknown", [EDITOR, "往期佳作"], "秦明"),
    ("two-unknown", [EDITOR, "第一篇旧文", "第二篇旧文"], "秦明"),
    ("friends", [EDITOR, "上一篇：商会换届", "友情链接：示例网 | 示例报"], "秦明"),
    ("thumbs", [EDITOR, "赞 41 分享 推荐 写留言"], "秦明"),
    ("selected", [EDITOR, "往期精选", "商会换届", "厂长夜校", "班组长比武", "阅读 1862"], "秦明"),
    ("others-read", ["举报/反馈", "大家都在看", "商会换届", "厂长夜校", "班组长比武", "打开APP阅读全文"], ""),
    ("back", ["回上一頁　回首頁　友善列印"], ""),
    ("back-in-lines", ["返回上一页", "返回首页", "友好打印"], ""),
    ("neighbours", [EDITOR, "上一篇 | 返回目录 | 下一篇"], "秦明"),
    ("editions", [EDITOR, "上一版　下一版"], "秦明"),
]  # fmt: skip
KEPT_HEADS = [
    ("short-lines", ["春风里", "车间夜话", "厂长夜校"], "春风里"),
    ("title-of-home", ["首页", "改版之后", H], "首页"),
    ("title-with-home", ["首页 改了三次的故事"], "首页 改了三次的故事"),
    ("title-with-day", ["我们登上大舞台 2025年3月12日"], "我们登上大舞台 2025年3月12日"),
    ("title-with-paper", ["走进示例日报 2025年3月12日纪事"], "走进示例日报 2025年3月12日纪事"),
]
KEPT_FEET = [
    ("annex", [EDITOR, "附件：报名回执"]),
    ("contact", [EDITOR, "联系人：吴小玲 0519-00000000"]),
    ("office", [EDITOR, "示例市工商业联合会"]),
    ("thanks", [EDITOR, "谢谢大家！"]),
    ("topic", [EDITOR, "#车间"]),
    ("picture", [EDITOR, "图为活动现场"]),
    ("list", ["分享", "甲公司的三本账", "乙公司的五张表"]),
    ("verse", ["作者：吴小玲", "春风吹过运河", "灯火照着车间"]),
    ("photograph", ["摄影：秦明", "《晨光》"]),
    ("last-lines", ["愿车间灯火长明", "愿运河流水长清"]),
    ("three-lines", [EDITOR, "愿车间灯火长明", "愿运河流水长清", "愿人人平安"]),
]


def _read(lines, ending=".txt"):
    source, witness = read_source(ending, "\n\n".join(lines).encode())
    return reading_of(source, file=f"a{ending}", column="c", columns=["c"], witness=witness)


def _lines(reading):
    return stored_html.visible_text(reading.text.body).split("\n")


def _moment(text):
    clock = f"T{text.published_time:%H:%M}" if text.published_time else ""
    return f"{text.published_on or ''}{clock}"


@pytest.mark.parametrize(("above", "source", "moment"), [c[1:] for c in HEADS], ids=[c[0] for c in HEADS])  # fmt: skip
def test_the_head_of_a_page_gives_fields_and_leaves_the_text(above, source, moment):
    reading = _read([*above, *TEXT])
    text = reading.text
    assert (text.headline, text.source, _moment(text)) == (H, source, moment)
    assert _lines(reading) == TEXT
    assert reading.receipt.han_equal


@pytest.mark.parametrize(("below", "editor"), [c[1:] for c in FEET], ids=[c[0] for c in FEET])
def test_the_foot_of_a_page_leaves_the_text(below, editor):
    reading = _read([H, *TEXT, *below])
    assert (_lines(reading), reading.text.editor) == (TEXT, editor)
    assert reading.receipt.han_equal


@pytest.mark.parametrize(("above", "headline"), [c[1:] for c in KEPT_HEADS], ids=[c[0] for c in KEPT_HEADS])  # fmt: skip
def test_lines_like_a_page_s_head_stay(above, headline):
    reading = _read([*above, *TEXT])
    assert reading.text.headline == headline
    assert _lines(reading) == [*above[1:], *TEXT]


@pytest.mark.parametrize("below", [c[1] for c in KEPT_FEET], ids=[c[0] for c in KEPT_FEET])
def test_an_author_s_own_end_stays(below):
    assert _lines(_read([H, *TEXT, *below])) == [*TEXT, *below]


@pytest.mark.parametrize("links", ["[上一篇](https://example.cn/a) | [返回目录](https://example.cn/) | [下一篇](https://example.cn/b)", "[友情链接](https://example.cn/a) | [示例网](https://example.cn/b)"])  # fmt: skip
def test_a_row_of_links_below_an_editor_leaves_a_markdown_text(links):
    reading = _read([f"# {H}", *TEXT, "---", "*编辑：秦明*", links], ".md")
    assert (_lines(reading), reading.text.editor) == (TEXT, "秦明")


@pytest.mark.parametrize(("names", "author"), [("公孙燕 通讯员 凌波", "公孙燕、凌波"), ("欧阳明 通讯员 秦明", "欧阳明、秦明"), ("王明 通讯员 秦明", "王明、秦明")])  # fmt: skip
def test_each_name_of_a_byline_is_accounted_for(names, author):
    reading = _read([H, f"示例日报记者 {names}", *TEXT])
    assert (reading.text.author, reading.receipt.han_equal, reading.receipt.extra) == (author, True, ())  # fmt: skip


NOTICE = "关于举办车间管理培训班的通知"
SIGNED = ["示例市工商业联合会", "2025年3月12日"]


def test_a_letter_in_markdown_has_the_office_that_signs_it_as_source():
    text = _read([f"# {NOTICE}", "各会员企业：", *TEXT, *SIGNED], ".md").text
    assert (text.headline, text.source, _moment(text)) == (NOTICE, SIGNED[0], "2025-03-12")


@pytest.mark.parametrize("lines", [[f"# {H}", *TEXT, *SIGNED], [f"# {NOTICE}", *TEXT, *SIGNED], [f"# {NOTICE}", "来源：示例网", "各会员企业：", *TEXT, *SIGNED]])  # fmt: skip
def test_who_signs_another_text_in_markdown_is_no_source(lines):
    assert _read(lines, ".md").text.source in ("", "示例网")


@pytest.mark.parametrize("office", ["示例区工商联办公室编", "示例区工商联办公室编印", "示例区工商联办公室 主办", "示例区工商联办公室"])  # fmt: skip
def test_who_edits_a_bulletin_in_a_cell_is_no_title(office):
    lines = ["工作简报", "第12期", office, "2025年3月12日", H, *TEXT]
    document = read_official([OfficialLine(line, in_table=0 < at < 4) for at, line in enumerate(lines)])  # fmt: skip
    assert (document.headline, document.issuer) == (H, "示例区工商联办公室")


def test_a_title_that_ends_with_the_word_for_editing_stays_one():
    lines = ["工作简报", "第12期", "车间里的新手怎样学会了编", "2025年3月12日", *TEXT]
    document = read_official([OfficialLine(line) for line in lines])
    assert document.headline == lines[2]
