"""The door to stored markup, and the questions asked of what is inside."""

import re
from html import unescape

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from series.text.markup import stored_html
from series.text.markup.blocks import TextError
from tests.helpers.markup_faults import ALLOWED, faults
from tests.helpers.samples.xss_payloads import PAYLOADS


@pytest.mark.parametrize("trick", PAYLOADS)
@pytest.mark.parametrize(
    "frame", ["{}", "<p>前{}后</p>", "<table><tr><td>{}</td></tr></table>", "<ul><li><b>{}"]
)
def test_nothing_active_survives(trick, frame):
    html = stored_html.clean(frame.format(PAYLOADS[trick]))
    assert faults(html) == []
    assert stored_html.clean(html) == html


def test_control_the_payloads_are_active_without_cleaning():
    raw = [payload.encode("utf-8", "replace").decode() for payload in PAYLOADS.values()]
    active = [payload for payload in raw if faults(payload)]
    assert len(active) >= 65


def common_characters():
    known = re.compile(stored_html._COMMON)
    return "".join(filter(known.match, map(chr, range(0x10000))))


def test_plain_blocks_are_returned_as_rebuilding_would_return_them(monkeypatch):
    blocks = ["<h2>一、走访</h2>", f"<p>{common_characters()}</p>", "<p>甲 乙 C</p>"]
    rebuilt = stored_html._rebuilt("".join(blocks), notes=True)
    monkeypatch.setattr(stored_html, "_rebuilt", None)  # nothing is rebuilt
    cleaned = {stored_html.clean(between.join(blocks)) for between in ("", "\n")}
    assert cleaned == {rebuilt} == {"\n".join(blocks)}


@pytest.mark.parametrize(
    ("given_html", "expected"),
    [
        ("<p>甲</p>\n", "<p>甲</p>"),
        ("<p>甲  乙</p>", "<p>甲 乙</p>"),
        ("<p>甲 </p>\n<h3></h3>", "<p>甲</p>"),
        ("<p>甲</h2>\n<p>乙\u200b</p>", "<p>甲</p>\n<p>乙</p>"),
        ("<p>甲\n乙&nbsp;丙</p>", "<p>甲乙 丙</p>"),
    ],
)
def test_blocks_that_are_nearly_plain_are_rebuilt(given_html, expected):
    assert stored_html.clean(given_html) == expected


def test_words_around_an_attack_stay():
    assert stored_html.clean("<p>前<script>alert(1)</script>后</p>") == "<p>前后</p>"
    assert stored_html.clean("&lt;script&gt;") == "<p>&lt;script&gt;</p>"


