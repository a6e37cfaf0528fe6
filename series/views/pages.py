"""单页：a text at an address with a word, without neighbours and related entries. Decision 122."""

from django.shortcuts import render

from series.finished.names import keywords_of, mentions_of
from series.models import ENTRY_KINDS, Attachment

from .assembling.rows import with_relations
from .entries import page_addresses
from .entry_addresses import shows_entries
from .public import public_page, published_or_gone
from .reading import count_reading


@shows_entries(page_addresses)
@public_page
def entry_page(request, slug, kind):
    about = ENTRY_KINDS[kind]
    rows = with_relations(about.model.objects.all())
    entry, gone = published_or_gone(request, rows, kind=kind, slug=slug)
    return gone or render(request, about.page_template, page_context(request, entry))


def page_context(request, entry):
    """Return the page's context; what belongs to lists and topics is empty."""
    mentions = list(mentions_of(entry))
    files = Attachment.objects.filter(entries=entry.pk).order_by("pk") if entry.has_files else ()
    return {
        "entry": entry,
        "files": files,
        "views": entry.views_written + count_reading(request, entry),
        "keywords": keywords_of(entry, tags=(), mentions=mentions),
    }
