"""Telling words: the vocabulary's first; only where these are few is a text cut into words."""

import pytest

from series.text.language import segmenter
from series.text.language.keyterms import ENOUGH, LIMIT, keyterms

FULL = "常商论坛聚焦专精特新企业，两个健康先行区建设推动产业链协同，新能源之都建设提速。"


def test_terms_of_the_vocabulary_come_first():
    found = keyterms("企业家日座谈", "密封圈企业谈密封圈。企业家日说密封圈。")
    assert found[0] == "企业家日"
    assert "密封圈" in found


def test_common_words_tell_nothing():
    found = keyterms("会议召开", "会议召开，我们要求有关部门推进工作，没有时间。" * 3)
    assert found == []


def test_never_too_many():
    assert len(keyterms("储能", FULL * 5)) <= LIMIT


@pytest.fixture
def without_jieba(monkeypatch):
    def refuse():
        raise AssertionError("jieba")

    monkeypatch.setattr(segmenter, "_ready", refuse)


def test_a_text_full_of_terms_is_not_cut(without_jieba):
    assert len(keyterms("", FULL)) >= ENOUGH


def test_control_a_text_without_terms_is_cut(without_jieba):
    with pytest.raises(AssertionError, match="jieba"):
        keyterms("", "密封圈")


def test_nothing_of_nothing():
    assert keyterms("", "") == []
