from django.http import Http404
from django.shortcuts import render

from series.models import TaggedEntry, public_tag_at

from .entry_addresses import at_its_place, shows_entries
from .lists import entry_page
from .public import moved_to, public_page


def tag_addresses(withdrawn):
    for row in withdrawn.tags:
        yield from at_its_place(f"话题“{row}”", row.get_absolute_url(), withdrawn, of=row)


@shows_entries(tag_addresses)
@public_page(keys=())
def tag(request, slug):
    row = public_tag_at(slug)
    if row is None:
        raise Http404("没有这个话题")
    if row.slug != slug:
        return moved_to(row.get_absolute_url(), request)
    items = TaggedEntry.objects.filter(tag=row, published_at__isnull=False)
    page = entry_page(
        request,
        items,
        fields=("published_at", "content_object_id"),
        total=lambda: row.published_count,
        of=f"tag:{row.pk}",
    )
    return render(request, "series/tag.html", {"tag": row, "page": page})
