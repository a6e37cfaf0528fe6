"""Several persons in one line or two, beside a source, and who speaks above the day."""

from datetime import date

import pytest

from series.actions.imports.readings import reading_of
from series.text.documents.plain_text import copied_source
from series.text.recognition.credit_line import read_credits
from series.text.recognition.published import recognise
from series.text.web.page import read_page

TITLE = "会员走进工厂听难处"
FIRST = "三月十日，天宁区商会的三十多位会员走进横山桥镇的两家工厂，听车间主任讲难处。"
LAST = "商会把问题一一记下，答应两周内给每家企业回话。"
DAY = date(2024, 7, 1)
BODY = [f"<p>{FIRST}</p>", f"<p>{LAST}</p>"]


def read(*above, below=(), title=TITLE):
    lines = [title, *above, FIRST, LAST, *below]
    reading = reading_of(copied_source("\n".join(lines)), file="a.txt")
    assert reading.receipt.han_equal
    assert reading.text.han_equal
    return reading.text


def body_of(text):
    return [f"<p>{part}" for part in text.body.replace("\n", "").split("<p>")[1:]]


@pytest.mark.parametrize(
    ("lines", "author", "source", "editor"),
    [
        (
            ["来源：常州日报　记者：冯遥　通讯员：邵青　编辑：石磊"],
            "冯遥、邵青",
            "常州日报",
            "石磊",
        ),
        (["记者:冯　遥 通讯员:邵　青"], "冯遥、邵青", "", ""),
        (["本报记者：冯遥 通讯员：邵青 石磊"], "冯遥、邵青、石磊", "", ""),
        (["来源：常州日报 作者：冯遥/邵青"], "冯遥、邵青", "常州日报", ""),
        (["作 者：冯 遥"], "冯遥", "", ""),
        (["来　源：常州日报　　责 任 编 辑：石　磊"], "", "常州日报", "石磊"),
        (["作者：冯遥", "通讯员：邵青"], "冯遥、邵青", "", ""),
        (["作者：冯遥", "撰稿：冯遥　邵青"], "冯遥、邵青", "", ""),
        (["记者：冯遥　编辑：石磊", "通讯员：邵青"], "冯遥、邵青", "", "石磊"),
    ],
)
def test_all_persons_of_one_line_or_two_are_authors(lines, author, source, editor):
    for text in (read(*lines), read(below=lines)):
        assert (text.author, text.source, text.editor) == (author, source, editor)
        assert body_of(text) == BODY


def test_a_page_names_all_persons_of_a_line():
    line = "来源：常州日报 记者：冯遥 通讯员：邵青、石磊"
    page = f"<html><body><h1>{TITLE}</h1><p>{line}</p><div class='content'>{''.join(BODY)}</div></body></html>"
    assert recognise(read_page(page)).author == "冯遥、邵青、石磊"
    assert read_credits([line]).author == "冯遥、邵青、石磊"


def test_control_an_office_or_a_second_editor_adds_nothing():
    text = read("作者：冯遥 撰稿：市工商联办公室 编辑：石磊 编辑：邵青")
    assert (text.author, text.editor) == ("冯遥", "石磊")
    assert read_credits(["作者：冯遥 撰稿：市工商联办公室"]).author == "冯遥"


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("本报记者 冯遥 通讯员 邵青", "冯遥、邵青"),
        ("（冯遥 邵青）", "冯遥、邵青"),
        ("冯遥", "冯遥"),
        ("石　磊", "石磊"),
        ("文/冯遥 图/邵青", "冯遥"),
    ],
)
@pytest.mark.parametrize("above", ["来源：常州日报", "2024年7月1日　来源：常州日报"])
def test_who_wrote_a_text_below_its_source(above, line, author):
    text = read(above, line)
    assert (text.source, text.author, body_of(text)) == ("常州日报", author, BODY)


@pytest.mark.parametrize("line", ["走进车间", "工作动态", "常州市工商联", "高新区"])
def test_control_another_line_below_the_source_stays(line):
    text = read("来源：常州日报", line)
    assert (text.source, text.author) == ("常州日报", "")
    assert line in text.body


@pytest.mark.parametrize("title", [TITLE, "在会员大会上的讲话"])
@pytest.mark.parametrize("line", ["常州市工商联主席 林海生", "常州市总商会会长　林　海　生"])
@pytest.mark.parametrize(
    "below", ["2024年7月1日", "（2024年7月1日）", "发布时间：2024-07-01 来源：常州日报"]
)
def test_a_person_of_a_rank_above_the_day_is_the_author_and_stays(title, line, below):
    text = read(line, below, title=title)
    assert (text.headline, text.author, text.published_on) == (title, "林海生", DAY)
    assert body_of(text) == [f"<p>{line}</p>", *BODY]


