"""OUTPUTS: one row a format; everything that lists the formats is a loop over it.

The addresses at the desk and for readers, the buttons on both pages, the names in the audit, and
which text a page of the desk shows. 简报 is one sentence on the desk's page, without an address.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponse

from series.models import Kind
from series.text.outputs import reader
from series.text.outputs.markdown import markdown
from series.text.outputs.plain_text import plain_text

from . import responses
from .wechat_bundle import wechat_bundle

OVERVIEW = "outputs"  # the desk's page of all of them, and how the others' names begin there


@dataclass(frozen=True)
class File:
    """A format that is downloaded.

    `write` gives bytes or text; a `copied` one is also shown at the desk with a copy button.
    """

    extension: str
    content_type: str
    write: Callable
    copied: bool = False


@dataclass(frozen=True)
class DeskAddress:
    """The format's page at the desk.
    Its path below …/outputs/, and its name in the audit."""

    path: str
    audit_name: str


@dataclass(frozen=True)
class ReaderAddress:
    """The format's page for readers.

    `path` follows the folder of the kind; `link` is the text of its link, `place` its name in the
    certificate of a withdrawal.
    """

    path: str
    link: str
    place: str


@dataclass(frozen=True)
class Output:
    """One format.

    `name` is part of its URL names: article_docx for readers, series_article_outputs_docx at the
    desk. What is not a `file` is drawn by `page`.
    """

    name: str
    label: str
    file: File | None = None
    page: Callable | None = None
    desk: DeskAddress | None = None
    reader: ReaderAddress | None = None
    kinds: tuple[Kind, ...] = ()  # empty: every kind

    @property
    def desk_name(self) -> str:
        return f"{OVERVIEW}_{self.name}"

    def suits(self, kind) -> bool:
        return not self.kinds or kind in self.kinds

    def respond(self, request, entry, made) -> HttpResponse:
        if self.file:
            return responses.download(made, self.file)
        return self.page(request, entry, made)


def _markdown(made):
    sheet = reader.read_body(made.content["body"], links_around=True)
    return markdown(made.matter, sheet, root=made.root)


OUTPUTS = (
    Output(
        "wechat",
        "公众号",
        page=responses.wechat_frame,
        desk=DeskAddress("wechat/", "公众号预览"),
    ),
    Output(
        "wechat_zip",
        "公众号图文包（.zip）",
        file=File("zip", "application/zip", wechat_bundle),
        desk=DeskAddress("wechat-zip/", "公众号图文包"),
    ),
    Output(
        "print",
        "打印版",
        page=responses.print_page,
        reader=ReaderAddress("<int:pk>/print/", "打印版", "打印版"),
    ),
    Output(
        "docx",
        "Word",
        file=File(
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            lambda made: made.word(),
        ),
        desk=DeskAddress("word/", "Word 成品"),
        reader=ReaderAddress("<int:pk>.docx", "下载 Word", "Word 版"),
    ),
    Output(
        "md",
        "Markdown",
        file=File(
            "md",
            "text/markdown; charset=utf-8",
            _markdown,
            copied=True,
        ),
        desk=DeskAddress("markdown/", "Markdown 成品"),
        reader=ReaderAddress("<int:pk>.md", "下载 Markdown", "Markdown 版"),
    ),
    Output(
        "txt",
        "纯文本",
        file=File(
            "txt",
            "text/plain; charset=utf-8",
            lambda made: plain_text(made.matter, made.sheet, root=made.root),
            copied=True,
        ),
        desk=DeskAddress("text/", "纯文本成品"),
        reader=ReaderAddress("<int:pk>.txt", "下载纯文本", "纯文本版"),
    ),
)


def at_desk(kind, *, among=OUTPUTS):
    """Return the outputs that the desk has of this kind."""
    return [output for output in among if output.desk and output.suits(kind)]


def for_readers(kind, *, among=OUTPUTS):
    """Return the outputs that readers have of this kind."""
    return [output for output in among if output.reader and output.suits(kind)]


def audit_names():
    """Return {page: its name in the audit} of the desk's output pages.

    All of them show the public text of a public entry.
    """
    pages = {output.desk_name: output.desk.audit_name for output in OUTPUTS if output.desk}
    return {OVERVIEW: "成品", **pages}
