"""The template of 公文版式: small, nobody's, with every style by its name and size."""

import io
import zipfile

import docx
import pytest
from docx.shared import Pt
from lxml import etree

from series.text.outputs import gbt9704_styles
from series.text.outputs.gbt9704_styles import TEMPLATE
from tests.helpers.samples.official_files import LETTER, lines, made

SIZES = {
    "Normal": 16,
    "Title": 22,
    "Subtitle": 16,
    "Heading 1": 16,
    "Heading 2": 16,
    "Heading 3": 16,
    "Salutation": 16,
    "Quote": 16,
    "Signature": 16,
    "Caption": 14,
    "Picture": 16,
    "Cell": 14,
    "Cell Head": 14,
    "Footer": 14,
}
CORE = "docProps/core.xml"
DUBLIN = "{http://purl.org/dc/elements/1.1/}"


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def altered(data, name, change):
    """The file with `change` of one part's bytes, as another program would save it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in parts(data).items():
            archive.writestr(path, change(content) if path == name else content)
    return stream.getvalue()


@pytest.fixture
def template(tmp_path, monkeypatch):
    """Puts a template with other bytes in the place of ours."""

    def use(name, old, new):
        data = TEMPLATE.read_bytes()
        assert old.encode() in parts(data)[name]
        path = tmp_path / "other.docx"
        path.write_bytes(altered(data, name, lambda text: text.replace(old.encode(), new.encode())))
        monkeypatch.setattr(gbt9704_styles, "TEMPLATE", path)

    return use


def test_it_holds_the_styles_of_the_standard_and_no_others():
    styles = [style for style in docx.Document(str(TEMPLATE)).styles if style.type == 1]
    assert {style.name: style.font.size for style in styles} == {
        name: Pt(size) for name, size in SIZES.items()
    }


def test_it_is_small_and_says_nothing_of_who_made_it():
    data = TEMPLATE.read_bytes()
    assert len(data) < 12_000
    told = {element.tag: element.text for element in etree.fromstring(parts(data)[CORE])}
    assert told.pop(f"{DUBLIN}title") == "公文版式模板"
    assert {tag.partition("}")[2] for tag in told} <= {"revision", "language"}
    names = [name for name in parts(data) if "custom" in name or "thumbnail" in name]
    assert names == []
    assert not any(b"rsid" in content for content in parts(data).values())


def test_what_the_writer_asks_of_it():
    found = gbt9704_styles.read_measures(gbt9704_styles.open_template())
    assert (round(found.width.mm), found.pitch.twips, found.size.pt) == (156, 579, 16)
    assert found.label == "黑体"


def test_every_file_begins_without_the_words_of_the_template(template):
    body = "<w:body>"
    template("word/document.xml", body, f"{body}<w:p><w:r><w:t>样例</w:t></w:r></w:p>")
    assert "样例" not in "".join(lines(made(LETTER)))
    assert lines(made(LETTER))[0] == "关于诚信经营的倡议书"


def test_another_font_in_the_template_is_the_font_of_the_file_and_of_its_labels(template):
    template("word/styles.xml", 'w:eastAsia="黑体"', 'w:eastAsia="方正黑体_GBK"')
    data = made(LETTER, facts=(("时间", "2026年12月4日"),))
    heading = docx.Document(io.BytesIO(data)).styles["Heading 1"]
    assert 'w:eastAsia="方正黑体_GBK"' in heading.element.xml
    assert 'w:eastAsia="方正黑体_GBK"'.encode() in parts(data)["word/document.xml"]
    assert "黑体" not in parts(data)["word/document.xml"].decode().replace("方正黑体_GBK", "")


def test_the_same_text_gives_the_same_parts():
    assert parts(made(LETTER)) == parts(made(LETTER))
