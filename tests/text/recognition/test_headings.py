import pytest

from series.text.recognition.headings import heading_levels

LONG = (
    "围绕企业关心的融资、用工和市场问题，各方面对面交流，当场能办的当场答复，需要协调的列入清单。"
)


def headings(*lines):
    levels = heading_levels(list(lines))
    return [(line, level) for line, level in zip(lines, levels, strict=True) if level]


def test_a_short_line_before_a_paragraph_is_a_heading():
    assert headings(LONG, "搭台唱戏，各展所长", LONG) == [("搭台唱戏，各展所长", "h2")]


def test_a_heading_may_end_with_a_quoted_name():
    assert headings("聚力聚焦，创优“两个健康”", LONG) == [("聚力聚焦，创优“两个健康”", "h2")]


def test_numbered_headings_have_two_levels():
    found = headings("一、总体情况", "（一）数量", LONG, "（二）质量", LONG, "二、下一步", LONG)
    assert found == [
        ("一、总体情况", "h2"),
        ("（一）数量", "h3"),
        ("（二）质量", "h3"),
        ("二、下一步", "h2"),
    ]


def test_salutation_signature_and_date_are_no_headings():
    assert headings("全市广大民营企业家：", LONG, "常州市工商业联合会", "2023年9月8日") == []


def test_a_short_sentence_is_no_heading():
    assert headings("掌声响起。", LONG, "“可以试试！”", LONG) == []


def test_a_short_line_at_the_end_or_before_another_short_line_is_no_heading():
    assert headings(LONG, "图文来源", "通讯员供稿") == []


def test_control_a_line_too_long_for_a_heading_is_text():
    assert (
        headings("这一行文字虽然没有句末标点但是长度明显超过了一个小标题应有的字数因此是正文", LONG)
        == []
    )


def test_a_long_heading_is_cut_by_commas():
    line = "坚持以服务发展为要务，架起政企沟通“连心桥”，打造一流的营商环境"
    assert headings(LONG, line, LONG) == [(line, "h2")]


def test_a_section_may_open_with_an_arabic_subsection():
    found = headings("一、现状", LONG, "二、问题", "1.融资难", LONG, "（一）用工", "1.招工难", LONG)
    assert found == [
        ("一、现状", "h2"),
        ("二、问题", "h2"),
        ("1.融资难", "h3"),
        ("（一）用工", "h3"),
        ("1.招工难", "h4"),
    ]


def test_numbered_sections_are_headings_together():
    """One with a short line, a list or a note in brackets beneath it too."""
    lines = ["一、活动时间", "5月18日上午9:00", "二、优秀商会（2家）", "甲商会", "乙商会"]
    assert headings(*lines) == [("一、活动时间", "h2"), ("二、优秀商会（2家）", "h2")]


def test_control_numbered_lines_under_one_another_are_a_list():
    assert headings("议程如下：", "一、致辞", "二、演讲", "三、签约", "散会。") == []


def test_particulars_attributions_and_rows_are_no_headings():
    assert headings("时间：1月5日", "地点：行政中心", "参会人员：全体机关干部", LONG) == []
    assert headings(LONG, "——某企业董事长", LONG) == []
    assert headings(LONG, "1\t浙江商会\t张三", LONG) == []


def test_control_a_lone_line_with_a_colon_is_a_heading():
    assert headings(LONG, "“三个一”：精准对接", LONG) == [("“三个一”：精准对接", "h2")]


def test_a_line_with_a_tick_box_is_no_heading():
    assert headings("☑参加", LONG) == []
    assert headings("☐ 不参加", LONG) == []


@pytest.mark.parametrize(
    "labels",
    [
        "a) b) c)", "① ② ③", "（1） （2） （3）", "（一） （二） （三）", "1． 2． 3．", "I. II. III.",
        "甲、 乙、 丙、", "● ● ●", "- - -", "⑴ ⑵ ⑶", "01 02 03", "第一条 第二条 第三条",
    ],
)  # fmt: skip
def test_the_last_item_of_a_list_is_no_heading(labels):
    items = [f"{label}{word}清单" for label, word in zip(labels.split(), "甲乙丙", strict=True)]
    assert headings(LONG, *items, LONG) == []


def test_items_below_items_are_no_headings():
    lines = ["1.用工", "a)招工", "b)培训", "2.融资"]
    assert headings(LONG, *lines, LONG) == []


def test_control_a_heading_whose_items_are_paragraphs_stays():
    lines = ["（一）用工", f"1.{LONG}", f"2.{LONG}", "（二）融资", f"1.{LONG}"]
    assert [line for line, _ in headings(*lines)] == ["（一）用工", "（二）融资"]


@pytest.mark.parametrize("label", ["③", "（3）", "（三）", "●", "3."])
def test_control_a_labelled_line_that_stands_alone_is_a_heading(label):
    assert [line for line, _ in headings(LONG, f"{label}用工", LONG)] == [f"{label}用工"]


def test_control_numbered_headings_over_paragraphs_stay():
    found = headings("（一）用工", LONG, "（二）融资", LONG, "1.贷款", LONG)
    assert [line for line, _ in found] == ["（一）用工", "（二）融资", "1.贷款"]


def test_a_line_to_be_filled_in_is_no_heading():
    assert headings(LONG, "______年__月__日", LONG) == []


@pytest.mark.parametrize(
    "line", ["关键词：走访；用工", "【关键词】走访 用工", "2025-03-12 来源：示例日报"]
)
def test_keywords_and_metadata_are_no_headings(line):
    assert headings(LONG, line, LONG) == []
