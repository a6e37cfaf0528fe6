from django.http import Http404
from django.shortcuts import get_object_or_404, render

from series.models import Tag, TaggedEntry

from .lists import entry_page
from .public import public_page


@public_page
def tag(request, slug):
    if "\x00" in slug:  # PostgreSQL refuses to compare it
        raise Http404("没有这个话题")
    row = get_object_or_404(Tag, slug=slug)
    items = TaggedEntry.objects.filter(tag=row, published_at__isnull=False)
    page = entry_page(request, items, fields=("published_at", "content_object_id"))
    return render(request, "series/tag.html", {"tag": row, "page": page})
