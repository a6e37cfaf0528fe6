"""Recognise 落款 at a text's end: who signs it, and the day (decision 123).

One to three short last lines that are names of organizations and at most one date. They become
right-aligned lines (`CLOSING`); no word is changed. Notes in brackets may stand below (decision
172). A list of names, a chronicle's day and a last sentence without a stop stay as they are.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from series.text.markup import stored_html
from series.text.markup.blocks import Block
from series.text.markup.tree_builder import CLOSING

MOST_LINES, LONGEST = 3, 40
CLOSING_MARKED = "落款靠右 {} 行"
_STOPS = ("。", "！", "？", "…", "”", "）", ")", "!", "?", "；")
_YEAR = r"(?:(?:19|20)\d{2}|[一二][〇○零ＯO0一二三四五六七八九]{3})"
_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_DAY = rf"(?:{_YEAR}年{_NUMBER}月(?:{_NUMBER}日)?|(?:19|20)\d{{2}}([-./])\d{{1,2}}\1\d{{1,2}})"
_DATE = re.compile(rf"[（(]?{_DAY}[）)]?$")
_DATE_INSIDE = re.compile(_DAY)
_SEAL = re.compile(r"[（(](?:盖章|公章|印章|章)[）)]$")
_ENCLOSED = re.compile(r"[（(]([^（）()]+)[）)]")
# An office named beside a day in one bracket needs no more than the end of its name.
_SMALL_OFFICE = re.compile(r"[\u3400-\u9fff]{2,16}[处部科室组委]")
# What an office writes below its name and day.
_NOTE_BELOW = re.compile(
    r"[（(]\s*(?:此件|(?:附\s*注|备\s*注|注|说明|联系人|联系方式|(?:联系|咨询|服务)?电话|(?:政府)?信息公开(?:方式|属性|选项|形式|类别)?"
    r"|公开(?:方式|属性|选项|形式|类型|范围))\s*[:：]).{1,120}[）)]"
    r"|附\s*注\s*[:：].{1,120}"
)
_MOST_NOTES = 2
_ORGANIZATION = re.compile(
    r"[\u3400-\u9fffA-Za-z0-9（）()“”·、]{0,36}?"
    r"(?:联合会|商会|协会|学会|总会|分会|基金会|促进会|总工会|妇联|残联|文联|侨联|科协|工商联|联盟"
    r"|委员会|[省市区县州]委|党委|党组|党工委|总支部?|支部|统战部|宣传部|组织部|武装部|编辑部|事业部|[省市区县州镇乡]政府"
    r"|人民政府|街道|办公室|办事处|秘书处|研究室|工作室|[\u3400-\u9fff]{2}局|[\u3400-\u9fff]{2}厅|人民法院|检察院|研究院|研究所"
    r"|学院|大学|学校|中学|小学|医院|银行|公司|集团|中心|报社|杂志社|出版社|合作社|党校|工作组|筹备组|筹备会|领导小组|专班|指挥部|理事会|组委会)"
)
# What stands in a sentence and in no name.
_SENTENCE = re.compile(
    r"[的了是在把将由被让向对请也都就还又我你他她您这那]|[为到](?!民)"
    r"|^(?:走进|走访|考察|参观|感谢|欢迎|支持|服务|联系|关注|加入|祝贺|致敬|依托|成立|打造|推动|助力|携手|对接"
    r"|报送|抄送|来自|根据|参加|召开|举办|主办|承办|协办|就读|毕业|访问|调研|慰问|拜访|赴|及|和|与|以|从|共|近)"
    r"|(?:召开|举行|举办|参加|前往|来到|走进|组织|加入|成立)(?!委员会|办公室|部|组)"
    r"|打造|构建|开创|围绕|坚持|聚焦|助力|推动|紧盯|迈向|奔赴|结成|共[建创筑享]|[新大格布开破全时结僵变]局$"
)
# A name without a day says where it belongs: 常州市…, 中共…, 武进区….
_PLACE = re.compile(
    r"(?:中共|中国|全国|江苏|常州|[\u3400-\u9fff]{0,4}(?:省|市(?!场)|区(?!域|块)|县|州|镇|乡(?!村)|街道))"
)


def mark_closing_lines(html: str) -> tuple[str, int]:
    """Return (stored markup with its 落款 at the right, how many lines that are)."""
    blocks = stored_html.blocks(html)
    end = len(blocks) - _count_notes(blocks)
    count = count_closing_lines(blocks[:end])
    if not count:
        return html, 0
    parts = [block.html for block in blocks]
    parts[end - count : end] = map(_at_the_right, parts[end - count : end])
    return stored_html.clean("\n".join(parts)), count


def _at_the_right(html: str) -> str:
    return html.replace("<p>", f'<p class="{CLOSING}">', 1)


def _count_notes(blocks: Sequence[Block]) -> int:
    """Return how many notes of the office stand below its name and day."""
    below = takewhile(_is_note, reversed(blocks[-_MOST_NOTES:]))
    return sum(1 for _ in below)


def _is_note(block: Block) -> bool:
    return block.kind == "p" and bool(_NOTE_BELOW.fullmatch(block.text.strip()))


def find_signature(blocks: Sequence[Block]) -> Sequence[Block]:
    """Return the last blocks, from the first line of office and day on.

    Empty without one day. Notes of the office may stand below them."""
    end = len(blocks) - _count_notes(blocks)
    kinds = _last_kinds(blocks[:end])
    dates = sum("date" in kind for kind in kinds)
    signed = dates == 1 and len(kinds) <= MOST_LINES
    return blocks[end - len(kinds) :] if signed else []


def _last_kinds(blocks: Sequence[Block]) -> list[str]:
    """Return what the last lines are, from the end."""
    return list(takewhile(bool, map(_kind_of, reversed(blocks))))


def count_closing_lines(blocks: Sequence[Block]) -> int:
    """Return how many last blocks are the 落款."""
    kinds = _last_kinds(blocks)
    alone = blocks[-1].text.strip() if kinds == ["office"] else ""
    if alone and not (_PLACE.match(alone) or _SEAL.search(alone)):
        return 0
    dates = sum("date" in kind for kind in kinds)
    offices = sum("office" in kind for kind in kinds)
    if not kinds or len(kinds) > MOST_LINES or dates > 1 or (offices > 1 and not dates):
        return 0
    rest = blocks[: len(blocks) - len(kinds)]
    return len(kinds) if _may_end_above(rest, dates=dates, offices=offices) else 0


def _may_end_above(rest: Sequence[Block], *, dates: int, offices: int) -> bool:
    """Tell whether a text may end with these blocks, before its 落款."""
    both = bool(dates and offices)
    if not rest:
        return both
    last = rest[-1]
    if both:
        return not last.text.rstrip().endswith(("：", ":", "、", "，"))
    if dates and any(_kind_of(block) for block in rest):
        return False  # a chronicle
    return last.kind == "p" and last.text.rstrip().endswith(_STOPS)


def is_office_or_day(block: Block) -> bool:
    """Tell whether a line is one of office, day or both, as a signature's."""
    return bool(_kind_of(block))


def _kind_of(block: Block) -> str:
    """Return what a line is: date, office, office date; empty for any other."""
    if block.kind != "p" or not block.html.startswith("<p>") or "<img" in block.html:
        return ""
    line = "".join(block.text.split())
    if not line or "\n" in block.text.strip() or len(line) > LONGEST:
        return ""
    if (inner := _ENCLOSED.fullmatch(line)) and (kind := _kind_in_brackets(inner[1])):
        return kind
    date = _DATE.search(line)
    office = _SEAL.sub("", line[: date.start()] if date else line)
    if date and not office:
        return "date"
    if _ORGANIZATION.fullmatch(office) and not _SENTENCE.search(office):
        return "office date" if date else "office"
    return ""


def _kind_in_brackets(words: str) -> str:
    """Return office date where a bracket holds an office and a day in either order."""
    date = _DATE_INSIDE.match(words) or _DATE.search(words)
    office = (words[: date.start()] + words[date.end() :]).strip("，,、；;：:") if date else ""
    named = _ORGANIZATION.fullmatch(office) or _SMALL_OFFICE.fullmatch(office)
    return "office date" if named and not _SENTENCE.search(office) else ""
