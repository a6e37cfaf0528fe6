"""The visible text of stored markup, with and without other tags than those of blocks."""

import pytest

from series.text.markup.stored_html import visible_text

PLAIN = "<h2> 一、摸底 </h2><p>走访&nbsp;甲、乙两园</p>\n<p> </p><p>3 &lt; 5，&lt;p&gt; 是标签</p>"
LINES = "一、摸底\n走访\xa0甲、乙两园\n3 < 5，<p> 是标签"


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("", ""),
        ("没有标签的字 &amp; 号", "没有标签的字 & 号"),
        (PLAIN, LINES),
        (f'{PLAIN}<p class="closing">甲园</p>', f"{LINES}\n甲园"),
        (f"{PLAIN}<p>上<br>下<strong>粗</strong>体</p>", f"{LINES}\n上\n下粗体"),
        (f"<ul><li><p>一</p></li></ul>{PLAIN}", f"一\n{LINES}"),
    ],
)
def test_each_block_is_a_line(html, lines):
    assert visible_text(html) == lines
