"""The desk of a large office: queries and processor time of its pages at 100,000 entries, one in
twenty a draft, and of a save of 20,000 characters (SQLite).

    python -m tests.benchmarks.offices [100000]

A loop of additions before and after tells how fast the machine is: 1.0 s at rest.
"""

import sys

from tests.benchmarks.desk import measure, put_in_hand
from tests.benchmarks.importing import loop_seconds
from tests.benchmarks.site import fresh_site, milliseconds, table

SIZE = 100_000
DRAFTS = 20  # one in so many
SAVES = 5


def paths(long):
    """{name: (path, who opens it)}."""
    from django.urls import reverse

    from series.models import Column, Entry, ReviewTask
    from tests.helpers import people

    chief, editor = people.chief(), people.editor()
    entries, articles = (
        reverse(f"admin:series_{name}_changelist") for name in ("entry", "article")
    )
    open_tasks = ReviewTask.objects.open().values("entry")
    in_review = Entry.objects.filter(pk__in=open_tasks).order_by("pk")[0]
    change = {
        name: reverse("admin:series_article_change", args=[row.pk])
        for name, row in (
            ("公开的", Entry.objects.published().newest_first()[100]),
            ("草稿", Entry.objects.filter(visibility="draft").order_by("-pk")[50]),
            ("两万字", long),
        )
    }
    lists = {
        "全部稿件": "",
        "　第 150 页": "?p=150",
        "　草稿": "?stage=draft",
        "　待初审": "?stage=first",
        "　已发布": "?stage=public",
        "　我经办": "?holder=me",
        "　我写的": "?mine=1",
        "　一个专栏": f"?column__id__exact={Column.objects.first().pk}",
        "　一年": "?year=2026",
        "　检索常见词": "?q=技术改造",
        "　检索草稿里的常见词": "?q=数字转型",
        "　同上，只看草稿": "?q=数字转型&stage=draft",
        "　检索少见词": "?q=第77篇",
        "　检索没有的词": "?q=没有的词",
    }
    return {
        "今日，终审": (reverse("admin:index"), chief),
        "今日，编辑": (reverse("admin:index"), editor),
        "文章列表": (articles, chief),
        **{name: (entries + query, chief) for name, query in lists.items()},
        **{f"稿件页，{name}": (path, editor) for name, path in change.items()},
        "审核页": (reverse("admin:series_article_change", args=[in_review.pk]), people.first()),
        "新稿页": (reverse("admin:series_article_add"), editor),
    }


def save_milliseconds(long):
    """The least milliseconds of a save of the long text, what follows its commit included."""
    from tests.benchmarks.entries import SENTENCE
    from tests.helpers import making

    bodies = iter(
        "".join(f"<p>第{n}段，第{turn}次。{SENTENCE * 4}</p>" for n in range(125))
        for turn in range(SAVES)
    )
    return milliseconds(lambda: making.change(long, body=next(bodies)), times=SAVES)


def main(size):
    fresh_site()
    from tests.benchmarks.multiplied import fill

    print(f"20,000,000 additions: {loop_seconds():.2f} s", flush=True)
    fill(size - size // DRAFTS, size // DRAFTS)
    long = put_in_hand()
    rows = []
    for name, (path, person) in paths(long).items():
        queries, taken = measure(path, person)
        rows.append([name, queries, f"{taken:.0f}"])
    rows.append(["保存两万字", "", f"{save_milliseconds(long):.0f}"])
    print(f"20,000,000 additions: {loop_seconds():.2f} s\n", flush=True)
    table(["页面", "查询", "毫秒"], rows)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SIZE)
