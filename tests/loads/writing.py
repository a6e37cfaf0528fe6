"""Eight writers at once, or an import, beside readers: nobody finds the database locked.

    python -m tests.loads.writing [--seconds 30] [--pause 0.5]    eight processes save drafts and publish
    python -m tests.loads.writing --import 2000                   an archive is imported
    python -m tests.loads.writing --seconds 10 --control          SQLite without waiting for the lock

Fifty readers a second at a constant rate, latency from the planned moment: of four, two ask for articles
that are kept, one for the home page or the list (which publications make old), one for a page made
anew. Before it the same readers without writers, for the ratio. Ends with 1 where a writer failed.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

from tests.loads.open_loop import ask, drive
from tests.loads.places import demo_site, environment, own_database, run, served
from tests.loads.readers import Readers

WRITERS, RATE, QUIET = 8, 50, 8  # QUIET: seconds of readers without writers
CHUNK = 3  # seconds of readers between two looks whether the import has ended
PUBLISHES_EVERY = 6  # saves of a writer for one publication
KEPT, LISTS, ANEW = "kept", "lists", "made anew"
ARCHIVE = """
import django, pathlib
django.setup()
from tests.benchmarks.texts import write_archive
write_archive(pathlib.Path({path!r}), {count})
"""
DEFERRED = "tests.loads.deferred_settings"


def asks(readers):
    """Yield requests without end, of each four: two kept articles, a list, a page made anew."""
    while True:
        for _ in range(2):
            path = readers.dice.choice(readers.articles)
            yield ask(path, port=readers.port, kind=KEPT)
        path = readers.dice.choice(("/", "/articles/"))
        yield ask(path, port=readers.port, kind=LISTS)
        yield ask(readers.uncached_path(), port=readers.port, kind=ANEW)


def write(number, *, seconds, pause):
    """Save and publish an article of this process's own. Prints (saves, publications, failures)."""
    import django

    django.setup()
    from django.db import DatabaseError

    from tests.helpers import making

    done: Counter = Counter()
    row = _until_made(number)
    print("ready", flush=True)
    sys.stdin.readline()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        done["tries"] += 1
        words = {"headline": f"第{number}位编辑的第{done['tries']}次修改"}
        try:
            if done["tries"] % PUBLISHES_EVERY:
                making.change(row, **words)
                done["saved"] += 1
            else:
                making.republish(row, **words)
                done["published"] += 1
        except DatabaseError as error:
            done[f"failed: {error}"] += 1
        time.sleep(pause)
    print(json.dumps(done), flush=True)


def _until_made(number):
    """Return the writer's article, published twice, so that all persons of its deeds are there.

    Without the lock its making may fail as well."""
    from django.db import DatabaseError

    from tests.helpers import making

    for _ in range(200):
        try:
            row = making.article("public", headline=f"第{number}位编辑的文章")
            making.republish(row, headline=f"第{number}位编辑的一篇文章")
            return row
        except DatabaseError:
            time.sleep(0.05 * number)
    raise RuntimeError("the article could not be made")


@contextmanager
def writers(own, *, seconds, pause):
    """Run the writers beside the block; yields a list that holds what they tell after it."""
    words = ["-m", "tests.loads.writing", "--seconds", seconds, "--pause", pause, "--writer"]
    running, told = [], []
    for number in range(1, WRITERS + 1):
        one = subprocess.Popen(
            [sys.executable, *map(str, words), str(number)],
            **{"env": own, "stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True},
        )
        running.append(one)
        if one.stdout.readline() != "ready\n":
            raise RuntimeError("a writer did not begin")
    for one in running:
        one.stdin.write("go\n")
        one.stdin.flush()
    try:
        yield told
    finally:
        told += [one.communicate()[0] for one in running]


def load_writing(own, *, seconds, pause=0.0, control=False):
    """Return what readers got before and beside the writers, and {deed: times} of all writers."""
    with served(own) as site:
        readers = ready_readers(site, own)
        before = drive(site.port, asks(readers), rate=RATE, seconds=QUIET)
        theirs = own | ({"DJANGO_SETTINGS_MODULE": DEFERRED} if control else {})
        with writers(theirs, seconds=seconds, pause=pause) as told:
            beside = drive(site.port, asks(readers), rate=RATE, seconds=seconds)
    return before, beside, _added(told)


def _added(told):
    """Add the counts that the writers printed."""
    total: Counter = Counter()
    for line in told:
        total.update(json.loads(line))
    return total


def load_import(own, count):
    """Return what readers got before and beside an import of so many texts, and its output."""
    archive = Path(own["CHAMBER_DATA"]).parent / "archive.jsonl"
    run(own, "-c", ARCHIVE.format(path=str(archive), count=count))
    words = ["manage.py", "import_article", archive, "--publish", "--commit"]
    with served(own) as site:
        readers = ready_readers(site, own)
        before = drive(site.port, asks(readers), rate=RATE, seconds=QUIET)
        begun = time.monotonic()
        with tempfile.TemporaryFile("w+") as output:
            importing = subprocess.Popen(
                [sys.executable, *map(str, words)], env=own, stdout=output, stderr=output
            )
            beside = drive(site.port, asks(readers), rate=RATE, seconds=CHUNK)
            while importing.poll() is None:
                beside.add(drive(site.port, asks(readers), rate=RATE, seconds=CHUNK))
            code, seconds = importing.wait(), time.monotonic() - begun
            output.seek(0)
            last = output.read().strip().splitlines()[-1]
    return before, beside, (code, seconds, last)


def ready_readers(site, own):
    """Return the readers, after each page was made once in every process."""
    lines = Path(own["CHAMBER_DATA"], "accounts.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line[:1] != "#")
    readers = Readers(site, {username: password for username, _, password in rows})
    pages = list(readers.warm())
    drive(site.port, iter(pages), rate=RATE, seconds=len(pages) / RATE)
    return readers


def tell(before, beside):
    """Print p50, p99 and the worst by kind, before and beside the writers, and what failed."""
    for kind in (KEPT, LISTS, ANEW):
        parts = []
        for answered in (before, beside):
            p50, p99, most = (answered.quantile(each, kind=kind) for each in (0.5, 0.99, 1.0))
            parts.append(f"p50 {p50:.1f}, p99 {p99:.1f}, longest {most:.0f} ms")
        bad = beside.errors(kind) + beside.refused(kind)
        print(f"{kind}: {parts[0]} → {parts[1]}; {len(beside.all(kind))} asked, {bad} not answered")


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.loads.writing")
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--pause", type=float, default=0.0, help="of a writer after each deed")
    parser.add_argument("--import", type=int, default=0, dest="texts")
    parser.add_argument("--control", action="store_true", help="writers do not wait for the lock")
    parser.add_argument("--writer", type=int, help="be one writer")
    given = parser.parse_args()
    if given.writer:
        write(given.writer, seconds=given.seconds, pause=given.pause)
        return
    os.environ.pop("CHAMBER_DATA", None)
    with tempfile.TemporaryDirectory() as place, own_database() as database:
        own = environment(Path(place) / "site", database)
        demo_site(own)
        if given.texts:
            before, beside, (code, seconds, last) = load_import(own, given.texts)
            print(f"{given.texts} texts in {seconds:.0f} s: {last}")
            failed = code
        else:
            how = {"seconds": given.seconds, "pause": given.pause, "control": given.control}
            before, beside, done = load_writing(own, **how)
            failed = sum(count for deed, count in done.items() if deed.startswith("failed"))
            print(dict(done))
        tell(before, beside)
    sys.exit(bool(failed) != given.control)


if __name__ == "__main__":
    main()
