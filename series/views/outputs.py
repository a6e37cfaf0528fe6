"""What readers can take of a public text besides its page.
One address a format and kind."""

from django.urls import path, reverse

from series.context import root_of
from series.models import ENTRY_KINDS, Entry
from series.outputs.made import outputs_of
from series.outputs.registry import for_readers

from .entry_addresses import GONE, IF_NONE_MATCH, PublicAddress, shows_entries
from .public import public_page, published_or_gone

WANTED = ("column", "series", "live", "newest")


def output_paths():
    """Yield the URL patterns of every kind and format, as /initiatives/7.docx."""
    for kind, about in ENTRY_KINDS.items():
        for output in for_readers(kind):
            route = f"{about.folder}/{output.reader.path}"
            extra = {"kind": kind, "output": output}
            yield path(route, show, extra, name=f"{kind}_{output.name}")


def output_addresses(withdrawn, kind, output):
    """Return the address of the entry's output, also as a cache asks for it."""
    if withdrawn.entry.kind != kind:
        return []
    path = reverse(f"series:{kind}_{output.name}", args=[withdrawn.entry.pk])
    return PublicAddress(output.reader.place, path, GONE).and_remembered(IF_NONE_MATCH)


@shows_entries(output_addresses)
@public_page(keys=())
def show(request, pk, kind, output):
    rows = Entry.objects.select_related(*WANTED).defer("body", "plain_text", "draft_text")
    entry, gone = published_or_gone(request, rows, kind=kind, pk=pk)
    if gone:
        return gone
    return output.respond(request, entry, outputs_of(entry, root=root_of(request)))
