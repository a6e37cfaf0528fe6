"""落款 goes to the right; a last sentence, a list of names and a chronicle stay."""

import pytest

from series.text.language.han import han
from series.text.markup import stored_html
from series.text.recognition.closing_lines import mark_closing_lines

TEXT = "大家表示要把经验带回去。"


def marked(*lines):
    html = "".join(stored_html.paragraph(line) for line in lines)
    result, count = mark_closing_lines(html)
    assert han(stored_html.visible_text(result)) == han("".join(lines))
    assert result.count('class="closing"') == count
    return count


@pytest.mark.parametrize(
    "lines",
    [
        ("常州市工商业联合会", "2026年11月25日"),
        ("常州市工商业联合会（盖章）", "二〇二六年十一月二十五日"),
        ("2026年11月25日", "武进区工商联"),
        ("中共常州市委统战部", "常州市工商业联合会", "2026 年 11 月 25 日"),
        ("常州市 工商联办公室　2026.11.25",),
        ("天宁区工商联",),
        ("常州市浙江商会秘书处",),
        ("江苏示例新材料有限公司", "2026年11月"),
        ("钟楼区市场监督管理局", "2026-11-25"),
        ("（2026年11月25日）",),
        ("新北区春江街道", "2026/11/25"),
        ("常州市为民服务促进会",),
    ],
)
def test_who_signs_and_the_day_are_closing_lines(lines):
    assert marked("各会员单位：", TEXT, *lines) == len(lines)


@pytest.mark.parametrize(
    "lines",
    [
        ("会后大家参观了常州大学",),
        ("走进江苏示例新材料有限公司",),
        ("下一步将交给市工商业联合会",),
        ("我们期待下次再相会",),
        ("全国性的行业协会",),
        ("主办单位：常州市工商联",),
        ("常州市工商联，武进区工商联",),
        ("企业家齐聚市工商联举行座谈会",),
        ("2026年11月25日召开座谈会",),
        ("时间定在2026年11月25日",),
        ("天宁区工商联", "钟楼区工商联"),  # two names without a day may be a list
        ("天宁区工商联", "钟楼区工商联", "武进区工商联", "2026年11月25日"),
        ("奋力开创发展新局",),
        ("加快构建新发展格局",),
        ("紧盯市场办好服务中心",),
        ("一家会员企业就是江苏示例公司",),
        ("汽车产业链创新联盟",),
        ("乡村振兴促进会",),
        ("张三",),
        ("END",),
    ],
)
def test_other_last_lines_are_none(lines):
    assert marked("各会员单位：", TEXT, *lines) == 0


@pytest.mark.parametrize(
    "lines",
    [
        ("参会单位有：", "天宁区工商联", "2026年11月25日"),  # a list goes on
        ("大事记。", "2026年1月5日", TEXT, "2026年3月6日"),  # a chronicle
        ("参会单位", "天宁区工商联"),  # the line above is no sentence
        ("天宁区工商联",),  # the whole text
    ],
)
def test_what_stands_above_tells_a_list_from_a_signature(lines):
    assert marked(*lines) == 0


def test_a_signature_alone_is_one():
    assert marked("常州市工商业联合会", "2026年11月25日") == 2


def test_lines_in_tables_lists_and_with_pictures_stay():
    for end in (
        "<ul><li>常州市工商联</li></ul>",
        "<table><tbody><tr><td>常州市工商联</td></tr></tbody></table>",
        "<h2>常州市工商联</h2>",
    ):
        html = stored_html.clean(f"<p>{TEXT}</p>{end}")
        assert mark_closing_lines(html) == (html, 0)


def test_what_is_at_the_right_already_is_left_so():
    html = f'<p>{TEXT}</p><p class="closing">常州市工商联</p>'
    assert mark_closing_lines(html) == (html, 0)
