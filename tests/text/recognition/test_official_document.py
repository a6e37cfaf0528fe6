"""Official documents as offices write them: headline, number, issuer, day; the rest named."""

from datetime import date

import pytest

from series.text.recognition.official_document import read_official
from series.text.recognition.official_lines import ISSUE, MARK
from series.text.recognition.official_marks import OfficialLine

BODY = "三月十日，三十多位会员走进两家工厂，看新装的生产线，听车间主任讲用工和融资上的难处。"
MORE = "会员们说，更重要的是把问题带回来，逐条找到能办的人。"


def read(*written):
    """Read a document from its lines; ^ stands before a centred one, | before a table's."""
    lines = [
        OfficialLine(line.lstrip("^|"), centred=line[0] == "^", in_table=line[0] == "|")
        for line in written
    ]
    document = read_official(lines)
    assert document is not None
    gone = {*document.roles, *document.title}
    kept = [line.text for at, line in enumerate(lines) if at not in gone]
    return document, kept, [(role, words) for _, role, words in document.left_out(lines)]


SIGNATURE = ("示例市工商业联合会", "2025年3月12日")


def test_the_ordinary_red_head():
    document, kept, named = read(
        "^示例市工商业联合会文件",
        "^示工商联〔2025〕8号",
        "^关于开展会员走访工作的通知",
        "各区商会：",
        BODY,
        "附件：1. 报名回执",
        *SIGNATURE,
        "（此件公开发布）",
        "抄送：市委统战部。",
        "示例市工商业联合会办公室　　2025年3月12日印发",
    )
    assert document.headline == "关于开展会员走访工作的通知"
    assert (document.issuer, document.day) == ("示例市工商业联合会", date(2025, 3, 12))
    assert kept == ["各区商会：", BODY, "附件：1. 报名回执", *SIGNATURE]
    assert named == [
        ("发文机关标志", "示例市工商业联合会文件"),
        ("发文字号", "示工商联〔2025〕8号"),
        ("附注", "（此件公开发布）"),
        ("抄送", "抄送：市委统战部。"),
        ("印发", "示例市工商业联合会办公室 2025年3月12日印发"),
    ]


@pytest.mark.parametrize(
    "title",
    [
        ("^示例市工商业联合会关于印发", "^《会员走访工作办法》的通知"),
        ("^示例市工商业联合会", "^关于印发《会员走访", "^工作办法》的通知"),
        ("示例市工商业联合会关于印发", "《会员走访工作办法》的通知"),
        ("^示例市工商业联合会关于印发《会员走访工作办法》的通知",),
    ],
)
def test_a_title_in_several_lines_is_joined_without_blanks(title):
    document, kept, _ = read(
        "^示例市工商业联合会文件", "示工商联〔2025〕8号", *title, "各区商会：", BODY, *SIGNATURE
    )
    assert document.headline == "示例市工商业联合会关于印发《会员走访工作办法》的通知"
    assert kept[0] == "各区商会："


@pytest.mark.parametrize(
    ("head", "roles"),
    [
        (("000012", "机密★1年", "特急"), ["份号、密级和紧急程度"] * 3),
        (("000012　　机密 ★ 长期　　加急",), ["份号、密级和紧急程度"]),
        (("密级：秘密", "紧急程度：平急"), ["份号、密级和紧急程度"] * 2),
        (("特 急",), ["份号、密级和紧急程度"]),
    ],
)
def test_copy_number_secrecy_and_urgency(head, roles):
    document, kept, named = read(
        *head,
        "^示例市工商业联合会文件",
        "示工商联发〔2025〕12号　　　　签发人：王某山　李某",
        "————————★————————",
        "^关于走访会员的通知",
        "各区商会：",
        BODY,
    )
    assert document.headline == "关于走访会员的通知"
    assert [role for role, _ in named] == [*roles, "发文机关标志", "发文字号"]
    assert kept == ["各区商会：", BODY]


@pytest.mark.parametrize(
    "number",
    [
        "示工商联〔2025〕8号",
        "示工商联[2025]8号",
        "示工商联（2025）8号",
        "示工商联【2025】第8号",
        "示工商联〔 2025 〕 8 号",
        "示工商联办发〔2025〕108号",
        "文号：示工商联〔2025〕8号",
    ],
)
def test_forms_of_the_number(number):
    document, _, named = read(
        "^示例市工商业联合会文件", number, "^关于走访会员的通知", "各区商会：", BODY
    )
    assert ("发文字号", number) in named
    assert document.headline == "关于走访会员的通知"


