"""The head of a manuscript: labelled titles, who wrote or speaks, office and day, a number."""

from datetime import date

import pytest

from series.text.markup.stored_html import visible_text
from series.text.recognition.published import read_text

ONE = "三月十日，天宁区商会的三十多位会员走进横山桥镇的两家工厂，听车间主任讲用工和融资上的难处。"
TWO = "会员们说，这样的走访不只是看一看，更要把问题带回去一件一件地办。"
SPEECH = "在全市商会工作会议上的讲话"
DAY = date(2026, 11, 3)


def read(*head):
    return read_text("\n".join([*head, ONE, TWO]))


def body_of(text):
    return visible_text(text.body).split("\n")


@pytest.mark.parametrize(
    "head",
    [
        ("标题：会员走进工厂", "作者：李某山", "单位：示例市工商联", "日期：2026年11月3日", "正文："),
        ("【题目】会员走进工厂", "姓名：李某山", "报送单位：示例市工商联", "时间：2026-11-03", "联系电话：12345678"),
        ("文章标题：会员走进工厂", "撰稿：李某山", "来源：示例市工商联", "发布日期：2026.11.3"),
    ],
)  # fmt: skip
def test_a_form_gives_its_fields(head):
    text = read(*head)
    assert (text.headline, text.author, text.source) == ("会员走进工厂", "李某山", "示例市工商联")
    assert text.published_on == DAY
    assert body_of(text)[0].startswith("三月十日")


@pytest.mark.parametrize(
    "head",
    [
        ("引题：两个健康进车间", "主题：会员走进工厂", "副题：走访记"),
        ("【肩题】两个健康进车间", "会员走进工厂", "——走访记"),
    ],
)
def test_a_title_of_three_labelled_parts(head):
    text = read(*head)
    parts = (text.kicker, text.headline, text.subtitle)
    assert parts == ("两个健康进车间", "会员走进工厂", "走访记")


def test_control_what_an_event_is_about_is_no_title():
    text = read("座谈会", "主题：会员走进工厂", "时间：四月二日")
    assert (text.headline, text.kicker) == ("座谈会", "")
    assert "主题：会员走进工厂" in text.body


@pytest.mark.parametrize(
    "line",
    ["文/李某山 图/王某", "文／李某山", "李某山/文　王某/图", "文丨李某山", "本报记者 李某山"],
)
def test_who_wrote_it_stands_below_the_title(line):
    text = read("会员走进工厂", line)
    assert text.author == "李某山"
    assert body_of(text)[0].startswith("三月十日")


@pytest.mark.parametrize("line", ["常州市工商联  2026年11月3日", "市工商联办公室　2026-11-03"])
def test_office_and_day_below_the_title(line):
    text = read("会员走进工厂", line)
    assert (text.source, text.published_on) == (line.split()[0], DAY)
    assert body_of(text)[0].startswith("三月十日")


@pytest.mark.parametrize(
    "line", ["走进车间  2026年11月3日启动", "高质量发展", "万众一心", "图文直播"]
)
def test_control_a_section_below_the_title_stays(line):
    assert line in read("会员走进工厂", line).body


@pytest.mark.parametrize(
    ("below", "kept"),
    [
        (("（2026年11月3日）", "王某山"), ()),
        (("王某山", "（2026年11月3日）"), ()),
        (("王　某", "2026年11月3日"), ()),
        (("市工商联主席　王某山", "（二〇二六年十一月三日）"), ("市工商联主席　王某山",)),
        (("（2026年11月3日）", "市工商联主席　王某山"), ("市工商联主席　王某山",)),
    ],
)
def test_a_speech_names_its_speaker_and_its_day(below, kept):
    text = read(SPEECH, *below, "同志们：")
    assert (text.headline, text.published_on) == (SPEECH, DAY)
    assert text.author in ("王某山", "王某")
    assert body_of(text)[: len(kept) + 1] == [*kept, "同志们："]


def test_a_speech_whose_words_are_its_subtitle():
    text = read("把实事办好", f"——{SPEECH}", "王某山", "（2026年11月3日）")
    assert (text.headline, text.subtitle, text.author) == ("把实事办好", SPEECH, "王某山")


def test_the_day_of_publication_is_better_and_the_speechs_own_stays():
    text = read(SPEECH, "发布日期：2026年11月5日 来源：示例日报", "（2026年11月3日）", "同志们：")
    assert text.published_on == date(2026, 11, 5)
    assert "（2026年11月3日）" in text.body


def test_the_number_of_a_document_leaves_the_text():
    text = read("关于走访会员的通知", "示工商联〔2026〕8号", "各区工商联：")
    assert body_of(text)[0] == "各区工商联："
    assert "示工商联〔2026〕8号" in text.dropped


def test_control_a_number_inside_the_text_stays():
    text = read("走访会员", "各区工商联：", "依据示工商联〔2026〕8号文件，", "示工商联〔2026〕8号")
    assert text.body.count("示工商联〔2026〕8号") == 2


