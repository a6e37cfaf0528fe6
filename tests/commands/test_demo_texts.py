"""The demonstration's texts are our own, well formed, and read like published pages."""

import re
import tomllib
from itertools import combinations
from pathlib import Path

import pytest

from series.text.language.han import han
from series.text.recognition.published import read_text

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "series" / "demo"
TEXTS = sorted(DEMO.glob("*/*.txt"))
DATA = sorted(DEMO.glob("*.toml"))
SEED = sorted((ROOT.parent / "shared" / "seed").glob("*.txt"))
CLAUSE_ENDS = re.compile(r"[。！？；：，\n]")
SHARED_LENGTH = 12
# Names of documents, campaigns and bodies: they can only be written one way.
NAMES = (
    "中共中央国务院关于促进民营经济发展壮大的意见",
    "常州市工商联深化两个健康先行区建设工作展示",
    "关于设立常州企业家日的提案",
    "全市民营经济发展情况通报会",
    "年轻一代民营经济人士理想信念教育",
    "民营企业党组织负责人培训",
    "敢为敢闯敢干敢首创做新时代优秀企业家",
    "推进清廉民企建设构建亲清政商关系",
    "聚焦专精特新赋能常州智造",
)


def words(path):
    return path.read_text(encoding="utf-8")


def clauses(text):
    return [han(part) for part in CLAUSE_ENDS.split(text)]


def without_names(clause):
    for name in NAMES:
        clause = clause.replace(name, "|")
    return clause


def shared_runs(text, source):
    """Stretches of SHARED_LENGTH Han characters that one clause of `text` has from `source`."""
    found = []
    for clause in clauses(text):
        for piece in without_names(clause).split("|"):
            starts = range(len(piece) - SHARED_LENGTH + 1)
            found += [piece[i : i + SHARED_LENGTH] for i in starts]
    return [run for run in found if run in han(source)]


def paragraphs(path):
    return [line for line in words(path).splitlines()[2:] if len(han(line)) > 15]


@pytest.mark.skipif(not SEED, reason="没有原文可供对照")
@pytest.mark.parametrize("path", TEXTS + DATA, ids=lambda path: path.stem)
def test_no_clause_comes_from_the_seed(path):
    assert shared_runs(words(path), words(SEED[0])) == []


def test_a_borrowed_clause_would_be_found():
    """Control for the test above."""
    borrowed = "大家说：把论坛办成展示风采的新舞台和交流合作的新纽带，这很好。"
    assert shared_runs(borrowed, "他们要把论坛办成展示风采的新舞台和交流合作的新纽带") != []


def test_no_paragraph_stands_in_two_texts():
    for one, other in combinations(TEXTS, 2):
        assert set(paragraphs(one)) & set(paragraphs(other)) == set(), (one.name, other.name)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_punctuation_is_full_width(path):
    assert re.findall(r"(?<=[一-鿿])[,;:!?()\"']|[,;!?()\"'](?=[一-鿿])", words(path)) == []


def test_lengths_are_those_of_real_pages():
    lengths = [len(han(words(path))) for path in TEXTS]
    assert min(lengths) >= 300
    assert sum(length >= 550 for length in lengths) >= 30


def test_every_text_has_its_settings_and_no_setting_is_idle():
    site = tomllib.loads(words(DEMO / "site.toml"))
    for folder in ("articles", "initiatives"):
        assert set(site[folder]) == {path.stem for path in TEXTS if path.parent.name == folder}


def heading_lines(path):
    """The lines of the file that do not end as a sentence does, a call's signature left out."""
    signed = -2 if path.parent.name == "initiatives" else None
    lines = words(path).splitlines()[2:signed]
    return tuple(line for line in lines if line[-1] not in "。？！：”")


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_part_is_recognised(path):
    text = read_text(words(path))
    assert text.han_equal
    assert text.column in ("新时代 新常商 新力量", "建设新能源之都")
    assert text.headline
    assert text.source
    assert 2023 <= text.published_on.year <= 2026
    assert text.headings == heading_lines(path)
    assert text.marks == ()
    assert text.summary[-1] in "。！？"


def test_kinds_of_texts_are_mixed():
    read = [read_text(words(path)) for path in TEXTS]
    assert sum(text.published_time is not None for text in read) == 4
    assert {text.published_on.year for text in read} == {2023, 2024, 2025, 2026}
    assert sorted(text.number for text in read if text.number) == [1, 3, 4]
    assert sum(not text.headings for text in read) >= 5
    assert sum(text.column == "建设新能源之都" for text in read) >= 6
