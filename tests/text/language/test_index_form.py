import pytest

from series.text.language.index_form import joined_pairs, pairs, squeeze, squeezed_places


@pytest.mark.parametrize(
    ("typed", "squeezed"),
    [
        ("二○二五年", "二〇二五年"),
        ("二O二五年", "二〇二五年"),
        ("二零二五年", "二〇二五年"),
        ("二〇二五年", "二〇二五年"),
        ("一百零三家", "一百〇三家"),
        ("○ 走访", "走访"),
        ("O2O平台", "o2o平台"),
        ("⺠营企业", "民营企业"),
        ("陈\U0003158e", "陈\U0003158e"),  # Ext H
        ("李\U0002ebf0", "李\U0002ebf0"),  # Ext I
        ("王\U000323b0", "王\U000323b0"),  # Ext J
        ("赵\ue000", "赵\ue000"),
        ("\ue863某", "䶮某"),
        ("2.5、25 a_b", "2·525ab"),
    ],
)
def test_what_is_asked_and_stored(typed, squeezed):
    assert squeeze(typed) == squeezed
    assert squeezed_places(typed)[0] == squeezed


def test_names_with_different_rare_characters_differ():
    assert squeeze("陈\U0003158e") != squeeze("陈\U0003158f") != squeeze("陈")


@pytest.mark.parametrize("text", ["", "常", "常商", "常商论坛", "𠮷野家·2", "a\ud800b", "会会会"])
def test_joined_pairs_are_the_pairs_with_blanks_between(text):
    assert joined_pairs(text) == " ".join(pairs(text))
