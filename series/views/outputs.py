"""What readers can take of a public text besides its page.
One address a format and kind."""

from django.urls import path, reverse

from series.context import root_of
from series.models import ENTRY_KINDS, TEXTS, Entry
from series.outputs.made import find_public_outputs, outputs_of
from series.outputs.registry import for_readers

from .entry_addresses import GONE, IF_NONE_MATCH, PublicAddress, shows_entries
from .public import LARGEST_KEY, public_page, published_or_gone, show_entry


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
    root = root_of(request)
    if pk <= LARGEST_KEY and (made := find_public_outputs(kind, pk, root=root)):
        show_entry(pk)
        return output.respond(request, made.row, made)
    rows = Entry.objects.select_related("live").defer(*TEXTS)
    entry, gone = published_or_gone(request, rows, kind=kind, pk=pk)
    return gone or output.respond(request, entry, outputs_of(entry, root=root))
