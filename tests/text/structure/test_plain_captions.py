"""A plain short line below a picture in Word: a caption where no such line stands elsewhere."""

from base64 import b64decode
from io import BytesIO

import docx
import pytest

from series.text.documents.docx import read_manuscript

PIXEL = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
PICTURE = "picture"
FIRST = "上周五，十二位面料商在钟楼区的一间样品室里看了新季的色卡，并当场约定了打样的日子。"
LAST = "样品室由三家工厂合办，平日向所有会员开放，来访的人只要提前一天登记就可以进门看样。"


def _blocks(*lines):
    document = docx.Document()
    for line in lines:
        if line == PICTURE:
            document.add_picture(BytesIO(PIXEL))
        else:
            document.add_paragraph(line)
    document.save(stream := BytesIO())
    return [(block.kind, block.text) for block in read_manuscript(stream.getvalue()).blocks]


@pytest.mark.parametrize("heads", [(), ("一、看色卡", "二、约打样")])
def test_it_is_the_caption(heads):
    first, second = heads or ("", "")
    blocks = _blocks("样品室开门", first, FIRST, PICTURE, "色卡墙", LAST, second, FIRST)
    assert ("figure", "色卡墙") in blocks


@pytest.mark.parametrize(
    "lines",
    [
        (FIRST, PICTURE, "约定打样", LAST, "开放登记", FIRST),  # others like it are headings
        (FIRST, PICTURE, "约定了打样的日子。", LAST),  # a sentence
        (FIRST, PICTURE, "二、约打样", LAST),  # a label of its own
        (FIRST, "约打样", LAST, PICTURE),  # no picture above it
    ],
)
def test_control_other_lines_are_no_captions(lines):
    assert [text for kind, text in _blocks("样品室开门", *lines) if kind == "figure"] == [""]
