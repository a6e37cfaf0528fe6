"""Notes that only links name, captions that only a class names, and numbers of several levels."""

import pytest

from series.text.clipboard.paste import paste

FIRST = "<p>本市登记的民营企业上月又增加了三百家，制造业占了四成。</p>"
LAST = "<p>下一步，服务站将在各镇开设窗口，资料当天受理。</p>"


def _level(mark, level, words):
    number = f'<span style="mso-list:Ignore">{mark}<span>&nbsp;</span></span>'
    return f'<p style="mso-list:l3 level{level} lfo2">{number}{words}</p>'


@pytest.mark.parametrize(
    ("reference", "note"),
    [
        (
            '<a href="#_ftn1"><span>[1]</span></a>',
            '<div><p><a href="#_ftnref1">[1]</a> 数字取自年报。</p></div>',
        ),
        (
            '<sup><a href="#footnote-3">3</a></sup>',
            '<ol><li id="footnote-3"><p>数字取自年报。<a href="#footnote-ref-3">↑</a></p></li></ol>',
        ),
        ('<a href="#_edn2">[ii]</a>', '<p><a href="#_ednref2">[ii]</a>数字取自年报。</p>'),
    ],
)
def test_a_note_that_links_back_moves_to_its_reference(reference, note):
    done = paste(f"<p>企业有五千家{reference}。</p>{LAST}{note}")
    assert done.html == f"<p>企业有五千家<small>数字取自年报。</small>。</p>\n{LAST}"
    assert "Word 脚注移到所注的文字后 1 条" in done.receipt.rewritten
    assert done.receipt.han.equal


@pytest.mark.parametrize(
    "html",
    [
        '<p>见<a href="#_ftn1">第二部分</a>。</p><p><a href="#_ftnref1">返回</a>第二部分</p>',
        '<p>企业有五千家<a href="#_ftn1">[1]</a>。</p><p>[1] 数字取自年报。</p>',
        '<p>企业<a href="#_ftn1">[1]</a>。</p><p><a href="#_ftnref2">[2]</a>数字取自年报。</p>',
    ],
)
def test_control_links_that_name_no_note_stay_words(html):
    assert "<small>" not in paste(html).html


@pytest.mark.parametrize(
    "picture",
    [
        '<p><img src="https://a.cn/1.jpg"></p><p class="pgc-img-caption">展位前</p>',
        '<div><img src="https://a.cn/1.jpg"><span class="bjh-image-desc">展位前</span></div>',
        '<div><img src="https://a.cn/1.jpg"><p class="picture-remark">展位前</p></div>',
    ],
)
def test_a_caption_that_a_class_names_is_one(picture):
    done = paste(f"{FIRST}{picture}{LAST}")
    assert [remote.caption for remote in done.receipt.pictures] == ["展位前"]


@pytest.mark.parametrize(
    "picture",
    [
        '<p><img src="https://a.cn/1.jpg"></p><p class="intro">展位前</p>',
        '<div><span class="bjh-image-desc">展位前</span><img src="https://a.cn/1.jpg"></div>',
        '<div><img src="https://a.cn/1.jpg"><span class="picture-remark">展位</span>前</div>',
    ],
)
def test_control_other_words_beside_a_picture_are_no_caption(picture):
    done = paste(f"{FIRST}{picture}{LAST}")
    assert [remote.caption for remote in done.receipt.pictures] == [""]


def test_numbers_of_several_levels_stay_words_together():
    done = paste(_level("1.", 1, "目标") + _level("1.1", 2, "范围") + _level("2.", 1, "分工"))
    assert done.html == "<p>1. 目标</p>\n<p>1.1 范围</p>\n<p>2. 分工</p>"


def test_control_numbers_of_one_level_become_a_list():
    done = paste(_level("1.", 1, "目标") + _level("1.", 2, "范围") + _level("2.", 1, "分工"))
    assert done.html == "<ol><li>目标<ol><li>范围</li></ol></li><li>分工</li></ol>"