@pytest.mark.parametrize(
    ("given_html", "expected"),
    [
        ("<h1>题</h1><h5>小</h5><h6>更小</h6>", "<h2>题</h2>\n<h4>小</h4>\n<h4>更小</h4>"),
        ("<b>粗</b><i>斜</i>", "<p><strong>粗</strong><em>斜</em></p>"),
        ("<div>文</div>", "<p>文</p>"),
        ("<div><div>甲</div>乙<p>丙</div>丁", "<p>甲</p>\n<p>乙</p>\n<p>丙</p>\n<p>丁</p>"),
        ("散字<p>段</p>散字", "<p>散字</p>\n<p>段</p>\n<p>散字</p>"),
        ("<p>　　缩进</p><p>&nbsp;&nbsp;缩进</p>", "<p>缩进</p>\n<p>缩进</p>"),
        ("<p></p><p>&nbsp;</p><p>　</p><p><b> </b></p><h2></h2><ul><li></li></ul>", ""),
        ("<p>携手　同行</p>", "<p>携手　同行</p>"),
        ("<p>携手 同行</p>", "<p>携手 同行</p>"),
        ("<p>行尾\n    续行</p>", "<p>行尾续行</p>"),
        ("<p>two\nwords</p>", "<p>two words</p>"),
        ("<p>甲<br><br>乙<br>　　丙<br>丁</p>", "<p>甲</p>\n<p>乙</p>\n<p>丙<br>丁</p>"),
        ("<p>零\u200b宽\ufeff字</p>", "<p>零宽字</p>"),
        ("<h2><b>粗题</b></h2>", "<h2>粗题</h2>"),
        ("<ul>散<li>甲<li>乙<ol><li>丙</ol></ul>", "<ul><li>散</li><li>甲</li><li>乙<ol><li>丙</li></ol></li></ul>"),
        ("<li>孤</li>", "<p>孤</p>"),
        ("<td>孤格</td>", "<p>孤格</p>"),
        (
            "<table><caption>表</caption><tr><th scope=col>甲<th>乙<tr><td colspan=2>丙</table>",
            '<table><caption>表</caption><tbody><tr><th scope="col">甲</th><th>乙</th></tr><tr><td colspan="2">丙</td></tr></tbody></table>',
        ),
        ("<table><tr><td colspan=0>甲<td colspan=101>乙<td rowspan=1>丙</table>", "<table><tbody><tr><td>甲</td><td>乙</td><td>丙</td></tr></tbody></table>"),
        ("<table><tr><td></td></tr></table>", ""),
        ("<td><p>甲<p>乙", "<p>甲</p>\n<p>乙</p>"),
        ("<blockquote>引</blockquote>", "<blockquote><p>引</p></blockquote>"),
        ("<hr><p>甲</p><hr><hr><p>乙</p><hr>", "<p>甲</p>\n<hr>\n<p>乙</p>"),
        ('<p><a href="https://a.cn/?x=1&y=2" onclick=x>甲</a></p>', '<p><a href="https://a.cn/?x=1&amp;y=2" rel="noopener">甲</a></p>'),
        ('<a href="mailto:a@b.cn">信</a><a href="tel:0519">电</a><a href="#s1">节</a><a href="/a/">站</a>',
         '<p><a href="mailto:a@b.cn" rel="noopener">信</a><a href="tel:0519" rel="noopener">电</a>'
         '<a href="#s1" rel="noopener">节</a><a href="/a/" rel="noopener">站</a></p>'),
        ('<a href="b.html">甲</a><a name=x>乙</a>', "<p>甲乙</p>"),
        ('<p><img src="picture:t1" alt="图"></p>', '<figure><img src="picture:t1" alt="图"></figure>'),
        ('<p>字<img src="/pictures/7/a.webp">字</p>', '<p>字<img src="/pictures/7/a.webp" alt="">字</p>'),
        ('<img src="https://x/a.png"><img alt="空"><img src="data:image/png;base64,AA">', ""),
        ("<figure><img src=picture:t1><figcaption>说明</figcaption></figure>", '<figure><img src="picture:t1" alt=""><figcaption>说明</figcaption></figure>'),
        ("<figure><figcaption>没有图</figcaption></figure>", "<p>没有图</p>"),
        ("<pre>一行\n二行</pre>", "<p>一行<br>二行</p>"),
        ("<p>x<sup>2</sup>与H<sub>2</sub>O</p>", "<p>x<sup>2</sup>与H<sub>2</sub>O</p>"),
        ("", ""),
        (" \n ", ""),
        ("<p>《a》&amp;b&lt;c", "<p>《a》&amp;b&lt;c</p>"),
    ],
)  # fmt: skip
def test_canonical_form(given_html, expected):
    assert stored_html.clean(given_html) == expected
    assert stored_html.clean(expected) == expected


FRAGMENTS = st.sampled_from(
    "<p> </p> <div> </div> <b> </b> <i> </i> <strong> <a href=/x> <a href=https://y> </a> <ul> </ul> <ol> <li> </li> "
    "<table> </table> <thead> <tbody> <tr> </tr> <td> <th> </td> <td\u00a0rowspan=2> <caption> </caption> <br> <hr> <h1> </h1> "
    "<h3> </h3> <figure> </figure> <figcaption> </figcaption> <img\u00a0src=picture:a> <img\u00a0src=/pictures/3/b> "
    "<blockquote> </blockquote> <pre> </pre> <sup> </sup> <section> </section> <span> </span> <form> <center> <svg> </svg> "
    "<script> </script> <style> <textarea> </textarea> <!-- --> &nbsp; &lt; &amp; &#0; \u3000 甲 乙。 x 1".split(" ")
).map(lambda piece: piece.replace("\u00a0", " ")) | st.sampled_from([" ", "\n", "\t", "<", ">", '"', "\u200b", "\ud800", "\x0b", "\x85"])  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(st.lists(FRAGMENTS, max_size=40).map("".join))
def test_cleaning_twice_changes_nothing(html):
    once = stored_html.clean(html)
    assert stored_html.clean(once) == once
    assert faults(once) == []
    assert "".join(block.html for block in stored_html.blocks(once)) == once.replace("\n", "")
    assert [block.kind for block in stored_html.blocks(once) if block.kind not in ALLOWED] == []


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60))
def test_cleaning_any_text_twice_changes_nothing(words):
    once = stored_html.clean(words)
    assert stored_html.clean(once) == once
    assert faults(once) == []


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "甲",
                "乙",
                "。",
                "<b>",
                "</b>",
                "<p>",
                "</p>",
                "<ul><li>",
                "</ul>",
                "<td>",
                "<table>",
                "<div>",
                "</div>",
            ]
        )
    )
)
def test_no_character_of_the_text_is_lost(pieces):
    html = "".join(pieces)
    kept = stored_html.visible_text(stored_html.clean(html)).replace("\n", "")
    assert kept == "".join(piece for piece in pieces if "<" not in piece)


def test_same_tree_in_a_browser():
    """What a browser builds from the stored markup is what was meant: it moves nothing."""
    html = stored_html.clean(
        "<ul><li><p>甲<p>乙<table><tr><td><ul><li>丙</ul></table></ul><blockquote><h2>丁</h2></blockquote>"
    )
    serialised = html5lib.serialize(
        html5lib.parseFragment(html), omit_optional_tags=False, quote_attr_values="always"
    )
    assert serialised == html


