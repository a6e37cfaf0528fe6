"""Fields of a manuscript's form that no known label names (decision 182).

An office's form has labels of its own, and one unknown among them published the telephone below it.
Such a field leaves the text only among known ones, which say that the lines are a form's.
"""

import re
from collections.abc import Callable, Sequence
from itertools import takewhile

_LABEL = (
    r"[\u3400-\u9fffA-Za-z][\u3400-\u9fffA-Za-z0-9 \u3000、/]{0,11}(?:[（(][^（）()]{1,12}[）)])?"
)
_FIELD = re.compile(
    rf"(?P<open>[【\[])?(?P<label>{_LABEL})(?(open)[】\]][:：]?|(?:[:：]|\t))\s*(?P<words>[^。！？!?]{{0,60}})"
)
_WORD = 6  # characters
# Whoever speaks, and what a sentence announces, is no field: 冯遥说：…, 具体如下：….
_SPEAKS = re.compile(r"(?:说|道|问|答|表示|认为|指出|强调|介绍|呼吁|坦言|如下|包括|分别是|以下)$")
_PRIVATE_LABEL = re.compile(
    r"手\s*机|移动电话|电\s*话|微\s*信|Q\s*Q|邮\s*箱|[Ee]-?mail|电子邮件|身份证|证\s*件|银\s*行|卡\s*号|[账帐]\s*[号户]"
    r"|开\s*户|户\s*名|住\s*址|家\s*庭|通[讯信]|收\s*件|邮\s*编|联系"
)
_PRIVATE_WORDS = re.compile(
    r"(?<!\d)1[3-9]\d(?:[\s-]?\d{4}){2}(?!\d)|[\w.+-]+@[\w.-]+|(?<!\d)\d{17}[\dXx](?!\d)|(?<!\d)\d{4}(?: ?\d{4}){3}(?: ?\d{1,3})?(?!\d)"
)


def is_field(line: str) -> bool:
    """Tell whether a line may be a field of a form by its look."""
    found = _FIELD.fullmatch(line.strip())
    return bool(found) and not _SPEAKS.search(found["label"].strip())


def is_private_field(line: str) -> bool:
    """Tell whether a line is a field with what is nobody else's concern.

    A telephone, a mail address, a number of an account or an identity card."""
    found = _FIELD.fullmatch(line.strip())
    if not found:
        return False
    return bool(_PRIVATE_WORDS.search(found["words"]) or _PRIVATE_LABEL.search(found["label"]))


def _is_short(line):
    """Tell whether a field says a word: 工号：0217. A line of speech says more."""
    found = _FIELD.fullmatch(line)
    return bool(found) and 0 < len(found["words"].strip()) <= _WORD


def length_of_form(lines: Sequence[str], *, is_known: Callable[[str], bool], is_named: bool) -> int:
    """Return how many lines from the top are a form's, unknown fields among them.

    0 where all fields are known, or fewer of them are known than not. Below a plain title (not
    `is_named`) unknown fields are private ones alone. The last field is known, private or a word."""
    may_be = is_field if is_named else is_private_field
    run = list(takewhile(lambda line: is_known(line) or may_be(line), lines))
    while run and not (is_known(run[-1]) or is_private_field(run[-1]) or _is_short(run[-1])):
        run.pop()
    known = sum(map(is_known, run))
    return len(run) if 0 < len(run) - known <= known else 0
