"""Tables of contents that somebody typed: every form goes, and a list under 目录 stays."""

import pytest

from series.text.recognition.contents_lines import find_contents

BODY = [
    "一、走访的范围",
    "会员走进两家工厂，听车间主任讲难处。",
    "二、走访的要求",
    "四月底之前答复。",
]


@pytest.mark.parametrize(
    "contents",
    [
        ["目录", "一、走访的范围……1", "二、走访的要求……3"],
        ["目　录", "一、走访的范围......1", "", "二、走访的要求......12"],
        ["【目次】", "一、走访的范围\t1", "二、走访的要求\t2"],
        ["目录：", "一、走访的范围 1", "二、走访的要求 2"],
        ["CONTENTS", "第一章 范围（1）", "第二章 要求（3）"],
        ["目录", "前言 ----- I", "一、走访的范围 ----- 1"],
        ["目录", "一、走访的范围", "二、走访的要求"],
    ],
)
def test_a_table_of_contents_is_found_whole(contents):
    found = find_contents(["走访办法", *contents, *BODY])
    filled = {at + 1 for at, line in enumerate(contents) if line}
    assert found == filled


@pytest.mark.parametrize(
    "lines",
    [
        ["目录", *BODY],
        ["目录", "一、走访的范围……1", *BODY],
        ["目录", "会员名册 12", "会费清单 3", *BODY],
        ["名录", "一、走访的范围……1", "二、走访的要求……3", *BODY],
    ],
)
def test_control_what_is_no_table_of_contents_stays(lines):
    assert find_contents(lines) == frozenset()
