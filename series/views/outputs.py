"""What readers can take of a public text besides its page: one address a format and kind."""

from django.urls import path

from series.context import root_of
from series.models import Entry, Kind
from series.outputs.made import outputs_of
from series.outputs.registry import for_readers

from .public import public_page, published_or_gone

WANTED = ("column", "series", "live", "newest")
FOLDERS = {Kind.ARTICLE: "articles", Kind.INITIATIVE: "initiatives", Kind.EVENT: "events"}


def addresses():
    """The addresses of each kind, as /initiatives/7/print/ and /initiatives/7.docx."""
    for kind, folder in FOLDERS.items():
        for output in for_readers(kind):
            route, given = f"{folder}/{output.reader.path}", {"kind": kind, "output": output}
            yield path(route, show, given, name=f"{kind}_{output.name}")


@public_page
def show(request, pk, kind, output):
    rows = Entry.objects.select_related(*WANTED).defer("body", "plain_text", "draft_text")
    entry, gone = published_or_gone(request, rows, kind=kind, pk=pk)
    if gone:
        return gone
    return output.respond(request, entry, outputs_of(entry, root=root_of(request)))
