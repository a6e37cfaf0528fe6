"""Two texts that say the same are found, passage by passage; two of one column are not."""

from itertools import combinations
from random import Random

import pytest
from opencc import OpenCC

from series.text.diff import passages
from series.text.diff.passages import (
    GRAM,
    SHORTEST,
    Passage,
    common_passages,
    common_percent,
)
from series.text.diff.side_by_side import side_by_side
from series.text.language.shingles import MOST, ONE_IN, folded_letters, letters_of, shingles
from series.text.markup.stored_html import paragraph
from tests.helpers.samples.edits import demo_texts, edited
from tests.helpers.samples.seed import seed_text

DEMO = demo_texts()
LONG = DEMO["12-work-review-1"]
OTHER = DEMO["22-specialised-portrait"]
NUMBERS = [780358, 24645720, 31225293]


def seed_body():
    return "\n".join(seed_text().splitlines()[2:])


def shared(one, other):
    """The numbers of both as a share of the smaller set."""
    first, second = shingles(one), shingles(other)
    return len(first & second) / min(len(first), len(second))


def covered(found, text):
    """The letters of `text` that the passages hold, differences included."""
    return sum(len(folded_letters(text[one.start : one.end])[0]) for one in found.passages)


@pytest.mark.parametrize("in_blocks", [False, True])
@pytest.mark.parametrize("chance", range(8))
def test_the_seed_with_a_twentieth_edited_is_found_nearly_whole(chance, in_blocks):
    body = seed_body()
    other = edited(body, share=0.05, seed=chance, in_blocks=in_blocks)
    found = common_passages(body, other)
    assert found.percent >= 93
    assert covered(found, body) >= 0.9 * found.size
    assert shared(body, other) >= 0.6


