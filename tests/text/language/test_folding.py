import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from series.text.language.folding import FEW, fold


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("常州市工商業聯合會", "常州市工商业联合会"),
        ("後臺、頭髮、發展、裡面", "后台、头发、发展、里面"),
        ("ＡＩ赋能２０２６", "ai赋能2026"),
        ("AI", "ai"),
        ("（甲）", "(甲)"),
        ("⼯商联⼈才", "工商联人才"),  # radicals, as some PDF files give them
        ("\uf9a9", "囹"),
        ("①", "1"),
        ("ⅲ", "ⅲ"),
        ("新时代\u3000新常商", "新时代 新常商"),
        ("乾坤", "干坤"),
    ],
)
def test_what_readers_take_for_the_same(typed, folded):
    assert fold(typed) == folded


def test_many_characters_that_change_are_folded_as_few_are():
    written = "書畫藝術館開張，專題講座邀請專家談產業轉型與鄉鎮發展，歡迎廣大會員報名參觀學習"
    assert len({one for one in written if fold(one) != one}) > FEW  # control: the other way
    assert fold(written) == "".join(map(fold, written))
    assert fold(written).startswith("书画艺术馆开张,专题讲座邀请专家谈产业转型与乡镇发展")


def test_simplified_text_stays_as_it_is():
    text = "常州市民营企业“两个健康”座谈会，32000家会员。"
    assert fold(text) == text.replace("，", ",")


@given(st.text())
def test_no_place_moves(text):
    assert len(fold(text)) == len(text)


def test_folding_twice_is_folding_once_for_every_character():
    every = "".join(
        chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) != "Cs"
    )
    once = fold(every)
    assert len(once) == len(every)
    assert fold(once) == once


def test_importing_it_loads_no_table():
    code = "import series.text.language.folding, sys; print('opencc' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
