from hypothesis import given
from hypothesis import strategies as st

from series.text.typography.summary import summarise

FIRST = "市工商联组织二十余家会员企业走进高校实验室，面对面了解可转化的成果。"
SECOND = "双方约定每季度交换一次需求清单。"


def test_a_summary_takes_whole_sentences_up_to_the_limit():
    assert summarise([FIRST + SECOND], limit=60) == FIRST + SECOND
    assert summarise([FIRST + SECOND], limit=40) == FIRST


def test_a_slogan_at_the_start_is_passed_over():
    assert summarise(["凝心聚力，再启新程。" + FIRST]) == FIRST


def test_a_single_slogan_is_better_than_nothing():
    assert summarise(["凝心聚力，再启新程。"]) == "凝心聚力，再启新程。"


def test_a_closing_quotation_mark_belongs_to_its_sentence():
    assert summarise(
        ["他说：“办法总比困难多，先把第一步走稳再说。”会场响起掌声。"], limit=25
    ).endswith("。”")


def test_no_sentence_no_summary():
    assert summarise(["没有句号的一行"]) == ""
    assert summarise([]) == ""


def test_an_endless_sentence_is_not_cut():
    endless = "企业，" * 100 + "。"
    assert summarise([endless]) == ""


@given(st.lists(st.text(alphabet="企业创新，。！？”；", max_size=300), max_size=4))
def test_every_summary_ends_at_a_sentence_end_and_stands_in_the_text(paragraphs):
    summary = summarise(paragraphs)
    assert summary == "" or summary.rstrip("”’」』）")[-1] in "。！？"
    assert len(summary) <= 200
