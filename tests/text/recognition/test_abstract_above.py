"""An abstract between the title and the line with the day hides neither day nor author."""

from datetime import date

import pytest

from series.text.documents.plain_text import copied_source
from series.text.recognition.published import recognise

TEXT = "上周五，十二位面料商在钟楼区的一间样品室里看了新季的色卡，并当场约定了打样的日子。"


@pytest.mark.parametrize("label", ["摘要：", "【导读】", "内容提要：", "核心提示："])
def test_the_line_below_an_abstract_is_read(label):
    lines = ["样品室开门", f"{label}面料商看色卡。", "2025-04-11　来源：市纺织协会", TEXT, TEXT]
    read = recognise(copied_source("\n".join(lines)), columns=())
    assert read.published_on == date(2025, 4, 11)
    assert read.source == "市纺织协会"
    assert read.body.startswith(f"<p>{label}面料商看色卡。</p><p>{TEXT}")
    assert read.han_equal


def test_control_a_first_paragraph_without_such_a_label_is_the_text():
    lines = ["样品室开门", "面料商看色卡。", "2025-04-11　来源：市纺织协会", TEXT, TEXT]
    assert recognise(copied_source("\n".join(lines)), columns=()).source == ""
