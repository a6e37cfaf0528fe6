"""Credits above the last day, a day with its office in brackets, notes below who signs."""

from datetime import date

import pytest

from series.actions.imports.readings import read_source, reading_of
from series.text.documents.plain_text import copied_source
from series.text.recognition.published import recognise
from series.text.web.page import read_page

TITLE = "会员走进工厂听难处"
FIRST = "三月十日，天宁区商会的三十多位会员走进横山桥镇的两家工厂，听车间主任讲难处。"
LAST = "商会把问题一一记下，答应两周内给每家企业回话。"
DAY = date(2024, 7, 1)


def read(*below):
    reading = reading_of(copied_source("\n".join([TITLE, FIRST, LAST, *below])), file="a.txt")
    assert reading.receipt.han_equal
    assert (reading.text.headline, reading.receipt.left) == (TITLE, ())
    return reading.text


def markup(text):
    return text.body.replace("\n", "")


def paragraphs(*lines):
    return "".join(f"<p>{line}</p>" for line in (FIRST, LAST, *lines))


@pytest.mark.parametrize(
    "day", ["2024年7月1日", "（2024年7月1日）", "二〇二四年七月一日", "2024-07-01"]
)
@pytest.mark.parametrize(
    ("credits", "author", "source"),
    [
        (["（供稿：办公室 冯遥）"], "冯遥", "办公室"),
        (["(供稿:宣传教育处　石 磊)"], "石磊", "宣传教育处"),
        (["供稿：会员部 邵青"], "邵青", "会员部"),
        (["撰稿：冯遥　邵青"], "冯遥、邵青", ""),
        (["文/冯遥 图/邵青"], "冯遥", ""),
        (["作者：冯遥", "（审核：邵青）"], "冯遥", ""),
    ],
)
def test_credits_above_the_last_day_leave_the_text_and_the_day_stays(credits, author, source, day):
    text = read(*credits, day)
    assert (text.author, text.source, text.published_on) == (author, source, DAY)
    assert markup(text) == f'{paragraphs()}<p class="closing">{day}</p>'


def test_credits_above_or_between_office_and_day():
    for lines in (
        ("（供稿：冯遥）", "常州市工商业联合会", "2024年7月1日"),
        ("常州市工商业联合会", "（供稿：冯遥）", "2024年7月1日"),
    ):
        text = read(*lines)
        assert (text.author, text.published_on) == ("冯遥", DAY)
        assert "供稿" not in text.body
        assert text.body.index("常州市工商业联合会") < text.body.index("2024年7月1日")


@pytest.mark.parametrize(
    "lines",
    [
        ("会后大家合影留念", "2024年7月1日"),
        ("联系人：冯遥", "2024年7月1日"),
        ("此致", "敬礼", "2024年7月1日"),
        ("（供稿：冯遥）", "会员们还参观了展厅。", "2024年7月1日"),
    ],
)
def test_control_other_lines_above_the_last_day_stay(lines):
    text = read(*lines)
    assert (text.author, text.published_on) == ("", DAY)
    assert all(line in text.body for line in lines)


@pytest.mark.parametrize(
    "line",
    [
        "（会员服务处　2024年7月1日）",
        "(会员服务处 2024-07-01)",
        "（常州市工商联办公室，2024年7月1日）",
        "（常州市商会秘书处　二〇二四年七月一日）",
        "（2024年7月1日　会员部）",
        "（2024年7月1日）",
    ],
)
def test_a_day_in_brackets_with_its_office_is_the_day_and_stands_at_the_right(line):
    text = read(line)
    assert (text.published_on, text.author) == (DAY, "")
    assert 'class="closing"' in text.body


@pytest.mark.parametrize(
    "line",
    [
        "（2024年7月1日起施行）",
        "（会员大会定于2024年7月1日）",
        "（参观会员企业 2024年7月1日开始）",
        "（图为2024年7月1日的车间）",
    ],
)
def test_control_a_bracket_that_says_more_gives_no_day(line):
    text = read(line)
    assert text.published_on is None
    assert markup(text) == paragraphs(line)


