"""What is odd about the characters of a file stands in its receipt, whatever the file is."""

import pytest

from series.actions.imports.readings import READERS, reading_of

pytestmark = pytest.mark.django_db
TEXT = "三月十日，会员\ufffc走进⼯厂，看新装的生产线，\ue863某讲用工和融资上的难处，逐条记下来。"


@pytest.mark.parametrize(
    ("ending", "data"),
    [
        (".txt", f"会员走进⼯厂\n{TEXT}\n{TEXT}"),
        (
            ".html",
            f"<html><body><h1>会员走进⼯厂</h1><div><p>{TEXT}</p><p>{TEXT}</p></div></body></html>",
        ),
    ],
    ids=["text", "page"],
)
def test_they_are_settled_and_named(ending, data):
    receipt = reading_of(READERS[ending](data.encode()), file=f"a{ending}").receipt
    assert receipt.headline == "会员走进工厂"
    named = "；".join((*receipt.dropped, *receipt.rewritten))
    assert "看不见的字符 2 个" in named
    assert "改为汉字（⼯→工）" in named
    assert "疑为“䶮”" in named
    assert receipt.han_equal


def test_control_a_plain_text_is_told_nothing():
    receipt = reading_of(READERS[".txt"]("会员走进工厂\n会员说好。".encode()), file="a.txt").receipt
    assert receipt.dropped == ()
