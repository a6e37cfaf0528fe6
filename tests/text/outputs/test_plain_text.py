"""Plain text: the words of the body in their order, and no markup."""

from hypothesis import example, given

from series.text.language.han import han
from series.text.markup import stored_html
from series.text.outputs import document, reader
from series.text.outputs.gbt9704 import LetterFields
from series.text.outputs.plain_text import plain_text
from tests.helpers.samples.odd_bodies import BODIES, PICTURE, told


def written(body, **given):
    matter = LetterFields(**{"headline": "题", **given})
    return plain_text(matter, reader.read_body(body), root="https://a.cn")


@example(stored_html.clean(f"<table><td><small>{PICTURE}</small></td></table>"))
@given(BODIES)
def test_it_holds_the_words_of_the_body_in_order(body):
    text, notes = told(body, before="图")
    links = reader.read_body(body).links
    addresses = han("".join(document.printed_address(link, root="") for link in links))
    said = ("注" if notes else "") + "".join(notes) + ("链接" + addresses if links else "")
    whole = written(body)
    assert han(whole) == "题" + text + said
    assert not document.UNWRITABLE.search(whole)
    assert "\r" not in whole
    assert whole.endswith("\n")


def test_the_whole_order():
    body = (
        '<p>见<a href="/articles/3/">前文</a><small>出处</small>。<br>第二行</p><h2>一、小标题</h2>'
        "<ul><li>甲<ul><li>丙</li></ul></li><li>乙</li></ul><ol><li>一</li></ol>"
        "<blockquote><p>引*</p></blockquote>"
        "<table><caption>表一</caption><tr><th>年</th><th>数</th></tr>"
        '<tr><td colspan="2">2023</td></tr></table>'
        f"<figure>{PICTURE}<figcaption>现场</figcaption></figure><hr><p>结束。</p>"
    )
    assert written(body, headline="标题", subtitle="副题", author="张三", day="2026年11月27日") == (
        "标题\n\n——副题\n\n作者：张三　日期：2026年11月27日\n\n见前文[1]①。\n第二行\n\n一、小标题\n\n"
        "• 甲\n  • 丙\n• 乙\n\n1. 一\n\n　　引*\n\n表一\n年\t数\n2023\t\n\n［图：会场］\n现场\n\n————\n\n"
        "结束。\n\n注：① 出处\n\n链接：[1] https://a.cn/articles/3/\n"
    )


def test_an_empty_text_is_an_empty_line():
    assert written("", headline="") == "\n"
