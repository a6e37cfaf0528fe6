import pytest

from series.text.recognition.credit_line import author_inside, read_byline, read_credits


@pytest.mark.parametrize(
    ("pieces", "source"),
    [
        (["来源：", "示例新闻网", "1032", "人参与"], "示例新闻网"),
        (["来源：示例日报", "2025-03-12 08:49"], "示例日报"),
        (["来源：示例日报2025-03-12"], "示例日报"),
        (['来源：江某日报"，违者本网将追究'], "江某日报"),
        (["本文来源：示例网责任编辑：王某_NB1"], "示例网"),
        (["来源", "示例日报"], "示例日报"),
        (["来源: Example Daily"], "Example Daily"),
        (["来源：“示例发布”微信公众号"], "示例发布"),
        (["来源：示例日报（记者张某）"], "示例日报"),
        (["[来源:示例网]"], "示例网"),
        (["发布机构：", "示例市工商联"], "示例市工商联"),
        (["供稿单位：会员部"], "会员部"),
        (["2025-03-12　供稿：示例镇商会　编辑：李某"], "示例镇商会"),
        (["转自：示例日报"], "示例日报"),
        (["發佈時間：2025-03-12 來源：示例日報"], "示例日報"),
        (["来源：本站原创"], ""),
        (["来源：网络"], ""),
        (["来 源： 示例市工商联\u3000\u3000日 期： 2025年03月12日"], "示例市工商联"),
        (["2025-03-12 10:08 来源：示例新闻 责编：李某"], "示例新闻"),
        (["来源：《示例日报》"], "示例日报"),
        (["来源广泛，去向明确"], ""),
    ],
)
def test_a_source_ends_with_its_element_and_its_name(pieces, source):
    assert read_credits(pieces).source == source


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("作者：李某山", "李某山"),
        ("2025-03-12　来源：示例日报　作者：李某山", "李某山"),
        ("采写：示例晚报记者 王某乐", "王某乐"),
        ("作者： 记者 王某 通讯员 李某某", "王某、李某某"),
        ("文/图：李某山", "李某山"),
        ("供稿：李某山", "李某山"),
        ("来源：示例日报 作者：佚名", ""),
        ("（撰稿：李某山　审核：王某）", "李某山"),
        ("文丨李某山 图丨王某", "李某山"),
        ("作者：办公室 点击：[101]", "办公室"),
    ],
)
def test_an_author_after_a_label(line, author):
    assert read_credits([line]).author == author


@pytest.mark.parametrize(
    ("line", "editor"),
    [
        ("(编辑：文某)", "文某"),
        ("[ 责编：尹某杰 ]", "尹某杰"),
        ("责任编辑：刘某君 SN123", "刘某君"),
        ("编辑|甲某明 责编|王某 校对|李某", "王某"),
        ("责任编辑：", ""),
    ],
)
def test_the_editor_in_charge_goes_before_another(line, editor):
    assert read_credits([line]).editor == editor


@pytest.mark.parametrize(
    ("line", "author", "source"),
    [
        ("石某/示例青年报", "石某", "示例青年报"),
        ("本报记者 王某乐 方 某", "王某乐、方某", ""),
        ("示例新闻记者 贺某萍", "贺某萍", ""),
        ("示例日报全媒体记者 王某乐 通讯员 李某", "王某乐、李某", ""),
        ("文丨李某山", "李某山", ""),
        ("（本报记者 王某 李某某）", "王某、李某某", ""),
        ("记者王某乐 摄影报道", "王某乐", ""),
        ("记者 走进车间", "", ""),
        ("经济/社会", "", ""),
        ("记者：为什么要走访？", "", ""),
    ],
)
def test_a_byline_names_persons(line, author, source):
    found = read_byline(line)
    assert (found.author, found.source) == (author, source)


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("（作者李某山系示例大学教授）", "李某山"),
        ("（作者：李某山，系示例市工商联副主席）", "李某山"),
        ("（作者系示例大学教授）", ""),
        ("本报讯（记者 王某乐 方某）三月十日上午", "王某乐、方某"),
        ("示例社示例市3月12日电（记者王某、李某某）三月十日", "王某、李某某"),
        ("会员说（笑）", ""),
    ],
)
def test_an_author_inside_running_text(text, author):
    assert author_inside(text) == author
