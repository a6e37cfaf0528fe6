"""One count of 字, the same while one writes and on every page (decision 117)."""

import re
from pathlib import Path

import pytest

from series.text.markup.word_count import word_count

ROOT = Path(__file__).resolve().parents[3]
COUNTED = [
    ("", 0),
    ("<p>常州，GDP增长3.5%！“好”</p>", 11),
    ("<p>超过32000家，AI 大会</p>", 8),
    ("<p>a b-c d’e</p>", 5),
    ("<p>一,二(三)</p>", 6),
    ("<p>破折——省略……</p>", 8),
    ("<p>AB<br>CD</p>", 2),
    ("<p>A<strong>B</strong>C<sup>2</sup></p>", 1),
    ("<h2>节题</h2><p>文<small>注文。</small></p>", 6),
    ("<table><caption>表1</caption><tbody><tr><td>甲</td><td>1</td></tr></tbody></table>", 4),
    ('<figure><img src="/pictures/1/" alt="不计"><figcaption>图</figcaption></figure>', 1),
    ("<p>𠮷　㐀</p>", 2),
]


@pytest.mark.parametrize(("body", "count"), COUNTED)
def test_each_sign_and_each_run_between_signs_is_one(body, count):
    assert word_count(body) == count


def test_the_script_has_the_same_signs():
    script = (ROOT / "static/desk/editor-count.js").read_text(encoding="utf-8")
    written = re.search(r'const SIGNS =\s*"([^"]+)"', script)[1]
    signs = re_of(written)
    for sign in "⺀鿿豈﫿︰﹏＀￯“”‘’…—𠀀字，":
        assert signs.fullmatch(sign), sign
    for sign in "aA1,.·é ":
        assert not signs.fullmatch(sign), sign


def re_of(written):
    """The set of the script as Python reads it."""
    written = written.replace("\\\\", "\\")
    plain = re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), written)
    plain = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), plain)
    return re.compile(f"[{plain}]")
