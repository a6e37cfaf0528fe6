import pytest

from series.text.language.personal_data import looks_personal


@pytest.mark.parametrize(
    "line",
    [
        "13812345678",
        "王某 138 1234 5678",
        "138-1234-5678",
        "（0519）8123",
        "１３８１２３４５６７８",
        "①③⑧①②③④",
        "𝟏𝟑𝟖𝟏𝟐𝟑",
        "320402199001011234",
        "32040219900101123X",
        "一三八一二三四五六七八",
        "zhang@example.cn",
        "ｚｈａｎｇ＠example．cn",
        "@张三@李四",
        "20251107",
    ],
)
def test_numbers_and_mailboxes_are_found(line):
    assert looks_personal(line)


@pytest.mark.parametrize(
    "line",
    [
        "两个健康",
        "32000家会员",
        "2025年 储能",
        "二〇二五年",
        "十四五",
        "第12期",
        "@常州",
        "GB/T 9704",
        "7.65亿元",
        "",
    ],
)
def test_control_what_readers_look_for_is_none(line):
    assert not looks_personal(line)
