"""Names in a text that lead to their pages: once, the longest, and nowhere but in running text."""

import re
from time import perf_counter

import pytest
from lxml import html

from series.text.language.han import han
from series.text.markup.autolinks import MOST, LinkedPage
from series.text.markup.page_parts import cut_sections, letter_html

OFFICE = LinkedPage(("常州市工商联", "市工商联"), "/organizations/1/")
COMMITTEE = LinkedPage(("市工商联金融服务专委会",), "/organizations/2/")
FORUM = LinkedPage(("常商论坛",), "/series/3/")
LATIN = LinkedPage(("AIoT",), "/tags/aiot/")
PAGES = (OFFICE, COMMITTEE, FORUM, LATIN)


def written(body, pages=PAGES):
    """The body as its page has it, in one piece."""
    page = cut_sections(body, keywords=pages)
    sections = "".join(f"<h2>{part.title}</h2>{part.html}" for part in page.sections)
    return f"{page.lead}{sections}{page.closing}{page.notes}"


def links(text):
    """[(words, address)] of the links that were laid on."""
    root = html.fragment_fromstring(text, create_parent="div")
    return [
        (a.text_content(), a.get("href")) for a in root.iter("a") if a.get("class") == "keyword"
    ]


def test_the_first_place_of_a_name_leads_to_its_page_and_no_other_place():
    text = written(
        "<p>市工商联走访。常州市工商联座谈，市工商联总结。</p><h2>二</h2><p>市工商联。</p>"
    )
    assert links(text) == [("市工商联", "/organizations/1/")]
    assert '<a href="/organizations/1/" class="keyword">市工商联</a>走访' in text


def test_the_longest_name_wins():
    text = written("<p>市工商联金融服务专委会成立，市工商联祝贺。</p>")
    assert links(text) == [
        ("市工商联金融服务专委会", "/organizations/2/"),
        ("市工商联", "/organizations/1/"),
    ]


def test_a_name_without_a_page_covers_the_names_in_it():
    known = LinkedPage(("市工商联金融服务专委会",))
    body = "<p>市工商联金融服务专委会成立。</p>"
    assert links(written(body, (OFFICE, known))) == []
    assert links(written(body, (OFFICE,))) == [("市工商联", "/organizations/1/")]


@pytest.mark.parametrize(
    "plain",
    [
        '<p><a href="https://example.org/">市工商联</a></p>',
        "<p>座谈。</p><h2>市工商联座谈</h2>",
        "<h3>市工商联座谈</h3>",
        '<figure><img src="/media/1.png" alt="市工商联"><figcaption>市工商联座谈</figcaption></figure>',
        "<table><caption>市工商联</caption><tbody><tr><th>市工商联</th></tr></tbody></table>",
        "<blockquote><p>市工商联说。</p></blockquote>",
        "<p>座谈。<small>市工商联记录。</small></p>",
        "<p>10<sup>市工商联</sup></p>",
    ],
)
def test_links_headings_captions_quotations_and_notes_stay_plain(plain):
    assert links(written(plain)) == []
    assert links(written(f"{plain}<p>市工商联总结。</p>")) == [("市工商联", "/organizations/1/")]


def test_control_running_text_of_any_shape_is_linked():
    for shape in ("<p><strong>{}</strong></p>", "<ul><li>{}</li></ul>", "<p>图<br>{}</p>"):
        assert links(written(shape.format("市工商联"))) == [("市工商联", "/organizations/1/")]
    assert links(written("<table><tbody><tr><td>市工商联</td></tr></tbody></table>"))


def test_what_an_editor_linked_by_hand_is_not_linked_again():
    body = '<p>市工商联座谈，见<a href="/organizations/1/">本会</a>，常商论坛。</p>'
    assert links(written(body)) == [("常商论坛", "/series/3/")]


def test_a_latin_name_is_no_piece_of_a_longer_word():
    assert links(written("<p>XAIoT与AIoTs，AIoT平台。</p>")) == [("AIoT", "/tags/aiot/")]
    assert "AIoTs，<a " in written("<p>XAIoT与AIoTs，AIoT平台。</p>")


def test_a_text_gets_eight_links_and_no_more():
    pages = [
        LinkedPage((f"第{number}商会",), f"/organizations/{number}/") for number in range(10, 30)
    ]
    body = "".join(f"<p>第{number}商会到会。</p>" for number in range(10, 30))
    assert [words for words, _ in links(written(body, pages))] == [
        f"第{number}商会" for number in range(10, 10 + MOST)
    ]


def test_a_short_name_and_no_pages_change_nothing():
    body = "<p>光伏企业到会。</p><h2>一</h2><p>光伏。</p>"
    assert (
        written(body, (LinkedPage(("光伏",), "/tags/光伏/"),)) == written(body, ()) == written(body)
    )


def test_a_letter_keeps_its_salutation_and_signatures_plain():
    body = "<p>市工商联：</p><p>市工商联倡议，办好企业。</p><p>市工商联</p>"
    text = letter_html(body, keywords=PAGES)
    assert re.findall("<p[^>]*>", text) == ['<p class="to">', "<p>", '<p class="sign">']
    assert '<p><a href="/organizations/1/" class="keyword">市工商联</a>倡议' in text
    assert links(text) == [("市工商联", "/organizations/1/")]


BODY = (
    "<p>5月6日，市工商联、AIoT<strong>市工商联金融服务专委会</strong>和常商论坛，12.5亿元。</p>"
    "<h2>市工商联怎么做</h2><ul><li>常商论坛&lt;b&gt;</li></ul><hr><p>市工商联</p>"
)


def test_not_one_character_is_changed():
    bare, linked = written(BODY, ()), written(BODY)
    assert len(links(linked)) == 4
    assert re.sub(r'<a href="[^"]*" class="keyword">|</a>', "", linked) == bare
    assert han(html.fromstring(f"<div>{linked}</div>").text_content()) == han(
        html.fromstring(f"<div>{BODY}</div>").text_content()
    )


def test_an_address_is_written_safely():
    text = written("<p>市工商联</p>", (LinkedPage(("市工商联",), '/tags/"><script>/'),))
    assert "<script>" not in text
    text = written("<p>市工商联</p>", (LinkedPage(("市工商联",), "javascript:alert(1)"),))
    assert "javascript" not in text


def test_a_long_text_with_many_names_takes_milliseconds():
    pages = [LinkedPage((f"常州市第{number}行业商会",), f"/o/{number}/") for number in range(300)]
    body = "<p>常州市行业商会与常州企业家走进园区，交流做法，听取意见。</p>" * 1000
    written(body[:100], pages)
    began = perf_counter()
    written(body, ())
    bare = perf_counter() - began
    written(body, pages)
    assert perf_counter() - began - bare < bare + 0.5
