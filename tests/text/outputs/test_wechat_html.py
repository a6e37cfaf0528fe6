"""WeChat-ready HTML: the words of the text and nothing that WeChat drops or filters."""

import re
from html import unescape

import html5lib
import pytest
from hypothesis import given

from series.text.language.han import han
from series.text.markup import stored_html
from series.text.outputs import document, reader, wechat
from series.text.outputs.gbt9704 import LetterFields
from series.text.outputs.wechat_html import LINKS, NOTES
from series.text.typography import shortening
from tests.helpers.samples.odd_bodies import BODIES, PICTURE, told

ALLOWED = {
    *("section", "p", "h2", "h3", "h4", "ul", "ol", "li", "table", "tbody", "tr", "td", "th"),
    *("blockquote", "strong", "em", "sup", "sub", "span", "br", "hr"),
}


def article(body, *, headline="座谈会召开", word="", **given):
    sheet = reader.read_body(stored_html.clean(body))
    about = {key: given.pop(key) for key in ("subtitle", "facts", "programme") if key in given}
    matter = LetterFields(headline, word=word, **about)
    uploads = [wechat.Upload(picture, picture.src) for picture in sheet.pictures]
    known = {"summary": "", "author": "", "root": "https://a.cn", "uploads": uploads}
    return wechat.wechat_article(sheet, matter, **{**known, **given})


def elements(written):
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return [one for one in parser.parseFragment(written).iter() if isinstance(one.tag, str)]


def shown(written):
    return unescape(re.sub(r"<[^>]+>", "", written))


@given(BODIES)
def test_it_holds_the_words_and_nothing_that_wechat_drops(body):
    made = wechat.wechat_article(
        reader.read_body(body),
        LetterFields("题"),
        summary="",
        author="",
        root="https://a.cn",
        uploads=[],
    )
    for one in elements(made.html)[1:]:
        assert one.tag in ALLOWED
        assert set(one.attrib) <= {"style", "colspan", "rowspan"}
        assert not re.search(r"url\(|expression|import|position:", one.get("style", ""))
    text, notes = told(body, before="图")
    said = text + (NOTES + "".join(notes) if notes else "")
    links = reader.read_body(body).links
    domains = han("".join(document.printed_address(link, root="") for link in links))
    assert han(shown(made.html)) == said + (LINKS + domains if links else "")


def test_links_keep_their_words_and_stand_at_the_end():
    made = article(
        '<p>见<a href="https://b.cn/x">通知</a>和<a href="/articles/3/">前文</a>，'
        '问<a href="mailto:a@b.cn">邮箱</a>、<a href="tel:0519-123">电话</a>，'
        '再见<a href="https://b.cn/x">通知</a>。</p>'
    )
    text = shown(made.html)
    assert "见通知[1]和前文[2]，问邮箱[3]、电话[4]，再见通知[1]。" in text
    assert "[1] https://b.cn/x[2] https://a.cn/articles/3/[3] a@b.cn[4] 0519-123" in text
    assert "4 个链接" in " ".join(made.lint)


def test_notes_are_numbered_and_listed():
    made = article("<p>甲<small>出处一</small>乙<small>出处二</small>。</p>")
    text = shown(made.html)
    assert "甲①乙②。" in text
    assert text.endswith("注释①　出处一②　出处二")


def test_a_picture_is_a_numbered_frame_with_its_caption():
    made = article(f"<p>甲。</p><figure>{PICTURE}<figcaption>会议现场</figcaption></figure>")
    assert "【图1】会场" in made.html
    assert "会议现场" in made.html
    assert "<img" not in made.html
    assert "有 1 张图片要先上传到公众号，再替换正文里的方框：图1" in made.lint


@pytest.mark.parametrize(
    ("extension", "size", "said"),
    [
        ("jpg", 1024 * 1024 - 1, ""),
        ("png", 1024 * 1024, "要求小于 1 MB"),
        ("webp", 10, "WEBP 格式"),
        ("", 0, "文件找不到"),
    ],
)
def test_what_is_asked_of_a_picture(extension, size, said):
    picture = document.DocumentPicture("/pictures/7/0123456789ab.jpg", "会场", 2)
    fault = wechat.Upload(picture, "", extension, 9, 9, size).fault
    assert said in fault if said else fault == ""


def test_hostile_words_stay_words():
    made = article(
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>", headline='<img src=x onerror="a">' * 2
    )
    assert {one.tag for one in elements(made.html)[1:]} <= ALLOWED
    assert "&lt;script&gt;" in made.html


def test_a_title_that_fits_is_not_repeated_and_a_long_one_is():
    assert "座谈会召开" not in article("<p>文。</p>").html
    long = "履职尽责展新姿 担当作为赴新程 凝心聚力谋发展 全市工商联系统服务民营经济高质量发展"
    made = article("<p>文。</p>", headline=long, subtitle="工作展示（二）")
    assert made.title == "履职尽责展新姿 担当作为赴新程 凝心聚力谋发展"
    assert long in made.html
    assert "——工作展示（二）" in made.html
    assert made.full_title == f"{long}　——工作展示（二）"


@pytest.mark.parametrize(
    ("headline", "title"),
    [
        ("常" * 32, "常" * 32),
        ("常" * 33, ""),
        ("“" + "甲，" * 20 + "乙”大会，召开", ""),
        ("做新时代优秀企业家，" + "做" * 30, "做新时代优秀企业家"),
        ("", ""),
    ],
)
def test_a_title_is_cut_at_a_seam_or_not_at_all(headline, title):
    assert shortening.short_title(headline, most=32) == title


def test_what_is_too_long_is_said_in_a_sentence():
    lint = " ".join(
        article("<p>" + "字" * 20_000 + "。</p>", headline="题" * 33, author="作" * 17).lint
    )
    for words in (
        "标题 33 字",
        "请自拟一个短标题",
        "作者“作",
        "公众号要求少于 20000 个",
        "请自拟摘要",
    ):
        assert words in lint
    assert article("<p>短文一句。</p>").lint == ()


def test_a_letter_begins_flush_and_is_signed_at_the_right():
    body = "<p>全市企业家：</p><p>我们倡议。</p><p>常州市工商业联合会</p><p>2023年5月18日</p>"
    made = article(body, word="倡议书")
    assert '<p style="margin:0 0 12px">全市企业家：</p>' in made.html
    assert 'text-align:right">2023年5月18日</p>' in made.html


def test_an_event_tells_time_and_place():
    facts = (("时间", "2026年12月4日"), ("地点", "常州大剧院"))
    text = shown(article("", word="通知", facts=facts, programme=("09:30　致辞",)).html)
    assert text == "时间：2026年12月4日地点：常州大剧院议程：09:30　致辞"