@pytest.mark.parametrize("line", ["林海生", "林　海　生"])
def test_a_name_alone_above_the_day_is_the_author(line):
    text = read(line, "2024年7月1日")
    assert (text.headline, text.author, body_of(text)) == (TITLE, "林海生", BODY)


@pytest.mark.parametrize("line", ["看新装的生产线", "高质量", "常州市工商联主席会议 成果发布"])
def test_control_a_title_of_two_lines_above_the_day(line):
    text = read(line, "2024年7月1日")
    assert (text.headline, text.author) == (f"{TITLE} {line}", "")


def test_control_persons_of_ranks_in_a_list_are_no_author():
    text = read("常州市工商联主席 林海生", "常州市总商会会长 石磊", title="出席人员")
    assert text.author == ""


@pytest.mark.parametrize("name", ["卓然", "卓　然", "黎明", "安然", "田野", "易达"])
@pytest.mark.parametrize("below", [(), ("2024年7月1日",), ("来源：常州日报",)])
def test_a_name_alone_below_the_title_that_is_a_word_too(name, below):
    text = read(name, *below)
    assert (text.headline, text.author) == (TITLE, "".join(name.split()))
    assert (text.headings, body_of(text)) == ((), BODY)


@pytest.mark.parametrize(
    "word", ["纪实", "党建", "高校", "贺信", "安全", "方案", "成效", "冷静", "时政"]
)
def test_control_a_word_alone_below_the_title_is_a_heading(word):
    text = read(word)
    assert (text.author, text.headings) == ("", (word,))


def test_control_two_such_words_in_lines_of_their_own_are_no_author():
    assert read("黎明", "卓然").author == ""


def test_control_a_place_among_short_headings_is_no_author():
    lines = [TITLE, "高淳", FIRST, "溧水", FIRST, "安然", FIRST]
    reading = reading_of(copied_source("\n".join(lines)), file="a.txt")
    assert (reading.text.author, reading.text.headings) == ("", ("高淳", "溧水", "安然"))


@pytest.mark.parametrize(
    "line",
    "周边环境 高质量 常州市 江南水乡 王庄镇 程序 赖以生存 萧条时期 茅台镇 湛江市 巢湖市".split(),
)
def test_a_short_heading_below_the_day_is_nobody_although_it_begins_with_a_surname(line):
    text = read("2024-05-06", line)
    assert (text.author, text.body.startswith(f"<h2>{line}</h2>")) == ("", True)


@pytest.mark.parametrize(
    "name", "王明华 赖小明 萧子墨 裘振华 茅小宁 戎一丹 荀志强 嵇明 蒯大川".split()
)
def test_a_name_below_the_day_or_behind_an_office_is_the_author(name):
    alone, sent = read("2024-05-06", name), read("2024-05-06", f"云州市工商联　{name}")
    assert (alone.author, sent.author, sent.source) == (name, name, "云州市工商联")
    assert body_of(alone) == body_of(sent) == BODY


@pytest.mark.parametrize(
    ("line", "source", "author"),
    [
        ("云州市工商联　王明华　　2026-06-18", "云州市工商联", "王明华"),
        ("云州市工商联 2026年6月18日 王明华", "云州市工商联", "王明华"),
        ("2026.6.18 云州市工商联 王明华、李晓红", "云州市工商联", "王明华、李晓红"),
        ("王明华　李晓红　2026-06-18", "", "王明华、李晓红"),
        ("2026-06-18 王明华", "", "王明华"),
        ("2026年6月18日  云州晚报  记者 鹿鸣", "云州晚报", "鹿鸣"),
        ("云州日报 2026年6月18日 A4版", "云州日报", ""),
    ],
)
def test_a_day_stands_beside_office_persons_and_edition_in_any_order(line, source, author):
    text = read(line)
    assert (text.published_on, text.source, text.author) == (date(2026, 6, 18), source, author)
    assert body_of(text) == BODY


@pytest.mark.parametrize(
    "line",
    ["会议时间 2026-06-18", "云州市工商联 走访企业 2026-06-18", "2026-06-18 云州市工商联 座谈纪要"],
)
def test_control_another_word_beside_a_day_leaves_the_line_in_the_text(line):
    text = read(line)
    assert (text.source, text.author) == ("", "")
    assert len(body_of(text)) > 1 or line.split()[0] in text.body
    assert line.split()[-1] in text.body
