"""OUTPUTS: one entry a format. Whatever lists the formats is a loop over it.

Desk and reader addresses, the buttons on both pages, the names in the audit, and which text a
look at the desk was of. 简报 is one sentence on the desk's page, with no address of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponse

from series.models import Kind
from series.text.outputs import reader
from series.text.outputs.markdown import markdown
from series.text.outputs.plain_text import plain_text

from . import responses

OVERVIEW = "outputs"  # the desk's page of all of them, and how the others' names begin there


@dataclass(frozen=True)
class File:
    """A format that is downloaded. `write` gives bytes or text; a `copied` one is also shown at
    the desk with a copy button."""

    extension: str
    content_type: str
    write: Callable
    copied: bool = False


@dataclass(frozen=True)
class DeskPage:
    """Where the desk has it: below …/outputs/, and how the audit calls a look at it."""

    path: str
    audit_name: str


@dataclass(frozen=True)
class ReaderPage:
    """Where readers have it: `path` follows the folder of the kind; `link` is what leads there,
    `place` how the certificate of a withdrawal calls it."""

    path: str
    link: str
    place: str


@dataclass(frozen=True)
class Output:
    """One format. `name` stands in the names of its addresses: article_docx for readers,
    series_article_outputs_docx at the desk. What is not a `file` is drawn by `page`."""

    name: str
    label: str
    file: File | None = None
    page: Callable | None = None
    desk: DeskPage | None = None
    reader: ReaderPage | None = None
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
        desk=DeskPage("wechat/", "公众号预览"),
    ),
    Output(
        "print",
        "打印版",
        page=responses.print_page,
        reader=ReaderPage("<int:pk>/print/", "打印版", "打印版"),
    ),
    Output(
        "docx",
        "Word",
        file=File(
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            lambda made: made.word(),
        ),
        desk=DeskPage("word/", "Word 成品"),
        reader=ReaderPage("<int:pk>.docx", "下载 Word", "Word 版"),
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
        desk=DeskPage("markdown/", "Markdown 成品"),
        reader=ReaderPage("<int:pk>.md", "下载 Markdown", "Markdown 版"),
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
        desk=DeskPage("text/", "纯文本成品"),
        reader=ReaderPage("<int:pk>.txt", "下载纯文本", "纯文本版"),
    ),
)


def at_desk(kind, *, among=OUTPUTS):
    """Return the outputs that the desk has of this kind."""
    return [output for output in among if output.desk and output.suits(kind)]


def for_readers(kind, *, among=OUTPUTS):
    """Return the outputs that readers have of this kind."""
    return [output for output in among if output.reader and output.suits(kind)]


def audit_names():
    """Return {page: how the audit calls it} for the desk's pages. All of them show the public
    text of a public entry."""
    pages = {output.desk_name: output.desk.audit_name for output in OUTPUTS if output.desk}
    return {OVERVIEW: "成品", **pages}