def test_letters_of_the_mark_are_spaced_out():
    document, *_ = read(
        "^示 例 市 工 商 业 联 合 会 文 件",
        "示工商联〔2025〕8号",
        "^会员走访工作办法",
        "各区商会：",
        BODY,
    )
    assert document.issuer == "示例市工商业联合会"
    assert document.headline == "会员走访工作办法"


@pytest.mark.parametrize(
    "mark",
    [
        ("|中共示例市委统战部", "|示例市工商业联合会", "|文件"),
        ("|中共示例市委统战部", "|文件", "|示例市工商业联合会"),
        ("^中共示例市委统战部", "^示例市工商业联合会文件"),
    ],
)
def test_a_mark_of_two_issuers(mark):
    document, kept, named = read(
        *mark, "示工商联〔2025〕8号", "^关于走访会员的通知", "各区商会：", BODY
    )
    assert document.headline == "关于走访会员的通知"
    assert document.issuer == "中共示例市委统战部" or mark[0][0] == "^"
    assert kept == ["各区商会：", BODY]
    assert {role for role, _ in named} == {"发文机关标志", "发文字号"}


def test_number_and_signer_in_a_table():
    document, kept, named = read(
        "|示例市工商业联合会文件",
        "|示工商联〔2025〕8号",
        "|签发人：王某山",
        "^关于会员走访的请示",
        "市政府：",
        BODY,
        "|抄送：市委统战部，市发展改革委，",
        "|市工业和信息化局。",
        "|示例市工商业联合会办公室",
        "|2025年3月12日印发",
    )
    assert document.headline == "关于会员走访的请示"
    assert kept == ["市政府：", BODY]
    assert [role for role, _ in named] == [
        *("发文机关标志", "发文字号", "签发人", "抄送", "抄送", "印发", "印发"),
    ]
    assert document.day == date(2025, 3, 12)


def test_a_letter():
    document, kept, named = read(
        "^示例市工商业联合会",
        "示工商联函〔2025〕8号",
        "^关于商请支持会员走访的函",
        "示例市总工会：",
        BODY,
        *SIGNATURE,
    )
    assert document.headline == "关于商请支持会员走访的函"
    assert named[0] == ("发文机关标志", "示例市工商业联合会")
    assert document.issuer == "示例市工商业联合会"
    assert kept == ["示例市总工会：", BODY, *SIGNATURE]


def test_an_order_has_its_mark_for_a_title():
    document, kept, named = read(
        "^示例市人民政府令", "^第 8 号", BODY, "市长　王某", "2025年3月12日"
    )
    assert document.headline == "示例市人民政府令"
    assert named == [("期号", "第 8 号")]
    assert kept[0] == BODY


def test_minutes():
    document, kept, named = read(
        "^示例市工商联主席会议纪要",
        "^〔2025〕8号",
        "示例市工商联办公室　　　2025年3月12日",
        "^八届三次主席会议纪要",
        BODY,
        "出席：王某　李某",
        "分送：各副主席。",
        "示例市工商联办公室　2025年3月13日印发",
    )
    assert document.headline == "八届三次主席会议纪要"
    assert [role for role, _ in named] == ["发文机关标志", "期号", "编印", "抄送", "印发"]
    assert kept == [BODY, "出席：王某　李某"]


def test_minutes_without_another_title():
    document, kept, _ = read(
        "^示例市工商联会议纪要", "^第 8 期", BODY, MORE, "发：各区商会。", "共印50份"
    )
    assert document.headline == "示例市工商联会议纪要"
    assert kept == [BODY, MORE]


MEETING = ("时间：2025年3月12日", "地点：商会三楼会议室", "主持：王某山")


@pytest.mark.parametrize(
    ("mark", "issue"),
    [
        ("会长办公会议纪要", "（2025年第3次）"),
        ("商会理事会纪要", "第二次"),
        ("情况通报", "（第3期）"),
        ("商会工作动态", "总第56期"),
        ("调研专报", "第12期（总第五十六期）"),
    ],
)
def test_labelled_lines_of_a_meeting_are_no_title_and_nobody_who_compiles(mark, issue):
    document, kept, named = read(f"^{mark}", issue, *MEETING, BODY, MORE)
    assert document.headline == mark
    assert kept == [*MEETING, BODY, MORE]
    assert named == [("期号", issue)]
    assert document.day is None