@pytest.mark.parametrize(
    "notes",
    [
        ["（附注：本通知由会员服务处负责解释）"],
        ["（此件公开发布）"],
        ["（联系人：冯遥，电话：81680000）"],
        ["附注：此件不公开"],
        ["（此件主动公开）", "（联系人：冯遥　联系电话：81680000）"],
    ],
)
def test_office_and_day_above_a_note_stand_at_the_right(notes):
    text = read("常州市工商业联合会", "2024年7月1日", *notes)
    assert text.published_on == DAY
    signed = "".join(f'<p class="closing">{w}</p>' for w in ("常州市工商业联合会", "2024年7月1日"))
    assert markup(text) == paragraphs() + signed + "".join(f"<p>{note}</p>" for note in notes)


@pytest.mark.parametrize("line", ["（全体会员合影）", "会后继续走访。", "（附注见下页）"])
def test_control_another_line_below_office_and_day_is_no_note(line):
    text = read("常州市工商业联合会", "2024年7月1日", line)
    assert 'class="closing"' not in text.body


@pytest.mark.parametrize(
    ("lines", "author", "editor"),
    [
        (["审核人：冯遥"], "", ""),
        (["核稿人:冯遥　审定：邵青"], "", ""),
        (["审 核：冯 遥"], "", ""),
        (["核　稿：冯遥"], "", ""),
        (["供稿：冯遥", "审核人：邵青"], "冯遥", ""),
        (["（供稿：冯遥　核稿：邵青）"], "冯遥", ""),
        (["（撰稿：冯遥；核稿：邵青）"], "冯遥", ""),
        (["撰稿人：冯遥；审核人：办公室"], "冯遥", ""),
        (["拟稿：冯遥 校核：邵青"], "冯遥", ""),
        (["信息报送:冯遥", "信息审核:邵青"], "冯遥", ""),
        (["责任编辑：冯遥", "复核：邵青", "签发人：石磊"], "", "冯遥"),
        (["责编：冯遥，审校：邵青，值班编委：石磊"], "", "冯遥"),
    ],
)
def test_who_checked_a_text_leaves_it_in_every_form(lines, author, editor):
    text = read(*lines)
    assert (text.author, text.editor, text.source) == (author, editor, "")
    assert markup(text) == paragraphs()


@pytest.mark.parametrize(
    "line",
    [
        "审核：材料齐全的三日内办结",
        "复核：对结果有异议的三日内提出",
        "审定 十月",
        "主编的话",
        "核稿须知",
    ],
)
def test_control_a_step_is_nobody_who_checked(line):
    assert markup(read(line)) == paragraphs(line)


TAKEN = [
    ("转自：常州日报", "常州日报", None),
    ("转自常州日报", "常州日报", None),
    ("（转自《常州日报》）", "常州日报", None),
    ("（转载自常州日报客户端）", "常州日报客户端", None),
    ("摘自《常州工商》2024年第3期", "常州工商", None),
    ("本文转自《常州日报》2024年7月1日第3版", "常州日报", DAY),
    ("原载于《常州日报》，2024-07-01", "常州日报", DAY),
    ("文章转自：常州发布公众号", "常州发布公众号", None),
    ("[选自《常州商会》]", "常州商会", None),
    ("来源：《常州日报》（2024年7月1日 03版）", "常州日报", DAY),
]


@pytest.mark.parametrize(("line", "source", "day"), TAKEN)
def test_where_a_text_was_taken_from_is_its_source(line, source, day):
    text = read(line)
    assert (text.source, text.published_on, text.author) == (source, day, "")
    assert markup(text) == paragraphs()