@pytest.mark.parametrize(
    ("head", "source", "author"),
    [
        ("原创 阿禾 云州工商联\n2025-03-12 09:10", "云州工商联", "阿禾"),
        ("原创 云州工商联\n2025年03月12日 09:10 江苏", "云州工商联", ""),
        ("原创 周敏 云州商界\n2025年3月12日 09:10\n江苏", "云州商界", "周敏"),
        ("周敏 云州工商联\n2025年3月12日 09:10", "云州工商联", "周敏"),
        ("原创 周敏 云州发布 云州发布 2025年3月12日 09:10", "云州发布", "周敏"),
        ("阿禾 云州工商联 2025年3月12日 09:10 江苏", "云州工商联", "阿禾"),
        ("云州工商联 2025年3月12日 09:10 江苏", "云州工商联", ""),
        ("原创 云州工商联 云州工商联 2025-03-12 09:10 发表于江苏", "云州工商联", ""),
        ("原创： 周敏 云州工商联 2025-03-12", "云州工商联", "周敏"),
    ],
)
def test_the_head_of_an_account_gives_author_account_and_day(head, source, author):
    text = read_text(f"会员走进工厂\n{head}\n{ONE}\n{TWO}")
    assert (text.headline, text.source, text.author) == ("会员走进工厂", source, author)
    assert (str(text.published_on), text.han_equal) == ("2025-03-12", True)
    assert body_of(text) == [ONE, TWO]


def test_the_account_above_its_headline_goes():
    head = "云州工商联\n会员走进工厂\n原创 周敏 云州工商联\n2025-03-12 09:10"
    text = read(*head.split("\n"))
    assert (text.headline, text.source, text.author) == ("会员走进工厂", "云州工商联", "周敏")


@pytest.mark.parametrize(
    "line", ["地点 云州工商联 2025年3月12日 14:00", "原创 作品展开幕", "走进 云州工商联 三月"]
)
def test_control_other_lines_name_no_account(line):
    text = read_text(f"会员走进工厂\n{line}\n{ONE}\n{TWO}")
    assert (text.source, text.author) == ("", "")
    assert line.split()[1] in f"{text.headline}{text.body}"


GREETING = "尊敬的各位领导、各位同仁："


@pytest.mark.parametrize(
    ("title", "lines", "author"),
    [
        (SPEECH, ("示例轴承有限公司董事长　申屠浩",), "申屠浩"),
        (SPEECH, ("示例轴承有限公司董事长申屠浩",), "申屠浩"),
        (SPEECH, ("示例轴承有限公司", "董事长　王浩然"), "王浩然"),
        (SPEECH, ("发言人：示例轴承有限公司董事长　王浩然",), "王浩然"),
        ("让轴承转得更稳", ("示例轴承有限公司董事长　王浩然",), "王浩然"),
        ("让轴承转得更稳", ("示例商会会长　王浩然", "（2026年11月3日）"), "王浩然"),
    ],
)
def test_a_person_of_a_rank_right_above_a_greeting_speaks_and_the_line_stays(title, lines, author):
    text = read(title, *lines, GREETING)
    assert (text.headline, text.author, text.han_equal) == (title, author, True)
    assert lines[0] in body_of(text)
    assert GREETING in body_of(text)


@pytest.mark.parametrize("line", ["相约高质量发展", "会员企业代表名单", "新任会长的三句话"])
def test_control_other_lines_above_a_greeting_name_nobody(line):
    text = read(SPEECH, line, GREETING)
    assert (text.author, body_of(text)[0]) == ("", line)


@pytest.mark.parametrize(
    ("writer", "institute", "author"),
    [
        ("闵行知", "（常州学院 商学院，常州 310000）", "闵行知"),
        ("闵行知", "常州学院 商学院，江苏 常州 213000", "闵行知"),
        ("作者：闵行知", "（常州市总商会 研究室，江苏常州213000）", "闵行知"),
        ("闵行知　石磊", "（1.常州学院 商学院，江苏 常州 213000；2.常州市工商联，江苏 常州 213001）", "闵行知、石磊"),
    ],
)  # fmt: skip
def test_the_institute_of_a_paper_below_its_author_leaves_the_text(writer, institute, author):
    text = read("商会调解的路径研究", writer, institute, "摘要：本文以五家商会为样本。")
    assert (text.author, text.han_equal) == (author, True)
    assert body_of(text)[0] == "摘要：本文以五家商会为样本。"
    assert institute in text.dropped


@pytest.mark.parametrize(
    "line",
    [
        "（常州学院商学院的一堂课）",
        "来信请寄：常州市商会，213000",
        "常州学院商学院去年培训了213000人次，为全省之最。",
    ],
)
def test_control_other_lines_below_an_author_stay(line):
    text = read("会员走进工厂", "闵行知", line)
    assert (text.author, body_of(text)[0]) == ("闵行知", line)
