"""Queries and time of the reports and of their workbooks over 10,000 published entries, each with
the audit lines, signatures and closed tasks of one round of review.

python -m tests.benchmarks.reports [10000]
"""

import sys
from datetime import timedelta

from tests.benchmarks.site import fresh_site, milliseconds, table

STEPS = ("建稿", "送审", "初审通过", "复审通过", "终审通过", "发布")
SLUGS = {
    "history": "站点历史",
    "ageing": "久未更新",
    "workload": "工作量",
    "turnaround": "各级用时",
    "output": "发稿统计",
}
TIMES = 5
THREE_YEARS = "?from=2023-11-25&to=2026-11-24"


def give_history():
    """For every entry what one round of review leaves behind, a month before now at most."""
    from django.utils import timezone

    from series.models import AuditHead, AuditLine, Entry, Review, ReviewTask
    from tests.helpers import people

    cast = (people.editor(), people.editor(), people.first(), people.second(), people.chief())
    cast = (*cast, people.chief())
    lines, reviews, tasks, number = [], [], [], 0
    start, hour = timezone.now() - timedelta(days=29), timedelta(hours=1)
    span = timedelta(days=28) / max(Entry.objects.count(), 1)
    for place, entry in enumerate(Entry.objects.select_related("newest").only("newest__digest")):
        for step, verb in enumerate(STEPS):
            number += 1
            facts = {"entry": entry, "actor": cast[step], "verb": verb, "channel": "desk"}
            at = start + place * span + step * hour
            lines.append(AuditLine(number=number, at=at, digest=entry.newest.digest, **facts))
        for level in (1, 2, 3):
            signed = {"level": level, "decision": "approve", "reviewer": cast[level + 1]}
            digest = entry.newest.digest
            reviews.append(Review(entry=entry, revision=entry.newest, digest=digest, **signed))
        for step in (1, 2, 3, 9):
            closed = {"outcome": "done", "closed_at": start + place * span + 5 * hour}
            tasks.append(ReviewTask(entry=entry, revision=entry.newest, step=step, **closed))
    for model, rows in ((AuditLine, lines), (Review, reviews), (ReviewTask, tasks)):
        model.objects.bulk_create(rows, batch_size=1000)
    ReviewTask.objects.update(opened_at=start)
    AuditHead.objects.update_or_create(pk=1, defaults={"count": number})


def main(size):
    fresh_site()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from tests.benchmarks.entries import grow_to
    from tests.helpers import people

    grow_to(size)
    give_history()
    client, rows = Client(), []
    client.force_login(people.chief())
    for slug, name in SLUGS.items():
        page = reverse(f"admin:report_{slug}") + THREE_YEARS
        book = reverse(f"admin:report_{slug}_xlsx") + THREE_YEARS
        with CaptureQueriesContext(connection) as asked:
            client.get(page)
        queries = len(asked)
        time = milliseconds(lambda url=page: client.get(url), times=TIMES)
        taken = milliseconds(lambda url=book: b"".join(client.get(url)), times=1)
        rows.append((name, queries, f"{time:.0f}", f"{taken:.0f}"))
    table(("报表", "查询", "页面（ms）", "导出 .xlsx（ms）"), rows)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
