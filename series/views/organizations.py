from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from chamber.models import Organization
from series.models import Mention
from series.page_keys import LISTS

from .entry_addresses import at_its_place, shows_entries
from .lists import entry_page
from .public import LARGEST_KEY, public_page


def organization_addresses(withdrawn):
    rows = Organization.objects.filter(mentions__entry=withdrawn.entry.pk).order_by("pk")
    for row in rows:
        path = reverse("series:organization", args=[row.pk])
        yield from at_its_place(f"单位“{row}”", path, withdrawn)


@shows_entries(organization_addresses)
@public_page(keys=())
def organization(request, pk):
    """Show what the register says of an organization, and the public entries that name it."""
    if pk > LARGEST_KEY:
        raise Http404("没有这个单位")
    row = get_object_or_404(Organization.objects.select_related("parent"), pk=pk)
    items = Mention.objects.filter(organization=row, published_at__isnull=False)
    fields = ("published_at", "entry_id")
    page = entry_page(request, items, fields=fields, total=items.order_by().count, of=LISTS)
    members = row.members.order_by("kind", "name")
    context = {"organization": row, "page": page, "members": members}
    return render(request, "series/organization.html", context)
