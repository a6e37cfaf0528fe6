import pytest

from series.text.language.mentions import mentioned

NAMES = {
    1: ["常州市工商业联合会", "市工商联", "常州市工商联"],
    2: ["市工商联金融服务专委会", "金融服务专委会"],
    3: ["新材料"],
}


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("市工商联与金融服务专委会共同举办对接会。", [1, 2]),
        ("金融服务专委会向市工商联报告。", [2, 1]),
        ("市工商联金融服务专委会举办对接会。", [2]),
        ("市工商联说，市工商联做。", [1]),
        ("新材料产业", []),
        ("", []),
    ],
)
def test_who_is_named_in_the_order_of_the_text(text, keys):
    assert mentioned(text, NAMES) == keys


def test_a_register_without_names_finds_nobody():
    assert mentioned("市工商联", {}) == []
