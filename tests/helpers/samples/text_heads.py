"""Texts with lines above and below them, in each way a text comes in."""

from dataclasses import dataclass
from io import BytesIO

from docx import Document

from series.actions.imports.readings import read_source, reading_of
from series.actions.imports.receipt import ImportReceipt
from series.text.markup.stored_html import visible_text

ONE = "区工商联为十九位退休的厂长颁发聘书，请他们到会员企业里看设备、带徒弟、出主意。"
TWO = "顾问团不拿工资，只领车票，哪家企业遇到难题，打一个电话就到。"


@dataclass(frozen=True)
class HeadReading:
    """The receipt of a text, and the lines of its body."""

    receipt: ImportReceipt
    lines: list[str]

    @property
    def first(self) -> str:
        return self.lines[0]

    @property
    def last(self) -> str:
        return self.lines[-1]


def read_head(*above, below=(), ending=".txt", text=(ONE, TWO)) -> HeadReading:
    """Return what is read of a text whose lines stand above and below two paragraphs.

    Nothing may be lost or added."""
    return read_file(_FILES[ending]([*above, *text, *below]), ending=ending)


def read_file(data: bytes, *, ending: str) -> HeadReading:
    """Return what is read of a file. Nothing may be lost or added."""
    source, witness = read_source(ending, data)
    reading = reading_of(source, file=f"a{ending}", witness=witness)
    receipt = reading.receipt
    assert (receipt.han_equal, receipt.left, receipt.extra) == (True, (), ())
    return HeadReading(receipt, visible_text(reading.body).split("\n"))


def _docx(lines):
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


_FILES = {
    ".txt": lambda lines: "\n".join(lines).encode(),
    ".md": lambda lines: "\n\n".join([f"# {lines[0]}", *lines[1:]]).encode(),
    ".docx": _docx,
}
