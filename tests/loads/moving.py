"""The demonstration site, moved: every public page afterwards equal to the one before, byte by byte.

    python -m tests.loads.moving
    python -m tests.helpers.postgres python -m tests.loads.moving

The first backs a site on SQLite up and restores it into an empty place; the second does so on
PostgreSQL, and also takes a site from SQLite to PostgreSQL by `export_site` and `import_site`. The
clock stands still for each crawl, so that files that carry the time of their making are compared
too. The control changes one character of one entry afterwards: its pages must differ.
"""

import json
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.loads.places import demo_site, environment, manage, own_database, run

CRAWL = """
import hashlib, json, sys, django
django.setup()
import time_machine
from django.conf import settings
from django.test.utils import setup_test_environment
from tests.helpers import whole_site
setup_test_environment()
with time_machine.travel("2026-11-30 09:00 +0800", tick=False):
    left = ("/desk/", "/static/", "/display/", "/search/?", *whole_site.FORMS)
    found = whole_site.answers(not_followed=left, clocked=())
print(json.dumps({k: [s, hashlib.sha256(d).hexdigest()] for k, (s, d) in found.items()}))
"""
CHANGE = """
import django; django.setup()
from series.models import Entry
row = Entry.objects.published().first()
Entry.objects.filter(pk=row.pk).update(headline=row.headline[:-1] + "改")
"""


@dataclass
class Move:
    """One way of moving, and what the crawls on both sides saw."""

    name: str
    before: dict
    after: dict
    changed: dict

    @property
    def differing(self):
        """Addresses whose answer is another one, or that only one side has."""
        return differing(self.before, self.after)

    def __str__(self):
        bad = sum(status != 200 for status, _ in self.before.values())
        control = len(differing(self.after, self.changed))
        found = f"{len(self.before)} 个地址，不是 200 的 {bad} 个，不同的 {len(self.differing)} 个"
        return f"{self.name}：{found}；对照（改一个字）{control} 个"


def differing(one, other):
    return [at for at in sorted({*one, *other}) if one.get(at) != other.get(at)]


def crawl(own):
    return json.loads(run(own, "-c", CRAWL))


def changed(own):
    """What a crawl sees after one character of one entry was changed."""
    run(own, "-c", CHANGE)
    return crawl(own)


def restored(old, new, folder):
    """Move by a backup."""
    before = crawl(old)
    manage(old, "backup", folder)
    manage(new, "restore", max(folder.glob("backup-*")), "--commit")
    return Move("备份、恢复", before, crawl(new), changed(new))


def transferred(old, new, folder):
    """Move by JSON lines."""
    before = crawl(old)
    manage(old, "export_site", folder)
    manage(new, "prepare")
    manage(new, "import_site", folder, "--commit")
    return Move("导出、装入", before, crawl(new), changed(new))


def moves():
    """Yield each Move that this machine's databases allow."""
    with tempfile.TemporaryDirectory() as place, own_database() as first, own_database() as second:
        folder, name = Path(place), "PostgreSQL" if first else "SQLite"
        old, new = environment(folder / "old", first), environment(folder / "new", second)
        demo_site(old)
        move = restored(old, new, folder / "kept")
        move.name = f"{name} {move.name}"
        yield move
    if first:
        with tempfile.TemporaryDirectory() as place, own_database() as database:
            folder = Path(place)
            old, new = environment(folder / "old"), environment(folder / "new", database)
            demo_site(old)
            move = transferred(old, new, folder / "site")
            move.name = f"SQLite 到 PostgreSQL {move.name}"
            yield move


def main():
    bad = False
    for move in moves():
        print(move, flush=True)
        for address in move.differing[:20]:
            print(f"  {address}")
        bad = bad or bool(move.differing) or not differing(move.after, move.changed)
    sys.exit(bad)


if __name__ == "__main__":
    os.environ.pop("CHAMBER_DATA", None)
    main()