@pytest.mark.parametrize(("line", "source", "day"), TAKEN)
def test_where_a_page_was_taken_from_is_its_source(line, source, day):
    lines = "".join(f"<p>{words}</p>" for words in (FIRST, LAST, line))
    page = f"<html><body><h1>{TITLE}</h1><div class='content'>{lines}</div></body></html>"
    assert recognise(read_page(page)).source == source


def test_several_fields_behind_where_a_text_was_taken_from():
    text = read("转自：常州日报 作者：冯遥 编辑：邵青")
    assert (text.source, text.author, text.editor) == ("常州日报", "冯遥", "邵青")


@pytest.mark.parametrize(
    "line", ["摘自他的日记", "转自谁的文章", "转自常州日报的报道很多", "转载自由"]
)
def test_control_other_words_behind_such_a_verb_stay(line):
    text = read(line)
    assert (text.source, markup(text)) == ("", paragraphs(line))


def test_control_an_address_is_no_source():
    assert read("转自：https://example.cn/a").source == ""


def ways_of(*lines):
    """Return a text as plain text, Markdown and a page give it, title first."""
    title, *rest = lines
    own = "".join(f"<p>{line}</p>" for line in rest)
    page = f"<html><title>{title}</title><body><h1>{title}</h1><div id=zoom>{own}</div></body>"
    files = ((".txt", "\n".join(lines)), (".md", "\n\n".join([f"# {title}", *rest])))
    for ending, words in (*files, (".html", page)):
        source, witness = read_source(ending, words.encode())
        reading = reading_of(source, file=f"a{ending}", witness=witness)
        assert (reading.receipt.han_equal, reading.receipt.left) == (True, ())
        yield reading.text


@pytest.mark.parametrize(
    "lines",
    [
        ("报：区委、区政府领导，市工商联", "送：各镇街商会，区直各有关单位"),
        ("报：市工商联　送：区委、区政府领导　发：各镇街商会",),
        ("报送：区委、区政府领导。", "抄送：区各有关部门，各镇街商会。"),
        ("分送：各位主席、副主席，秘书长", "发：各会员企业"),
        ("报：区委办、区政府办", "送：区各有关部门", "发：各镇、街道商会"),
    ],
)
def test_who_receives_a_bulletin_leaves_the_text_above_its_editors(lines):
    for text in ways_of(TITLE, FIRST, LAST, *lines, "编辑：冯遥　签发：石磊"):
        assert (text.headline, text.editor) == (TITLE, "冯遥")
        assert markup(text) == paragraphs()


def test_receivers_above_the_copies_of_a_bulletin():
    head = ("工 作 简 报", "第 11 期", "天宁区工商联办公室编　　2024年7月1日")
    feet = (
        "————————",
        "报：区委、区政府领导",
        "送：各镇街商会。",
        "编辑：冯遥　签发：石磊（共印80份）",
    )
    source, _ = read_source(".txt", "\n".join([*head, TITLE, FIRST, LAST, *feet]).encode())
    text = reading_of(source, file="a.txt").text
    assert (text.headline, text.editor, text.published_on) == (TITLE, "冯遥", DAY)
    assert markup(text) == paragraphs()


@pytest.mark.parametrize(
    "line",
    [
        "送：一袋米，一桶油，一份心意",
        "报：报给谁？多久报一次？",
        "发：部门两周内发回音",
        "送：商会三天内送到部门",
        "报：企业把难处写成一页纸",
    ],
)
def test_control_what_is_sent_or_how_stays(line):
    for text in ways_of(TITLE, FIRST, LAST, line):
        assert markup(text) == paragraphs(line)


MINUTES = "天宁区工商联主席办公会议纪要"
FACTS = ("时　间：2024年7月1日上午", "地　点：商会三楼", "主　持：邵青")


