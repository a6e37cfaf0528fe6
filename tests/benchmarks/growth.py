"""What must not cost more because there is more of it: the register of organizations, the texts
that may use a picture, the revisions of an entry, the entries whose views wait to be written.

    python -m tests.benchmarks.growth [1 10]

At scale 1: 3,000 organizations, 330 entries, 6 revisions an entry, 2,000 waiting entries.
"""

import json
import subprocess
import sys

from tests.benchmarks.site import fresh_site, milliseconds, table

SCALES = (1, 10)
ORGANIZATIONS, ENTRIES, REVISIONS, WAITING = 3_000, 330, 6, 2_000
CHOSEN = 20  # entries of a bulk step
CHARACTERS = 4_800
TIMES = 5
SIGNS = (
    "万达华盛恒新材料电子科技机械精密金鑫源通宏远博创智能光伏储能力方正大江南北东西龙凤天宁武进钟楼"
)


def register(total):
    """As many organizations with names that begin alike; a text of 4,800 characters that names
    forty of them."""
    from random import Random

    from chamber.models import Organization

    chance, names = Random(1), set()
    while len(names) < total:
        core = "".join(chance.choices(SIGNS, k=chance.randint(4, 7)))
        names.add(f"常州{chance.choice(['市', '市武进区', ''])}{core}有限公司")
    names = sorted(names)
    rows = [Organization(name=name, short_name=name[-8:], intro="简介。" * 30) for name in names]
    Organization.objects.bulk_create(rows, batch_size=500)
    named = chance.sample(names, 40)
    return "".join(
        "".join(chance.choices(SIGNS, k=CHARACTERS // 40 - len(name))) + name for name in named
    )


def names(scale):
    """Milliseconds of one look-up: by a process that knows the names, by one that does not."""
    from series.actions.relations import organizations

    text = register(ORGANIZATIONS * scale)

    def cold():
        organizations._indexes.clear()
        organizations.keys_named_in(text)

    return {
        "names in a text, warm": milliseconds(lambda: organizations.keys_named_in(text), times=20),
        "names in a text, cold": milliseconds(cold, times=TIMES),
    }


def pictures(scale):
    """Milliseconds for a person who works in one column of two: a picture that a draft uses, and
    the dialog that offers pictures."""
    from django.test import Client
    from django.urls import reverse

    from series.actions.media.pictures import store_picture
    from series.models import Column, Entry
    from series.roles import EDITOR
    from tests.benchmarks.entries import grow_to
    from tests.helpers import making, people
    from tests.helpers.samples.photographs import drawn, saved

    grow_to(ENTRIES * scale)
    other = Column.objects.create(name="另一个专栏")
    Entry.objects.filter(pk__in=list(Entry.objects.values_list("pk", flat=True)[::2])).update(
        column=other
    )
    picture = store_picture(saved(drawn(), "PNG"), alt="图")
    address = picture.get_absolute_url()
    shown = f'<p>图</p><figure><img src="{address}" alt="图"></figure>'
    making.article(column=other, body=shown)
    client = Client()
    client.force_login(people.of_column(EDITOR, other))

    def get(path):
        answer = client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)

    dialog = reverse("admin:series_picture_pick")
    return {
        "picture of a draft, one request": milliseconds(lambda: get(address), times=TIMES),
        "picture dialog": milliseconds(lambda: get(dialog), times=TIMES),
    }


def bulk(scale):
    """Milliseconds of the page that asks before twenty entries get a topic, and the bytes that it
    takes at most."""
    import tracemalloc

    from django.test import Client
    from django.urls import reverse

    from series.models import Revision
    from tests.benchmarks.entries import SENTENCE
    from tests.helpers import making, people

    rows = [making.article(body=f"<p>{SENTENCE * 230}</p>") for _ in range(CHOSEN)]
    for row in rows:
        first = making.newest(row)
        given = {"entry_id": row.pk, "digest": first.digest, "content": first.content}
        earlier = range(2, REVISIONS * scale + 1)
        Revision.objects.bulk_create(Revision(number=number, **given) for number in earlier)
    client = Client()
    client.force_login(people.editor())
    data = {"do": "tag", "_selected_action": [row.pk for row in rows]}
    address = reverse("admin:series_article_bulk")

    def ask():
        assert client.post(address, data).status_code == 200

    taken = milliseconds(ask, times=TIMES)
    tracemalloc.start()
    ask()
    return {
        "bulk step asks, ms": taken,
        "bulk step asks, MB": tracemalloc.get_traced_memory()[1] / 1e6,
    }


def views(scale):
    """Microseconds of one page view while others wait to be written."""
    from series.actions.counters.views import count_view

    for key in range(WAITING * scale):
        count_view(key)

    def hundred():
        for _ in range(100):
            count_view(7)

    return {"a page view, µs": milliseconds(hundred, times=TIMES) * 10}


PARTS = {"names": names, "pictures": pictures, "bulk": bulk, "views": views}


def main(scales):
    rows = []
    for part in PARTS:
        alone = [sys.executable, "-m", "tests.benchmarks.growth", "--one", part]
        found = [json.loads(subprocess.check_output([*alone, str(scale)])) for scale in scales]
        for name in found[0]:
            measured = [one[name] for one in found]
            cells = [f"{taken:.2f}" for taken in measured]
            rows.append([name, *cells, f"{measured[-1] / measured[0]:.2f}"])
    table(["毫秒，除另有说明", *(f"规模 {scale}" for scale in scales), "之比"], rows)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        fresh_site()
        print(json.dumps(PARTS[sys.argv[2]](int(sys.argv[3]))))
    else:
        main([int(scale) for scale in sys.argv[1:]] or SCALES)
