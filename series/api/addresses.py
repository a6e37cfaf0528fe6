"""At which addresses of the interface an entry may be shown."""

from urllib.parse import quote

from django.urls import reverse

from series.views.entry_addresses import GONE, IF_NONE_MATCH, PublicAddress


def lists_of_entries(withdrawn):
    """Yield the entry's positions in the lists of all, its column, series and tags."""
    entry, path = withdrawn.entry, reverse("series:api_entries")
    yield PublicAddress("接口：稿件列表原位", f"{path}?{withdrawn.here}")
    query = f"column={entry.column_id}&{withdrawn.here}"
    yield PublicAddress("接口：按 column 列表原位", f"{path}?{query}")
    if entry.series:
        query = f"series={entry.series_id}&{withdrawn.here}"
        wants = withdrawn.wants(entry.series)
        yield PublicAddress("接口：按 series 列表原位", f"{path}?{query}", wants)
    for tag in withdrawn.tags:
        query = f"tag={quote(tag.slug)}&{withdrawn.here}"
        yield PublicAddress(f"接口：话题“{tag}”原位", f"{path}?{query}", withdrawn.wants(tag))


def whole_entry(withdrawn):
    path = reverse("series:api_entry", args=[withdrawn.entry.pk])
    yield from PublicAddress("接口：全文", path, GONE).and_remembered(IF_NONE_MATCH)
