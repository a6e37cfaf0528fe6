"""Queries and time of the desk's pages at 1,000 and at 10,000 published entries (or other sizes),
each with six audit lines, three signatures and four closed tasks, beside forty texts in hand.

python -m tests.benchmarks.desk [1000 10000]
"""

import json
import subprocess
import sys

from tests.benchmarks.site import fresh_site, milliseconds, table

SIZES = (1_000, 10_000)
TIMES = 5
IN_HAND = ("draft", "submitted", "signed", "draft")
LONG = 20_000


def put_in_hand():
    """Forty texts before publication, and one with two revisions of 20,000 characters."""
    from tests.benchmarks.entries import SENTENCE
    from tests.helpers import making

    for number in range(40):
        making.article(IN_HAND[number % 4], headline=f"手头的稿件 第{number}篇")
    paragraphs = [f"<p>第{n}段。{SENTENCE * 4}</p>" for n in range(LONG // 160)]
    long = making.article(headline="两万字的长稿", body="".join(paragraphs))
    changed = [text.replace("企业", "公司", n % 3) for n, text in enumerate(paragraphs)]
    making.change(long, body="".join(changed[5:] + changed[:2]))
    return long


def paths(long):
    """{name: (path, who opens it)}."""
    from django.urls import reverse

    from series.models import Column, Entry, Series
    from tests.helpers import people

    chief, admin = people.chief(), people.admin()
    everything = reverse("admin:series_entry_changelist")
    public = Entry.objects.published().newest_first()[100]
    page = reverse("admin:series_article_change", args=[public.pk])
    own = reverse("admin:series_article_change", args=[long.pk])
    filters = {
        "全部稿件": "",
        "全部稿件，第 150 页": "?p=150" if Entry.objects.count() > 7600 else "?p=15",
        "　类型": "?kind__exact=article",
        "　进度：草稿": "?stage=draft",
        "　进度：待初审": "?stage=review_1",
        "　进度：已发布": "?stage=public",
        "　经办人：我": "?holder=me",
        "　我写的": "?mine=1",
        "　专栏": f"?column__id__exact={Column.objects.first().pk}",
        "　系列": f"?series__id__exact={Series.objects.first().pk}",
        "　发布年份": "?year=2026",
        "　检索常见词": "?q=技术改造",
        "　检索少见词": "?q=第77篇",
        "　检索没有的词": "?q=没有的词",
    }
    return {
        "今日": (reverse("admin:index"), chief),
        "文章列表": (reverse("admin:series_article_changelist"), chief),
        **{name: (everything + query, chief) for name, query in filters.items()},
        "稿件页": (page, people.editor()),
        "稿件页，两万字": (own, people.editor()),
        "对照，两万字": (own.replace("change", "compare") + "?a=1&b=2", chief),
        "稿签": (page.replace("change", "slip"), chief),
        "日历": (reverse("admin:series_entry_calendar"), chief),
        "通知": (reverse("admin:desk_notifications"), chief),
        "审计记录": (reverse("admin:series_auditline_changelist"), admin),
        "审计记录，检索": (reverse("admin:series_auditline_changelist") + "?q=发布", admin),
        "栏目": (reverse("admin:series_column_changelist"), chief),
        "话题": (reverse("admin:series_tag_changelist"), chief),
    }


def measure(path, person):
    """(queries, milliseconds) of one page, warm."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.force_login(person)
    answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path}: {answer.status_code}")
    with CaptureQueriesContext(connection) as seen:
        client.get(path)
    return len(seen), milliseconds(lambda: client.get(path), times=TIMES)


def at(size):
    """{name: (queries, milliseconds)} at one size, on a site of its own."""
    fresh_site()
    from tests.benchmarks.entries import grow_to
    from tests.benchmarks.reports import give_history

    grow_to(size)
    give_history()
    pages = paths(put_in_hand())
    return {name: measure(path, person) for name, (path, person) in pages.items()}


def main(sizes):
    alone = [sys.executable, "-m", "tests.benchmarks.desk", "--one"]
    found = [json.loads(subprocess.check_output([*alone, str(size)])) for size in sizes]
    rows = []
    for name in found[0]:
        measured = [one[name] for one in found]
        cells = [f"{queries}、{taken:.0f}" for queries, taken in measured]
        rows.append([name, *cells, f"{measured[-1][1] / measured[0][1]:.2f}"])
    table(["页面", *(f"{size} 篇：查询、毫秒" for size in sizes), "时间之比"], rows)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(at(int(sys.argv[2]))))
    else:
        main([int(size) for size in sys.argv[1:]] or SIZES)
