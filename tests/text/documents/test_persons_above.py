"""Office, person and day below a title, and who speaks, in every way a text comes in."""

import pytest

from tests.helpers.samples.text_heads import ONE, read_head

H = "商会大厦落成启用"
OFFICE = "葛岭市工商联"
SPEECH = "在梓潼山商会成立大会上的致辞"
SALUTATION = "各位乡亲，各位朋友："


@pytest.mark.parametrize("ending", [".txt", ".md", ".docx"])
@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("葛岭市工商联　项南　　2026-06-18", "项南"),
        ("葛岭市工商联　项　南　2026-06-18", "项南"),
        ("葛岭市工商联 王建社 2026年6月18日", "王建社"),
        ("高峰 葛岭市工商联 2026-06-18", "高峰"),
        ("2026-06-18 葛岭市工商联 方圆", "方圆"),
        ("葛岭市工商联（向阳）2026-06-18", "向阳"),
        ("葛岭市工商联｜陈学会｜2026.6.18", "陈学会"),
    ],
)
def test_the_office_beside_it_shows_a_person(ending, line, author):
    reading = read_head(H, line, ending=ending)
    read = reading.receipt
    assert (read.headline, read.source, read.author) == (H, OFFICE, author)
    assert (read.date, reading.first) == ("2026-06-18", ONE)


@pytest.mark.parametrize(
    "word", ["秘书处", "高新区", "常州", "时政", "商务局", "党组", "原创", "温州", "全市"]
)
def test_control_other_words_beside_an_office_are_nobody(word):
    line = f"{OFFICE} {word} 2026-06-18"
    reading = read_head(H, line)
    assert (reading.receipt.author, reading.first) == ("", line)


@pytest.mark.parametrize(
    "line",
    [
        "《琼枝日报》2026年7月9日A4版",
        "琼枝日报2026年7月9日第A04版：民营经济",
        "《琼枝日报》（2026年7月9日 第4版）",
        "（《琼枝日报》 2026年7月9日 A4版）",
        "2026年7月9日 《琼枝日报》 A4版",
        "琼枝日报 2026-07-09",
    ],
)
def test_paper_day_and_edition(line):
    reading = read_head(H, line)
    assert (reading.receipt.source, reading.receipt.date) == ("琼枝日报", "2026-07-09")
    assert reading.first == ONE


@pytest.mark.parametrize(
    "line", ["《琼枝日报》2026年7月9日报道了此事", "读《琼枝日报》2026年7月9日社论有感"]
)
def test_control_a_paper_and_a_day_in_a_sentence_stay(line):
    assert read_head(H, line).first == line


@pytest.mark.parametrize("ending", [".txt", ".md", ".docx"])
@pytest.mark.parametrize(
    ("head", "author"),
    [
        ((SPEECH, "市工商联党组书记　牧　野"), "牧野"),
        ((SPEECH, "市工商联党组书记 牧野"), "牧野"),
        ((f"{SPEECH}　　市工商联党组书记　牧　野",), "牧野"),
        ((f"{SPEECH} 市商会会长 李某山",), "李某山"),
        ((SPEECH, "市商会会长　水清浅"), "水清浅"),
        ((SPEECH, "省商会副会长、恒远集团董事长　鹿　鸣"), "鹿鸣"),
    ],
)
def test_a_speaker_is_no_part_of_the_headline(ending, head, author):
    reading = read_head(*head, "（2026年11月18日）", SALUTATION, ending=ending)
    read = reading.receipt
    assert (read.headline, read.author, read.date) == (SPEECH, author, "2026-11-18")
    assert reading.lines[1] == SALUTATION


@pytest.mark.parametrize("line", ["市工商联主席 新年好", "市商会会长 致辞", "恒远集团董事长 专访"])
def test_control_other_words_behind_a_rank_name_nobody(line):
    assert read_head(SPEECH, line, SALUTATION).receipt.author == ""


@pytest.mark.parametrize("title", ["在大会上的讲话 学习体会", "市工商联主席 谈商会建设"])
def test_control_a_title_of_two_parts_stays_whole(title):
    assert read_head(title, SALUTATION).receipt.headline == title
