"""Names in brackets under a headline or behind a text are its author; other brackets stay."""

import pytest

from series.actions.imports.readings import reading_of
from series.text.documents.plain_text import copied_source
from series.text.recognition.signed_names import read_signed_names
from series.text.web.page import read_page

FIRST = "三月十日，天宁区商会的三十多位会员走进横山桥镇的两家工厂，听车间主任讲难处。"
LAST = "商会把问题一一记下，答应两周内给每家企业回话。"
SIGNED = [
    ("（李某山）", "李某山"),
    ("(李文山)", "李文山"),
    ("【李文山】", "李文山"),
    ("（李文山 王建国）", "李文山、王建国"),
    ("（王　芳）", "王芳"),
    ("（欧阳修文）", "欧阳修文"),
    ("（作者：李某山）", "李某山"),
    ("（记者 李某 通讯员 王某）", "李某、王某"),
    ("（本报记者李文山通讯员王芳）", "李文山、王芳"),
    ("（供稿：李文山）", "李文山"),
    ("（李文山 整理）", "李文山"),
    ("（文/李文山 图/王芳）", "李文山"),
    ("（李文山/文 王芳/图）", "李文山"),
    ("（市工商联　李文山）", "李文山"),
]
OTHERS = (
    "（全文） （金坛） （武进） （高新区） （讲话稿） （方案一） （施工中） （李主席） （张家港） （戴溪） （责任编辑：李文山） "
    "（李文山　摄） （作者系市工商联主席） （常务会议） （温馨提示）"
).split()


@pytest.mark.parametrize(("line", "author"), SIGNED)
def test_the_author_in_a_bracket(line, author):
    signed = read_signed_names(line)
    assert signed.author == author
    words = "".join(words for _, words in signed.pieces)
    assert words == "".join(line[1:-1].split())


@pytest.mark.parametrize("line", OTHERS)
def test_control_a_bracket_without_an_author(line):
    assert read_signed_names(line) is None


@pytest.mark.parametrize(("line", "author"), SIGNED)
def test_under_the_headline_and_behind_the_end_of_a_text(line, author):
    for lines in ([line, FIRST, LAST], [FIRST, LAST, line]):
        reading = reading_of(copied_source("\n".join(["会员走进工厂听难处", *lines])), file="a.txt")
        assert (reading.receipt.author, reading.receipt.han_equal) == (author, True)
        assert reading.body == f"<p>{FIRST}</p><p>{LAST}</p>"


@pytest.mark.parametrize("line", ["（李某山）", "（记者 李某 通讯员 王某）"])
def test_behind_the_last_sentence_it_stays(line):
    text = f"会员走进工厂听难处\n{FIRST}\n{LAST}{line}"
    reading = reading_of(copied_source(text), file="a.txt")
    assert reading.receipt.author in ("李某山", "李某、王某")
    assert reading.body.endswith(f"{LAST}{line}</p>")


@pytest.mark.parametrize(("line", "author"), SIGNED)
@pytest.mark.parametrize("above", [True, False])
def test_on_a_page(line, author, above):
    before, after = (f"<p>{line}</p>" if place else "" for place in (above, not above))
    text = f"{before}<p>{FIRST}</p><p>{LAST}</p>{after}"
    source = read_page(
        f"<html><h1>会员走进工厂听难处</h1><div>2026-03-12</div><div>{text}</div></html>"
    )
    assert source.author == author
    assert [block.text for block in source.blocks] == [FIRST, LAST]


@pytest.mark.parametrize("names", ["（李文山）", "（王芳）"])
def test_control_names_in_a_list_stay(names):
    text = f"理事名单\n{FIRST}\n赵小川\n{names}"
    assert names in reading_of(copied_source(text), file="a.txt").body


@pytest.mark.parametrize(
    ("line", "author", "source"),
    [
        ("（科技处供稿）", "", "科技处"),
        ("（市科协学会部 供稿）", "", "市科协学会部"),
        ("（宣传科　秦明供稿）", "秦明", "宣传科"),
        ("（文/吴小玲 办公室供稿）", "吴小玲", "办公室"),
    ],
)
def test_an_office_that_wrote_is_the_source(line, author, source):
    signed = read_signed_names(line)
    assert (signed.author, signed.source) == (author, source)


@pytest.mark.parametrize("line", ["（国际交流处）", "（由科技处供图）", "（科技处）供稿"])
def test_control_an_office_alone_is_a_signature(line):
    assert read_signed_names(line) is None