@pytest.mark.parametrize(
    ("lines", "issuer"),
    [
        (("（第3期）", "2025年3月12日"), ""),
        (("第3期　　　示例市工商联办公室编　　2025年3月12日",), "示例市工商联办公室"),
        (("总第3期", "工作简报编辑部　2025年3月12日"), "工作简报编辑部"),
    ],
)
def test_number_office_and_day_of_a_bulletin(lines, issuer):
    document, kept, _ = read("^商会工作动态", *lines, "^会员走进两家工厂", BODY)
    assert (document.headline, document.issuer) == ("会员走进两家工厂", issuer)
    assert document.day == date(2025, 3, 12)
    assert kept == [BODY]


def test_control_a_title_with_a_colon_stays_a_title():
    document, kept, _ = read("^商会简报", "第12期", "^常州商会：把难处带回来", BODY)
    assert document.headline == "常州商会：把难处带回来"
    assert kept == [BODY]


def test_a_bulletin():
    document, kept, named = read(
        "^工商联简报",
        "^第12期（总第345期）",
        "示例市工商联办公室编　　2025年3月12日",
        "^会员走进两家工厂",
        BODY,
        MORE,
        "报：省工商联。",
        "送：市委统战部。",
        "共印 50 份",
    )
    assert document.headline == "会员走进两家工厂"
    assert kept == [BODY, MORE]
    assert [role for role, _ in named][-3:] == ["抄送", "抄送", "校对和印数"]


def test_a_bulletin_with_office_and_day_in_cells():
    document, kept, _ = read(
        "^工商联信息", "^（第12期）", "|示例市工商联办公室", "|2025年3月12日", "^会员走进两家工厂",
        BODY, "|报：省工商联", "|发：各区商会",
    )  # fmt: skip
    assert (document.headline, document.day) == ("会员走进两家工厂", date(2025, 3, 12))
    assert document.issuer == "示例市工商联办公室"
    assert kept == [BODY]


@pytest.mark.parametrize("word", ["公告", "通告"])
def test_a_public_notice_with_a_number(word):
    document, kept, _ = read(
        f"^示例市工商业联合会{word}", "^2025年第3号", f"^关于会员名录的{word}", BODY, *SIGNATURE
    )
    assert document.headline == f"关于会员名录的{word}"
    assert kept == [BODY, *SIGNATURE]


@pytest.mark.parametrize("centre", ["^", ""])
def test_without_a_red_head_the_number_stands_below_the_title(centre):
    document, kept, named = read(
        f"{centre}示例市工商业联合会关于开展",
        f"{centre}会员走访工作的通知",
        f"{centre}示工商联〔2025〕8号",
        "各区商会：",
        BODY,
        *SIGNATURE,
    )
    assert document.headline == "示例市工商业联合会关于开展会员走访工作的通知"
    assert named == [("发文字号", "示工商联〔2025〕8号")]
    assert (document.issuer, document.day) == ("示例市工商业联合会", date(2025, 3, 12))
    assert kept[0] == "各区商会："


def test_a_regulation_with_its_date_of_passing():
    document, kept, _ = read(
        "^示例市工商业联合会文件",
        "示工商联〔2025〕8号",
        "^会员走访工作办法（试行）",
        "^（2025年3月12日执委会议通过）",
        "第一条　" + BODY,
    )
    assert document.headline == "会员走访工作办法（试行）"
    assert kept[0] == "（2025年3月12日执委会议通过）"


def test_attachments_behind_the_end_stay():
    document, kept, _ = read(
        "^示例市工商业联合会文件",
        "示工商联〔2025〕8号",
        "^关于走访会员的通知",
        "各区商会：",
        BODY,
        "示例市工商业联合会",
        "二〇二五年三月十二日",
        "主题词：工商联　会员　通知",
        "抄送：市委统战部",
        "示例市工商业联合会办公室　2025年3月13日印发",
        "附件1",
        "报名回执",
        MORE,
    )
    assert document.day == date(2025, 3, 12)
    assert kept[-3:] == ["附件1", "报名回执", MORE]
    assert not any("抄送" in line or "主题词" in line for line in kept)


