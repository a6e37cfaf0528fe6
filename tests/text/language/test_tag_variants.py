import pytest

from series.text.language.tag_variants import likeness, variants

ALIKE = [
    ("两个健康", "兩個健康"),
    ("AI", "ＡＩ"),
    ("Ai大模型", "AI 大模型"),
    ("532发展战略", "532战略"),
    ("532 发展战略", "532战略"),
    ("新时代 新常商 新力量", "新时代新常商新力量"),
    ("敢为、敢闯、敢干、敢首创", "四敢"),
    ("产·学·研", "产学研"),
    ("智改数转—网联", "智改数转网联"),
    ("常州市工商联", "工商联"),
    ("常州工商联", "常州市工商联"),
    ("常州市新能源产业", "新能源产业"),
    ("企业家的精神", "企业家精神"),
    ("常州市", "常州"),
    ("常州企业家日", "企业家日"),
]
DIFFERENT = [
    ("常州大学", "大学"),
    ("常州论坛", "论坛"),
    ("江苏省工商联", "工商联"),
    ("两个健康", "两个毫不动摇"),
    ("工业3.0", "工业30"),
    ("5-20", "520"),
    ("C#", "C"),
    ("C++", "C"),
    ("目的", "目"),
    ("标的", "标"),
    ("第一次会议", "第二次会议"),
    ("新能源", "新能源之都"),
    ("民营企业", "民营企业家"),
    ("！", "？"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_these_look_alike(one, other):
    assert variants([one, "另一个话题", other]) == [[one, other]]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_these_do_not(one, other):
    assert variants([one, "另一个话题", other]) == []


def test_a_group_holds_all_of_one_likeness_in_the_given_order():
    names = ["AI", "532发展战略", "ＡＩ", "两个健康", "A I", "532战略"]
    assert variants(names) == [["AI", "ＡＩ", "A I"], ["532发展战略", "532战略"]]


@pytest.mark.parametrize("name", ["", "的", "、", "常州", "目的", "\U0001f600"])
def test_what_is_nothing_but_a_sign_or_a_short_word_stays_itself(name):
    assert likeness(name) == name
