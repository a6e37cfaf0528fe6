"""Pictures of a page come in the smallest file that will do; foreign ones stay as they are."""

import html
import re

import pytest

from series.text.markup import page_parts, stored_html
from series.text.markup.pictures import Photo

SRC = "/pictures/7/0123456789ab.jpg"
BODY = f'<figure><img src="{SRC}" alt="座谈会"><figcaption>座谈会现场</figcaption></figure>'


def test_a_known_picture_has_size_and_sources():
    written = page_parts.cut_sections(BODY, {SRC: Photo(1600, 1000, (480, 960))}).lead
    stem = SRC.removesuffix(".jpg")
    assert written == (
        f'<figure><a class="enlarge" href="{SRC}"><picture>'
        f'<source type="image/avif" srcset="{stem}-480.avif 480w, {stem}-960.avif 960w" '
        'sizes="(min-width: 48rem) 42rem, 92vw">'
        f'<source type="image/webp" srcset="{stem}-480.webp 480w, {stem}-960.webp 960w" '
        'sizes="(min-width: 48rem) 42rem, 92vw">'
        f'<img src="{SRC}" alt="座谈会" loading="lazy" width="1600" height="1000"></picture></a>'
        "<figcaption>座谈会现场</figcaption></figure>"
    )


def test_calls_and_events_have_them_too():
    assert "<picture>" in page_parts.letter_html(BODY, {SRC: Photo(1600, 1000, (480,))})


def test_without_renditions_only_the_size_is_told():
    written = page_parts.cut_sections(BODY, {SRC: Photo(1600, 1000)}).lead
    assert "<picture" not in written
    assert 'width="1600" height="1000"' in written


@pytest.mark.parametrize("known", [{}, {SRC.replace("7/0", "7/1"): Photo(1600, 1000, (480,))}])
def test_a_picture_nobody_knows_is_a_plain_one(known):
    assert page_parts.cut_sections(BODY, known).lead == (
        f'<figure><img src="{SRC}" alt="座谈会" loading="lazy">'
        "<figcaption>座谈会现场</figcaption></figure>"
    )


@pytest.mark.parametrize(
    "src",
    ["/pictures/7/", "/pictures/7", "/pictures/7/a.b.c", "/pictures/7/0123456789AB.jpg", "/x.jpg"],
)
def test_an_address_that_is_none_of_ours_gets_no_sources(src):
    known = {SRC: Photo(1600, 1000, (480,))}
    written = page_parts.cut_sections(f'<p><img src="{src}" alt="图"></p>', known).lead
    assert "<picture" not in written


def test_what_a_body_says_of_sizes_itself_is_not_believed():
    body = f'<p><img src="{SRC}" alt="图" width="9" data-widths="480" srcset="//x.example/a"></p>'
    written = page_parts.cut_sections(body, {}).lead
    assert written == f'<p><img src="{SRC}" alt="图" loading="lazy"></p>'


def test_nothing_else_of_the_text_changes():
    body = stored_html.clean(
        f"<p>引言近3万条。</p>{BODY}<h2>甲</h2><p>乙{BODY}丙</p><hr><p>结语。</p>"
    )

    def words(cut):
        parts = [cut.lead, *(part.html for part in cut.sections), cut.closing]
        return html.unescape(re.sub(r"</?(picture|source|img|a)\b[^>]*>", "", "".join(parts)))

    known = {SRC: Photo(1600, 1000, (480, 960))}
    assert words(page_parts.cut_sections(body, known)) == words(page_parts.cut_sections(body))
    assert page_parts.cut_sections(body, known).lead.count("<picture>") == 1


@pytest.mark.parametrize(
    ("images", "silent"),
    [
        ('<img src="/pictures/1/a.png" alt="座谈会">', []),
        ('<img src="/pictures/1/a.png">', [1]),
        ('<img src="/pictures/1/a.png" alt="">', [1]),
        ('<img src="/pictures/1/a.png" alt="　 &nbsp;">', [1]),
        ('<img src="/pictures/1/a.png" alt="甲"><img alt="" src="/pictures/1/a.png">', [2]),
        ("没有图片，只有 &lt;img src=x&gt;", []),
    ],
)
def test_pictures_without_words_are_counted(images, silent):
    assert stored_html.silent_pictures(stored_html.clean(f"<p>{images}</p>")) == silent
