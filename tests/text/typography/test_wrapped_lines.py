import pytest

from series.text.typography.wrapped_lines import join_wrapped_lines

ONE = "三月十日，天宁区商会的三十多位会员走进横山桥镇的两家工厂，看新装的生产线，听车间主任讲用工和融资上的难处。"
TWO = "会员们说，这样的走访不只是看一看，更重要的是把问题带回来，逐条找到能办的人，下个月再来问。"
NUMBERED = "一、走访的范围"


def wrapped(*paragraphs, width=24, indent=""):
    """The paragraphs as a PDF has them, each line as wide as the page."""
    lines = []
    for paragraph in paragraphs:
        rest = indent + paragraph
        while rest:
            lines.append(rest[:width])
            rest = rest[width:]
    return "\n".join(lines)


@pytest.mark.parametrize("width", [16, 22, 24, 28, 35])
@pytest.mark.parametrize("indent", ["", "　　"])
def test_paragraphs_come_back_whole(width, indent):
    joined = join_wrapped_lines(wrapped(ONE, TWO, width=width, indent=indent))
    assert joined.paragraphs == (ONE, TWO)
    assert joined.is_certain is (joined.joins > 1)


def test_headings_lists_and_particulars_begin_anew():
    text = wrapped(
        ONE,
        NUMBERED,
        TWO,
        "1.用工清单由商会整理，逐条注明联系人与电话，月底前送到",
        "时间：四月二日",
    )
    assert join_wrapped_lines(text).paragraphs[:3] == (ONE, NUMBERED, TWO)
    assert join_wrapped_lines(text).paragraphs[-1] == "时间：四月二日"


def test_a_title_above_and_blank_lines_end_paragraphs():
    joined = join_wrapped_lines(f"商会走进工厂\n\n{wrapped(ONE)}\n\n{wrapped(TWO)}")
    assert joined.paragraphs == ("商会走进工厂", ONE, TWO)


def test_page_numbers_between_go_and_are_told():
    lines = wrapped(ONE).split("\n")
    joined = join_wrapped_lines("\n".join([lines[0], "— 1 —", *lines[1:], wrapped(TWO)]))
    assert joined.paragraphs == (ONE, TWO)
    assert joined.pages == ("— 1 —",)


def test_latin_words_get_their_space_and_lose_their_hyphen():
    text = (
        "The members of the chamber visited two factories in the\n"
        "town and looked at the new line, which had been in-\nstalled in spring and runs well.\n"
    )
    assert join_wrapped_lines(text).paragraphs == (
        "The members of the chamber visited two factories in the town and looked at the new line, "
        "which had been installed in spring and runs well.",
    )


@pytest.mark.parametrize(
    "text",
    [
        f"{ONE}\n{TWO}",
        "时间：4月2日\n地点：工商联三楼\n名额：40人",
        "加强组织领导\n完善工作机制\n强化督促检查",
        "春眠不觉晓，\n处处闻啼鸟。\n夜来风雨声，\n花落知多少。",
        "会员单位名单如下，请各商会核对后于四月底前报送办公室\n天宁区商会\n横山桥镇商会",
        "各区工商联，各商会，各会员企业：\n为做好走访工作，现将有关事项通知如下：\n一、走访的范围\n各区商会按计划走访。",
        "江苏某某新能源科技股份有限公司\n常州某某精密机械制造有限公司\n江苏某甲新材料科技集团有限公司\n常州某乙智能装备股份有限公司",
        "一行",
        "",
    ],
)  # fmt: skip
def test_control_lines_that_are_paragraphs_stay(text):
    assert join_wrapped_lines(text) is None


def test_running_heads_between_pages_go_and_are_told():
    lines, head = wrapped(ONE).split("\n"), "工商联简报　　第3期"
    pages = [lines[0], head, "2", *lines[1:], wrapped(TWO), head, "3", wrapped(ONE)]
    joined = join_wrapped_lines("\n".join(pages))
    assert joined.paragraphs == (ONE, TWO, ONE)
    assert (joined.pages, joined.heads) == (("2", "3"), (head, head))


def test_control_a_number_or_a_short_line_alone_stays():
    lines = wrapped(ONE).split("\n")
    joined = join_wrapped_lines("\n".join([*lines, "工商联简报", "42", wrapped(TWO)]))
    assert (joined.pages, joined.heads) == ((), ())


def test_control_a_sentence_with_the_sign_of_a_note_is_at_its_end():
    assert join_wrapped_lines(f"{ONE}[1]\n{TWO}") is None


SALUTATION = "各会员企业："
CLOSING = ("此致", "敬礼！", "天宁区商会秘书处", "2024年9月1日")


@pytest.mark.parametrize("width", [20, 24, 28, 32])
@pytest.mark.parametrize("indent", ["", "　　"])
@pytest.mark.parametrize("gap", ["", "\n"])
def test_a_short_letter_with_title_salutation_and_signature(width, indent, gap):
    text = wrapped(ONE, TWO, width=width, indent=indent)
    head = f"致会员企业的一封信\n{gap}{SALUTATION}"
    joined = join_wrapped_lines("\n".join([head, text, gap + "\n".join(CLOSING)]))
    assert joined.paragraphs == ("致会员企业的一封信", SALUTATION, ONE, TWO, *CLOSING)
    assert joined.is_certain


def test_a_letter_of_one_paragraph():
    joined = join_wrapped_lines("\n".join([SALUTATION, wrapped(ONE, width=20), *CLOSING]))
    assert joined.paragraphs == (SALUTATION, ONE, *CLOSING)


@pytest.mark.parametrize(
    "lines",
    [
        ("走访安排", "三月十日上午，参观横山桥镇的两家工厂", "集合地点在商会楼下", "参加人员名单", "天宁区商会"),
        (SALUTATION, "请准备好材料，三月十日上午在商会楼下集合，统一乘车前往", "谢谢！", *CLOSING),
        (SALUTATION, ONE, "谢谢！", *CLOSING),
        ("会员名单", "江苏某某新能源科技股份有限公司", "常州某某精密机械制造有限公司", *CLOSING),
    ],
)  # fmt: skip
def test_control_a_short_letter_of_whole_paragraphs_stays(lines):
    assert join_wrapped_lines("\n".join(lines)) is None