@pytest.mark.parametrize(
    "lines",
    [
        ("记录：冯遥",),
        ("记录人：冯　遥",),
        ("整理：冯遥　审核：石磊",),
        ("记录：冯遥、邵青　整理：石磊",),
        ("（记录整理：冯遥）",),
        ("会议记录：秘书处 冯遥",),
        ("记录：冯遥", "分送：各位主席、副主席，秘书长"),
    ],
)
def test_who_wrote_minutes_leaves_them_and_their_day_is_that_of_the_meeting(lines):
    for text in ways_of(MINUTES, *FACTS, FIRST, LAST, *lines):
        assert (text.headline, text.published_on) == (MINUTES, DAY)
        assert text.body.endswith(f"<p>{LAST}</p>")
        assert "2024年7月1日上午" in text.body


def test_the_day_of_the_signature_goes_before_that_of_the_meeting():
    signed = ("天宁区工商联办公室", "2024年7月3日")
    for lines in ((*signed, "记录：冯遥"), ("记录：冯遥", *signed), signed):
        for text in ways_of(MINUTES, *FACTS, FIRST, LAST, *lines):
            assert text.published_on == date(2024, 7, 3)
            assert "记录" not in text.body
            assert "2024年7月3日" in text.body


@pytest.mark.parametrize(
    "lines",
    [
        ("记录：历史从来不会忘记每一个人",),
        ("时间：7月10日", "地点：商会三楼", "主持：邵青", "记录：冯遥"),
        ("整理：把台账按月装订成册",),
    ],
)
def test_control_a_record_that_names_nobody_and_facts_of_a_meeting_stay(lines):
    for text in ways_of(TITLE, FIRST, LAST, *lines):
        assert markup(text) == paragraphs(*lines)


@pytest.mark.parametrize("title", ["关于举办会员培训的通知", "会员培训侧记"])
def test_control_the_day_of_an_event_is_none_of_publication(title):
    for text in ways_of(title, *FACTS, FIRST, LAST):
        assert text.published_on is None


@pytest.mark.parametrize(
    ("line", "author", "source"),
    [
        ("（2024年7月1日供稿）", "", ""),
        ("2024年7月1日供稿", "", ""),
        ("〔2024年7月1日来稿〕", "", ""),
        ("（冯遥 供稿 2024-07-01）", "冯遥", ""),
        ("（2024年7月1日 冯遥供稿）", "冯遥", ""),
        ("（供稿：冯遥　2024年7月1日）", "冯遥", ""),
        ("（常州市商会供稿　2024年7月1日）", "", "常州市商会"),
        ("（摘自2024年7月1日《常州晚报》）", "", "常州晚报"),
        ("（原载2024年7月1日《常州晚报》第3版）", "", "常州晚报"),
    ],
)
def test_the_day_on_which_a_text_was_sent_or_printed_elsewhere(line, author, source):
    for text in ways_of(TITLE, FIRST, LAST, line):
        assert (text.published_on, text.author, text.source) == (DAY, author, source)
        assert markup(text) == paragraphs()


@pytest.mark.parametrize(
    "line",
    [
        "（写于2024年7月1日）",
        "（2024年7月1日写于常州）",
        "2024年7月1日于延陵路改定",
        "（二〇二四年七月一日改定）",
        "初稿写于2024年7月1日",
    ],
)
def test_the_day_on_which_an_author_wrote_counts_and_stays(line):
    for text in ways_of(TITLE, FIRST, LAST, line):
        assert text.published_on == DAY
        assert line in text.body


@pytest.mark.parametrize(
    "line",
    [
        "（2024年7月1日起供稿单位可在网上查询）",
        "（2024年7月1日写于墙上的一句话）",
        "（此文写于2024年7月1日的雨夜，那天停了电）",
        "（以上数据截至2024年7月1日）",
    ],
)
def test_control_a_bracket_that_tells_more_stays_without_a_day(line):
    for text in ways_of(TITLE, FIRST, LAST, line):
        assert text.published_on is None
        assert markup(text) == paragraphs(line)
