"""A plain text with the form of an official document is read as one of Word's."""

from datetime import date

from series.text.documents.official_text import with_official_form
from series.text.documents.plain_text import plain_source
from series.text.recognition.published import recognise

BODY = "三月十日，三十多位会员走进两家工厂，看新装的生产线，听车间主任讲用工和融资上的难处。"


def test_a_red_head_in_plain_lines():
    source = with_official_form(
        plain_source(
            "示例市工商业联合会文件\n示工商联〔2025〕8号\n\n关于印发《会员走访\n工作办法》的通知\n\n"
            f"各区商会：\n　　{BODY}\n　　　示例市工商业联合会\n　　　2025年3月12日\n抄送：市委统战部。\n"
            "示例市工商业联合会办公室　2025年3月12日印发\n"
        )
    )
    read = recognise(source)
    assert read.headline == "关于印发《会员走访工作办法》的通知"
    assert (read.source, read.published_on) == ("示例市工商业联合会", date(2025, 3, 12))
    assert "抄送" not in read.body
    assert "发文字号：示工商联〔2025〕8号" in read.skipped
    assert read.han_equal


def test_control_an_ordinary_text_is_left_alone():
    source = plain_source(f"会员走进两家工厂\n来源：示例日报\n{BODY}\n")
    assert with_official_form(source) is source