def test_a_day_of_printing_is_taken_where_nobody_signed():
    document, *_ = read(
        "^示例市工商业联合会文件", "示工商联〔2025〕8号", "^会员走访办法", BODY,
        "示例市工商业联合会办公室 2025年3月13日印发",
    )  # fmt: skip
    assert document.day == date(2025, 3, 13)


@pytest.mark.parametrize(
    "signature",
    [
        SIGNATURE,
        ("示例市工商业联合会（盖章）", "2025 年 3 月 12 日"),
        ("示例市工商业联合会　2025年3月12日",),
        ("示例市工商业联合会　　　示例市总工会", "二○二五年三月十二日"),
        ("示例市工商业联合会", "示例市总工会", "2025年3月12日"),
    ],
)
@pytest.mark.parametrize("title", ["^关于走访会员的通知", "关于走访会员的通知"])
def test_without_any_head_the_signature_says_who_and_when(title, signature):
    document, kept, named = read(title, "各区商会，各直属商会：", BODY, *signature)
    assert document.headline == "关于走访会员的通知"
    assert (document.issuer, document.day) == ("示例市工商业联合会", date(2025, 3, 12))
    assert kept == ["各区商会，各直属商会：", BODY, *signature]
    assert named == []


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("秘密★一年", "份号、密级和紧急程度"),
        ("示工商联〔2025〕　　号", "发文字号"),
        ("示工商联〔2025〕×号", "发文字号"),
        ("签发人：王某", "签发人"),
    ],
)
def test_more_lines_of_the_head(line, role):
    document, kept, named = read(
        "^示例市工商业联合会文件", line, "^会员走访办法", BODY, "抄送：市委统战部。",
        "|示例市工商业联合会", "|2025年3月12日印发",
    )  # fmt: skip
    assert (role, " ".join(line.split())) in named
    assert document.headline == "会员走访办法"
    assert kept == [BODY]


def test_a_letter_whose_mark_says_so():
    document, kept, _ = read(
        "^示例市工商业联合会（函）",
        "示工商联函〔2025〕8号",
        "^关于商请支持的函",
        "市总工会：",
        BODY,
    )
    assert document.headline == "关于商请支持的函"
    assert kept == ["市总工会：", BODY]


def test_a_long_title_in_one_paragraph():
    title = "^示例市工商业联合会关于印发《示例市工商业联合会二〇二五年度民营企业走访服务工作实施方案（试行）》的通知"
    document, *_ = read("^示例市工商业联合会文件", "示工商联〔2025〕8号", title, "各区商会：", BODY)
    assert document.headline == title[1:]


@pytest.mark.parametrize(
    "lines",
    [
        ("^会员走进两家工厂", "来源：示例日报", BODY, MORE),
        ("^一份文件", BODY, MORE),
        ("^示例市工商业联合会", "^会员走访", BODY, MORE, "校对：王某"),
        ("目录里的文件", BODY),
        (BODY, MORE, "示例市工商业联合会", "2025年3月12日"),
    ],
)
def test_control_ordinary_texts_have_no_such_form(lines):
    assert (
        read_official([OfficialLine(item.lstrip("^"), centred=item[0] == "^") for item in lines])
        is None
    )


def test_issuers_above_the_name_of_a_bulletin_belong_to_its_mark():
    lines = [
        "示例市工商业联合会", "工作简报", "第8期", "示例市工商联办公室编　2025年3月12日",
        "会员走进两家工厂", BODY, "送：各区。",
    ]  # fmt: skip
    document = read_official([OfficialLine(line, centred=at != 5) for at, line in enumerate(lines)])
    assert document.headline == "会员走进两家工厂"
    assert [document.roles[at] for at in (0, 1, 2)] == [MARK, MARK, ISSUE]
    assert document.issuer == "示例市工商业联合会"


def test_of_two_issuers_in_one_line_the_first_is_the_source():
    lines = [
        "中共示例市委统战部　　示例市工商业联合会",
        "示统发〔2025〕3号",
        "关于走访的意见",
        "各区：",
        BODY,
    ]
    document = read_official([OfficialLine(line, centred=at < 3) for at, line in enumerate(lines)])
    assert document.issuer == "中共示例市委统战部"
