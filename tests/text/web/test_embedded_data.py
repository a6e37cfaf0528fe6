"""A saved page is measured by its words, and not by the pictures inside it."""

import base64

import pytest

from series.actions.imports.readings import read_source, reading_of
from series.text.markup.blocks import TextError
from series.text.web.embedded_data import without_embedded_data
from tests.helpers.samples.docx_builder import png

FIRST = "三月十日，天宁区商会的三十多位会员走进横山桥镇的两家工厂，听车间主任讲难处。"
LAST = "商会把问题一一记下，答应两周内给每家企业回话。"
LARGE = png() + bytes(5 * 1024 * 1024)


def page(image, *, style="", words=""):
    address = "data:image/png;base64," + base64.b64encode(image).decode()
    return (
        f"<html><head><style>{style}</style></head><body><h1>会员走进工厂</h1><div>2026-03-12</div><div>"
        f"<p>{FIRST}</p><p><img alt='车间' src='{address}'></p><p>{LAST}{words}</p></div></body></html>"
    ).encode()


def test_a_page_with_large_pictures_is_read_with_them():
    font = "@font-face{src:url(data:font/woff2;base64," + "A" * 100_000 + ")}"
    data = page(LARGE, style=font)
    source, witness = read_source(".html", data)
    reading = reading_of(source, file="a.html", witness=witness)
    assert [image.data for image in source.images] == [LARGE]
    assert [block.kind for block in source.blocks] == ["p", "figure", "p"]
    assert reading.receipt.han_equal
    assert "embedded-data" not in reading.body


def test_fonts_are_left_out_and_small_pictures_stay_where_they_are():
    small = page(png())
    assert without_embedded_data(small) == (small, {})
    light, pictures = without_embedded_data(b"url(data:font/woff2;base64," + b"A" * 2000 + b")")
    assert (light, pictures) == (b"url(embedded-data:1)", {})


def test_control_too_many_words_are_refused():
    with pytest.raises(TextError, match="5 MB"):
        read_source(".html", page(png(), words="长" * 2_000_000))
