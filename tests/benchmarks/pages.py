"""Queries and time of the pages a reader opens, at 1,000 and at 10,000 entries, or at other sizes.

python -m tests.benchmarks.pages [1000 100000]
"""

import sys

from tests.benchmarks.site import fresh_site, milliseconds, table

SIZES = (1_000, 10_000)
TIMES = 25


def measure(client, path):
    """(queries, milliseconds) of one page, warm."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path}: {answer.status_code}")
    with CaptureQueriesContext(connection) as seen:
        client.get(path)
    return len(seen), milliseconds(lambda: client.get(path), times=TIMES)


def paths():
    """{name: path} of the pages; the deep ones begin after three quarters of the entries."""
    from django.urls import reverse

    from series.models import Column, Entry, Series, Tag
    from series.views.paging import Cursor

    rows = Entry.objects.published().newest_first()
    deep = rows.values_list("published_at", "pk")[rows.count() * 3 // 4]
    middle = rows[rows.count() // 2]
    before = f"?before={Cursor(*deep)}"
    column, run, tag = (model.objects.first() for model in (Column, Series, Tag))
    lists = {
        "全部文章": reverse("series:articles"),
        "专栏": column.get_absolute_url(),
        "话题": tag.get_absolute_url(),
    }
    pages = {"首页": reverse("series:home"), "文章": middle.get_absolute_url()}
    pages["系列（200 期）"] = run.get_absolute_url()
    for name, path in lists.items():
        pages[f"{name}，第一页"] = path
        pages[f"{name}，深页"] = path + before
    newest = rows[0]
    pages["某月归档"] = reverse("series:month", args=[newest.published_at.year, 1])
    pages["网站地图"] = reverse("series:site_map")
    pages["Atom，全部"] = reverse("series:feed_atom")
    pages["日历，全部"] = reverse("series:calendar")
    pages["sitemap 索引"] = reverse("series:sitemap")
    pages["sitemap 第一块"] = reverse("series:sitemap_entries", args=[0])
    pages["接口，第一页"] = reverse("series:api_entries")
    pages["接口，专栏与类型"] = (
        reverse("series:api_entries") + f"?column={column.pk}&kind=initiative"
    )
    return pages


def main(sizes):
    fresh_site()
    from django.test import Client

    from tests.benchmarks.entries import grow_to

    found = {}
    for size in sizes:
        grow_to(size)
        client = Client()
        for name, path in paths().items():
            found.setdefault(name, []).append(measure(client, path))
    table(
        ["页面", *(f"{size} 篇：查询、毫秒" for size in sizes), "时间之比"],
        [
            [
                name,
                *(f"{queries}、{taken:.1f}" for queries, taken in both),
                f"{both[1][1] / both[0][1]:.2f}",
            ]
            for name, both in found.items()
        ],
    )


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
