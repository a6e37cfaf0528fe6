"""打印版 and Word of what is public: the text of its own page in the layout of an official paper."""

from django.shortcuts import render
from django.urls import path, reverse

from series.context import root_of
from series.models import ENTRY_KINDS, Entry
from series.outputs import outputs_of, word_response

from .entry_addresses import GONE, IF_NONE_MATCH, PublicAddress, shows_entries
from .public import public_page, published_or_gone

WANTED = ("column", "series", "live", "newest")


def addresses():
    """Two addresses for each kind: /initiatives/7/print/ and /initiatives/7.docx."""
    for kind, about in ENTRY_KINDS.items():
        given = {"kind": kind}
        yield path(f"{about.folder}/<int:pk>/print/", print_page, given, name=f"{kind}_print")
        yield path(f"{about.folder}/<int:pk>.docx", word, given, name=f"{kind}_docx")


def print_addresses(withdrawn, kind):
    return _own(withdrawn, kind, "print", "打印版")


@shows_entries(print_addresses)
@public_page
def print_page(request, pk, kind):
    entry, gone = _found(request, kind, pk)
    if gone:
        return gone
    made = outputs_of(entry, root=root_of(request))
    context = {"entry": entry, "paper": made.paper, "pictures": made.pictures}
    return render(request, "series/print.html", context)


def word_addresses(withdrawn, kind):
    return _own(withdrawn, kind, "docx", "Word 版")


@shows_entries(word_addresses)
@public_page
def word(request, pk, kind):
    entry, gone = _found(request, kind, pk)
    if gone:
        return gone
    return word_response(outputs_of(entry, root=root_of(request)))


def _own(withdrawn, kind, form, name):
    """The output of an entry of this kind, also as a cache asks for it."""
    if withdrawn.entry.kind != kind:
        return []
    path = reverse(f"series:{kind}_{form}", args=[withdrawn.entry.pk])
    return PublicAddress(name, path, GONE).and_remembered(IF_NONE_MATCH)


def _found(request, kind, pk):
    rows = Entry.objects.select_related(*WANTED).defer("body", "plain_text", "draft_text")
    return published_or_gone(request, rows, kind=kind, pk=pk)
