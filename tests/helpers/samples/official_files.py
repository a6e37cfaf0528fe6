"""Word files of ours made in a line, and read without the code that made them."""

import io
import zipfile
from datetime import datetime

import docx
from lxml import etree
from PIL import Image

from series.text.markup import stored_html
from series.text.outputs import gbt9704, reader
from series.text.outputs.gbt9704 import LetterFields
from series.text.outputs.gbt9704_docx import word_file

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MM = 1440 / 25.4  # twips
LETTER = (
    "<p>全市企业家：</p><p>我们倡议，办好企业。</p><h2>一、坚定信心</h2><h3>（一）学习</h3><h4>1. 读书</h4>"
    "<p>正文。</p><p>常州市工商业联合会</p><p>2026年01月05日</p>"
)


def jpeg(width=800, height=600):
    stream = io.BytesIO()
    Image.new("RGB", (width, height), "#ad2d1c").save(stream, "JPEG")
    return stream.getvalue()


def made(body, *, file_of=lambda address: None, headline="关于诚信经营的倡议书", **given):
    matter = LetterFields(headline, **{"word": "倡议书", **given})
    paper = gbt9704.official_letter(
        matter, reader.read_body(stored_html.clean(body)), root="https://a.cn"
    )
    at = datetime(2026, 1, 5, 9, 30)
    return word_file(paper, file_of=file_of, title=headline, author="市工商联", at=at)


def part(data, name="document"):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(f"word/{name}.xml"))


def lines(data):
    """The text of each paragraph, straight from the XML."""
    found = []
    for paragraph in part(data).iter(f"{W}p"):
        pieces = (node.text or "" for node in paragraph.iter(f"{W}t"))
        found.append("".join(pieces))
    return found


def by_library(data):
    """The text in reading order as python-docx finds it, tables included."""
    document = docx.Document(io.BytesIO(data))
    found = []

    def take(place):
        for block in place.iter_inner_content():
            if isinstance(block, docx.text.paragraph.Paragraph):
                found.append(block.text)
                continue
            for row in block._tbl.tr_lst:
                for cell in row.tc_lst:
                    take(docx.table._Cell(cell, block))

    take(document)
    return "\n".join(found)


def attributes(element, *names):
    return [element.get(f"{W}{name}") for name in names]
