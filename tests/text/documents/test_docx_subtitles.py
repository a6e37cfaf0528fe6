"""A plain line below a Word file's title that is set smaller is its subtitle."""

import pytest

from series.actions.imports.readings import read_source, reading_of
from tests.helpers.samples.docx_builder import docx, paragraph, text

TITLE = "会员企业走进横山桥学车间管理"
SUBTITLE = "三十多位厂长看新线、问用工"
FIRST = "三月十日上午，三十多位会员企业的厂长走进横山桥镇的两家工厂，看新装的生产线。"
LAST = "商会秘书处把大家的提问整理成清单，交给三个工作组，约定在四月底之前逐条答复。"
BODY = f"<p>{FIRST}</p><p>{LAST}</p>"


def line(words, size=0, *, centred=False):
    extra = f'<w:sz w:val="{2 * size}"/>' if size else ""
    return paragraph(text(words, extra=extra), **({"align": "center"} if centred else {}))


def read(*head, end=()):
    body = (*head, line(FIRST, 16), line(LAST, 16), *end)
    source, witness = read_source(".docx", docx(*body))
    reading = reading_of(source, file="a.docx", witness=witness)
    assert (reading.receipt.han_equal, reading.receipt.left) == (True, ())
    return reading


def body_of(reading):
    return reading.body.replace("\n", "")


@pytest.mark.parametrize("centred", [True, False])
@pytest.mark.parametrize("sizes", [(22, 16, 14), (22, 18, 16), (18, 15, 0)])
@pytest.mark.parametrize(
    "below",
    ["2024年7月1日", "来源：示例日报　2024年7月1日", "本报记者 冯遥", "冯遥", "（冯遥 邵青）"],
)
def test_a_smaller_line_above_day_or_author_is_the_subtitle(centred, sizes, below):
    lines = zip((TITLE, SUBTITLE, below), sizes, strict=True)
    reading = read(*(line(*pair, centred=centred) for pair in lines))
    assert (reading.text.headline, reading.text.subtitle) == (TITLE, SUBTITLE)
    assert bool(reading.text.published_on) is ("2024" in below)
    assert bool(reading.text.author) is ("冯遥" in below)
    assert body_of(reading) == BODY


def test_a_centred_line_larger_than_the_text_is_the_subtitle_without_a_day_too():
    reading = read(line(TITLE, 22, centred=True), line(SUBTITLE, 18, centred=True))
    assert (reading.text.headline, reading.text.subtitle) == (TITLE, SUBTITLE)
    assert body_of(reading) == BODY


@pytest.mark.parametrize("size", [22, 0])
def test_control_a_line_of_the_title_s_size_belongs_to_the_title(size):
    head = (TITLE, SUBTITLE, "2024年7月1日")
    reading = read(*(line(words, size, centred=True) for words in head))
    assert (reading.text.headline, reading.text.subtitle) == (f"{TITLE} {SUBTITLE}", "")


@pytest.mark.parametrize(
    "words",
    [
        "一、走访的情况",
        "（讨论稿）",
        "示例市工商业联合会",
        "示例市工商联主席 林海生",
        "地点：商会三楼",
    ],
)
@pytest.mark.parametrize("centred", [True, False])
def test_control_a_smaller_line_of_another_kind_is_no_subtitle(words, centred):
    head = (line(TITLE, 22, centred=centred), line(words, 16, centred=centred))
    reading = read(*head, line("2024年7月1日", 14, centred=centred))
    assert reading.text.subtitle == ""
    assert reading.text.headline.startswith(TITLE)


def test_control_the_first_of_several_centred_lines_is_a_heading():
    head = (line(TITLE, 22, centred=True), line("走访的情况", 18, centred=True))
    reading = read(*head, end=(line("下一步的安排", 18, centred=True), line(FIRST, 16)))
    assert (reading.text.subtitle, reading.text.headings) == ("", ("走访的情况", "下一步的安排"))


def test_control_a_title_that_goes_on_in_a_smaller_line_is_one_title():
    head = (line("关于开展会员走访", 22, centred=True), line("工作的通知", 18, centred=True))
    assert read(*head, line("2024年7月1日", 14, centred=True)).text.subtitle == ""