def test_too_large_and_too_deep():
    with pytest.raises(TextError, match="超过 5 MB"):
        stored_html.clean("字" * 2_000_000)
    with pytest.raises(TextError, match="嵌套超过 2000 层"):
        stored_html.clean("<div>" * 3000)


def test_misnested_formats_do_not_multiply():
    """The HTML5 algorithm alone turns this into 100 MB: each paragraph repeats all formats."""
    html = "<p>".join(f"<b id={number}>" for number in range(1500)) + "<p>x" * 1500
    assert len(stored_html.clean(html)) < 2 * len(html)


BODY = '<p>甲<strong>乙</strong><br>丙</p>\n<ul><li>丁</li><li>戊<ul><li>己</li></ul></li></ul>\n<hr>\n<figure><img src="picture:t1" alt="图 &gt; 1"><figcaption>庚</figcaption></figure>'


def test_blocks():
    assert [(block.kind, block.text) for block in stored_html.blocks(BODY)] == [
        ("p", "甲乙\n丙"),
        ("ul", "丁\n戊\n己"),
        ("hr", ""),
        ("figure", "庚"),
    ]
    assert "\n".join(block.html for block in stored_html.blocks(BODY)) == BODY
    assert stored_html.blocks("") == ()


def test_plain():
    assert stored_html.visible_text(BODY) == "甲乙\n丙\n丁\n戊\n己\n庚"
    assert stored_html.visible_text("<p>a &lt; b &amp; c</p>") == "a < b & c"
    table = "<table><tbody><tr><td>一</td><td>二</td></tr></tbody></table>"
    assert stored_html.visible_text(table) == "一\n二"


def test_paragraph_escapes():
    assert stored_html.paragraph("a<b>&") == "<p>a&lt;b&gt;&amp;</p>"
    assert stored_html.paragraph("题", "h2") == "<h2>题</h2>"


def test_map_text_sees_a_block_as_a_whole():
    seen = []

    def change(text):
        seen.append(text)
        return text.replace(",", "，")

    html = '<p>甲,<strong>乙,</strong>丙<br>,丁</p>\n<ul><li>a &lt; b,</li></ul>\n<p><a href="/x,y" rel="noopener">,</a></p>'
    changed = stored_html.map_text(html, change)
    assert seen == ["甲,乙,丙\n,丁", "a < b,", ","]
    assert (
        changed
        == '<p>甲，<strong>乙，</strong>丙<br>，丁</p>\n<ul><li>a &lt; b，</li></ul>\n<p><a href="/x,y" rel="noopener">，</a></p>'
    )


def test_map_text_refuses_another_length():
    with pytest.raises(ValueError, match="length"):
        stored_html.map_text("<p>甲乙</p>", lambda text: text[:1])


def test_map_text_cannot_make_markup():
    assert stored_html.map_text("<p>abc</p>", lambda text: "<b>") == "<p>&lt;b&gt;</p>"


@settings(max_examples=200, deadline=None)
@given(st.lists(FRAGMENTS, max_size=30).map("".join))
def test_map_text_without_a_change_changes_nothing(html):
    once = stored_html.clean(html)
    assert stored_html.map_text(once, lambda text: text) == once


def test_pictures():
    html = '<figure><img src="picture:t1" alt=""></figure><p>字<img src="picture:t2" alt="x">字<img src="/pictures/12/a.webp" alt=""></p><figure><img src="picture:t1" alt=""></figure>'
    assert stored_html.picture_tokens(html) == ["t1", "t2"]
    assert stored_html.picture_addresses(html) == ["/pictures/12/a.webp"]
    stored = stored_html.replace_pictures(html, {"t1": "/pictures/5/b.webp"})
    assert stored == html.replace("picture:t1", "/pictures/5/b.webp")
    assert stored_html.picture_tokens(stored) == ["t2"]
    assert stored_html.picture_addresses(stored) == ["/pictures/5/b.webp", "/pictures/12/a.webp"]


def test_text_that_looks_like_a_picture_is_none():
    html = stored_html.clean('&lt;img src="picture:t1"&gt;')
    assert stored_html.picture_tokens(html) == []
    assert stored_html.replace_pictures(html, {"t1": "/pictures/1/a"}) == html
    assert unescape(stored_html.visible_text(html)) == '<img src="picture:t1">'


def test_alt_that_looks_like_an_address_is_none():
    html = stored_html.clean('<img alt=\' src="picture:t9"\' src="picture:t1">')
    assert stored_html.picture_tokens(html) == ["t1"]


def test_tables_nested_without_cells_are_cut_where_those_with_cells_are():
    once = stored_html.clean("<table>" * 6 + "字")
    assert stored_html.clean(once) == once
    assert once.count("<table>") == 3
