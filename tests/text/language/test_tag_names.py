import pytest

from series.text.language.tag_names import split_tags


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("#民营经济 #两个健康", ["民营经济", "两个健康"]),
        ("＃民营经济＃两个健康", ["民营经济", "两个健康"]),
        ("#民营经济# #AI#", ["民营经济", "AI"]),
        ("民营经济 #两个健康", ["民营经济", "两个健康"]),
        ("#新时代 新常商 新力量", ["新时代 新常商 新力量"]),
        ("C#、Java", ["C#", "Java"]),
        ("⼯商联\u200b，\ufffc两个健康", ["工商联", "两个健康"]),
    ],
)
def test_hashtags_are_tags_of_their_own(typed, tags):
    assert split_tags(typed) == tags