@pytest.mark.parametrize("chance", range(8))
def test_half_a_text_inside_another_is_found(chance):
    half = edited(LONG[: len(LONG) // 2], share=0.05, seed=chance)
    other = OTHER + half + "\n".join(DEMO[name] for name in list(DEMO)[:10])
    assert 40 <= common_passages(LONG, other).percent <= 52
    assert shared(LONG, other) >= 0.2


def test_no_two_texts_of_the_column_are_alike():
    found = {
        pair: common_passages(DEMO[pair[0]], DEMO[pair[1]]).percent
        for pair in combinations(DEMO, 2)
    }
    assert max(found.values()) < 10
    assert max(shared(DEMO[one], DEMO[other]) for one, other in found) < 0.2


def test_the_seed_and_its_sections_are_like_no_other_text():
    body = seed_body()
    assert max(common_passages(body, text).percent for text in DEMO.values()) < 10
    sections = [line for line in body.splitlines() if len(folded_letters(line)[0]) >= SHORTEST]
    assert max(common_passages(one, other).percent for one, other in combinations(sections, 2)) < 10
    assert common_passages(body, sections[2]).percent == 100


def test_control_without_a_shortest_length_unrelated_texts_have_passages(monkeypatch):
    monkeypatch.setattr(passages, "SHORTEST", GRAM)
    found = [common_passages(DEMO[one], DEMO[other]).same for one, other in combinations(DEMO, 2)]
    assert sum(1 for same in found if same) > 100


def test_marks_script_width_and_layout_are_no_difference():
    other = OpenCC("s2t").convert(LONG).translate(str.maketrans("，。", ",.")).replace("\n", "")
    other = "".join(chr(ord(sign) + 0xFEE0) if sign.isdecimal() else sign for sign in other)
    assert common_passages(LONG, other).percent == 100
    assert shingles(LONG) == shingles(other)


def test_a_moved_paragraph_is_a_passage_of_its_own():
    first, second = LONG[:300], LONG[300:600]
    found = common_passages(first + second, second + first)
    assert [(one.same, one.start > one.other_start) for one in found.passages] == [
        (len(folded_letters(first)[0]), False),
        (len(folded_letters(second)[0]), True),
    ]


def test_a_passage_keeps_its_marks_and_places():
    text = "引子。“" + LONG[:80].replace("\n", "") + "。”后话"
    inner = LONG[:80].replace("\n", "")
    found = common_passages(text, "别的话说在前头：" + inner + "！再说")
    one = found.passages[0]
    assert text[one.start : one.end].startswith("“")
    assert text[one.start : one.end].rstrip("”").endswith("。")
    assert isinstance(one, Passage)


def test_short_texts_have_no_numbers_and_long_ones_not_too_many():
    assert shingles("常州市工商联" * 20) == frozenset()
    numbers = shingles("\n".join(DEMO.values()))
    assert len(numbers) <= MOST
    assert max(numbers) <= 2**32 // ONE_IN
    chars = "".join(Random(1).choices([chr(0x4E00 + n) for n in range(20_000)], k=60_000))
    assert len(shingles(chars)) == MOST


def test_the_numbers_are_the_same_in_every_process():
    """They are stored: a change of the recipe asks for find_twins over everything."""
    text = "".join(chr(0x4E00 + n * 37) for n in range(300))
    assert sorted(shingles(text))[:3] == NUMBERS


def test_a_text_that_repeats_itself_is_read_in_bounded_time(monkeypatch):
    steps = []
    equal = passages._equal
    monkeypatch.setattr(passages, "_equal", lambda *given: steps.append(equal(*given)) or steps[-1])
    text = "常州市工商联组织企业家走进园区。" * 400
    assert common_passages(text, text).percent == 100
    assert len(steps) < len(text)


@pytest.mark.parametrize("size", [32, 33, 63, 64, 65, 95, 96, 97, 223, 224, 225])
def test_a_run_of_any_length_is_measured_to_its_last_letter(size):
    """Letters are compared a stretch at a time, and runs end inside and at the end of one."""
    run = "".join(chr(0x4E00 + at) for at in range(size))
    found = common_passages(f"前文{run}后记", f"序{run}")
    assert [(one.start, one.end, one.same) for one in found.passages] == [(2, 2 + size, size)]


def plain_runs(one, two):
    """The runs as they are defined: every place of every letter is looked at."""
    grams = [two[at : at + GRAM] for at in range(len(two) - GRAM + 1)]
    found, behind, left = [], {}, passages.REPEATED * len(one)
    for at in range(len(one) - GRAM + 1):
        places = [place for place, gram in enumerate(grams) if gram == one[at : at + GRAM]]
        for place in places[: passages.MOST_PLACES]:
            if behind.get(place - at, 0) > at:
                continue
            pairs = zip(one[at:], two[place:], strict=False)
            length = next((n for n, (a, b) in enumerate(pairs) if a != b), None)
            length = min(len(one) - at, len(two) - place) if length is None else length
            behind[place - at] = at + length
            found.append((-length, at, place))
            left -= length
            if left < 0:
                return found
    return found


@pytest.mark.parametrize("letters", ["甲", "甲乙", "甲乙丙", "甲乙丙丁戊己庚辛"])
def test_runs_are_those_of_a_look_at_every_place(letters):
    """Few letters repeat themselves: runs have more places than are kept, and overlap."""
    chance = Random(len(letters))
    for _ in range(4):
        one = "".join(chance.choices(letters, k=chance.randint(0, 90)))
        two = "".join(chance.choices(letters + "壬", k=40)) + one[10:50] + one[:30]
        assert passages._runs(one, two) == plain_runs(one, two)


def test_nothing_in_common_and_nothing_at_all():
    assert common_passages("", LONG).percent == 0
    assert common_passages("天地玄黄" * 50, LONG).passages == ()


def test_bodies_side_by_side_name_the_places():
    lines = [line for line in LONG.splitlines() if len(line) > 60][:3]
    body = "".join(map(paragraph, lines))
    other = "<h2>小标题</h2>" + "".join(map(paragraph, [lines[2].replace("企业", "公司"), OTHER]))
    found = side_by_side(body, other)
    assert [(pair.name, pair.other_name) for pair in found.pairs] == [("段三", "节一·1")]
    assert found.pairs[0].size == len(folded_letters(lines[2])[0])
    assert "".join(piece.new for piece in found.pairs[0].pieces) == lines[2]
    changed = {(p.old, p.new) for p in found.pairs[0].pieces if not p.same}
    assert changed == {("公司", "企业")}


def test_a_passage_of_several_paragraphs_is_shown_paragraph_by_paragraph():
    lines = [line for line in LONG.splitlines() if line][:6]
    body = "".join(map(paragraph, lines))
    joined = "".join(map(paragraph, [*lines[:2], lines[2] + lines[3], *lines[4:]]))
    found = side_by_side(body, joined)
    assert len(found.found.passages) == 1
    assert [(pair.name, pair.other_name) for pair in found.pairs] == [
        ("段一", "段一"),
        ("段二", "段二"),
        ("段三", "段三"),
        ("段五", "段四"),
        ("段六", "段五"),
    ]
    assert ["".join(piece.new for piece in pair.pieces) for pair in found.pairs] == [
        *lines[:2],
        f"{lines[2]}\n{lines[3]}",
        *lines[4:],
    ]


@pytest.mark.parametrize(
    "text", ["", "。，—— \n", "ＡＢＣ①㎡ﬁ𠀀会員與企業", "“常商”论坛：第1场\u3000（2026）"]
)
def test_the_letters_alone_are_those_that_have_places(text):
    assert letters_of(text) == folded_letters(text)[0]


def test_the_percentage_alone_is_that_of_the_passages():
    texts = list(demo_texts().values())[:6]
    pairs = [*combinations(texts, 2), *((text, edited(text, share=0.05, seed=3)) for text in texts)]
    percents = [common_percent(*pair) for pair in pairs]
    assert percents == [common_passages(*pair).percent for pair in pairs]
    assert max(percents) > 50
