"""Rounds in which a process that saves, imports and publishes is ended by SIGKILL.

    python -m tests.loads.killing 300 [--control]
    python -m tests.helpers.postgres python -m tests.loads.killing 300

A deed is acknowledged by a line that its process writes after the action returned, as the desk and
the commands do. After each round the rows are asked: nothing acknowledged may be missing, nothing
may be half there. `--control` commits after each statement and acknowledges beforehand: both counts
must then rise.
"""

import argparse
import contextlib
import os
import random
import signal
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path

from tests.loads.places import own_database

DRAFTS = 10  # rounds that one draft serves
PLANNED = 2  # entries that come due in a round
STATEMENTS = 600  # the most that a child sends before the kill: up to two turns of all deeds
EVERY = 50  # rounds between two readings of the whole database
SAVED, IMPORTED, PUBLISHED = "saved", "imported", "published"
DEEDS = ("save", "import", "publish_due")
KINDS = {SAVED: "保存", IMPORTED: "导入", PUBLISHED: "到时发布"}


@dataclass
class Tally:
    """What so many rounds showed."""

    rounds: int = 0
    acknowledged: Counter = field(default_factory=Counter)
    unfinished: int = 0  # rounds that ended in the middle of a deed
    half: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def __str__(self):
        acknowledged = "、".join(f"{KINDS[kind]} {n}" for kind, n in self.acknowledged.items())
        found = f"一半的 {len(self.half)}，丢失的 {len(self.lost)}，核验 {len(self.faults)} 处不符"
        return f"{self.rounds} 轮，已确认 {acknowledged}，{self.unfinished} 轮停在半途：{found}"


def prepare():
    """Set Django up on an empty database; a process that forks keeps no connection open."""
    from tests.benchmarks.site import fresh_site

    fresh_site()
    with tempfile.TemporaryDirectory() as place:  # what is loaded now, no child loads again
        first = Round(0, folder=Path(place))
        for deed in DEEDS:
            first.do(deed, 0, lambda kind, words: None)


class Round:
    """One draft, some entries that come due, a child at work, and what it acknowledged."""

    def __init__(self, number, *, control=False, folder, before=None):
        self.number, self.control, self.folder = number, control, folder
        self.random = random.Random(number)
        self.draft = before.draft if before and number % DRAFTS else self._draft()
        self.due = [*(before.still_due() if before else ())]
        self.due += [self._due(place) for place in range(len(self.due), PLANNED)]
        self.lines = []

    def still_due(self):
        """The planned entries that this round's child did not come to."""
        from series.models import Entry

        return Entry.objects.filter(pk__in=self.due, live=None).values_list("pk", flat=True)

    def _draft(self):
        from tests.helpers import making

        making.column(levels=1)
        return making.article(headline=f"第{self.number}轮的草稿")

    def _due(self, place):
        from django.utils import timezone

        from series.actions.editorial.schedules import schedule
        from tests.helpers import making, people

        headline, tags = f"第{self.number}轮到时{place}", [f"话题{place}", "AI"]
        row = making.article("signed", headline=headline, tags=tags)
        moment = timezone.now() + timedelta(hours=1)
        schedule(row, revision=making.newest(row), at=moment, by=people.chief())
        return row.pk

    def play(self):
        """Fork the child, kill it after a random number of statements, keep its lines."""
        from django.db import connections

        connections.close_all()
        reading, writing = os.pipe()
        counted, counting = os.pipe()
        child = os.fork()
        if not child:
            self._work(writing, counting)
        os.close(writing)
        os.close(counting)
        _await(counted, self.random.randint(0, STATEMENTS))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        with os.fdopen(reading, "rb") as pipe:
            told = pipe.read().decode()
        if not os.WIFSIGNALED(status) and not self.control:
            raise RuntimeError(f"the child ended by itself: {told}")
        self.lines = [line.split(" ", 1) for line in told.splitlines()]

    def _work(self, pipe, counting):
        """Do one deed after the other and tell each; a fault ends the child by itself."""
        try:
            tell = partial(_tell, pipe)
            _count_statements(counting)
            if self.control:
                _commit_each_statement()
            for number in count():
                for deed in self.random.sample(DEEDS, len(DEEDS)):
                    self.do(deed, number, tell)
        except BaseException as error:  # the parent reads it and stops the load
            os.write(pipe, f"fault {error!r}\n".encode())
            os._exit(1)

    def do(self, deed, number, tell):
        from django.core.management import call_command
        from django.utils import timezone

        from series.actions.editorial.schedules import publish_due
        from tests.helpers import making

        tell("begin", deed)
        if deed == "save":
            words = f"第{self.number}轮改{number}"
            with self._told(tell, SAVED, [words]):
                making.change(self.draft, headline=words)
        elif deed == "import":
            words = f"第{self.number}轮导入的第{number}篇文章"
            path = self.folder / f"{self.number}-{number}.txt"
            path.write_text(
                f"{words}\n\n发布时间：2026-11-20\n\n常州市工商联组织会员走访，第{number}次听取意见。\n"
            )
            with self._told(tell, IMPORTED, [words]):
                column = "新时代 新常商 新力量"
                options = {"column": column, "publish": True, "commit": True, "json": True}
                with open(os.devnull, "w") as nowhere:
                    options |= {"stdout": nowhere, "stderr": nowhere}
                    call_command("import_article", str(path), **options)
        else:
            published = [] if not self.control else list(map(str, self.due))
            with self._told(tell, PUBLISHED, published):
                run = publish_due(timezone.now() + timedelta(hours=2))
                published += [] if self.control else self._numbers(run.published)
        tell("end", deed)

    def _told(self, tell, kind, words):
        return _Told(tell, kind, words, beforehand=self.control)

    def _numbers(self, headlines):
        """The keys of the entries with these headlines, as lines name them."""
        from series.models import Entry

        rows = Entry.objects.filter(pk__in=self.due, headline__in=headlines)
        return [str(pk) for pk in rows.values_list("pk", flat=True)]

    def judge(self, tally):
        """Add to the tally what the rows say of this round."""
        from django.db.models import Q

        from series.models import Entry, Revision

        tally.rounds += 1
        told = {kind: [words for name, words in self.lines if name == kind] for kind in KINDS}
        marks = [name for name, _ in self.lines if name in ("begin", "end")]
        tally.unfinished += marks[-1:] == ["begin"]
        saved = set(Revision.objects.filter(entry=self.draft).values_list("content__headline"))
        public = Entry.objects.published()
        imported = set(public.filter(headline__startswith=f"第{self.number}轮导入的"))
        known = {
            SAVED: {words for (words,) in saved},
            IMPORTED: {entry.headline for entry in imported},
            PUBLISHED: {
                str(pk) for pk in public.filter(pk__in=self.due).values_list("pk", flat=True)
            },
        }
        for kind, words in told.items():
            tally.acknowledged[kind] += len(words)
            tally.lost += [f"{kind} {one}" for one in words if one not in known[kind]]
        mine = Q(pk__in=[*self.due, self.draft.pk]) | Q(
            headline__startswith=f"第{self.number}轮导入的"
        )
        tally.half += [line for entry in Entry.objects.filter(mine) for line in half(entry)]


@dataclass
class _Told:
    """Tells that a deed is done, after it; for the control before it."""

    tell: object
    kind: str
    words: list
    beforehand: bool = False

    def __enter__(self):
        if self.beforehand:
            self._say()

    def __exit__(self, kind, error, trace):
        if error is None and not self.beforehand:
            self._say()

    def _say(self):
        for one in self.words:
            self.tell(self.kind, one)


def _await(counted, number):
    """Return once the child has sent so many statements, or ended."""
    while number > 0 and (seen := os.read(counted, number)):
        number -= len(seen)
    os.close(counted)


def _count_statements(counting):
    """Write a byte for each statement, so that the moment of the kill hangs on the work done."""
    from django.db import connection

    def count_and_execute(execute, sql, params, many, context):
        with contextlib.suppress(BrokenPipeError):  # the parent has seen enough
            os.write(counting, b".")
        return execute(sql, params, many, context)

    connection.execute_wrappers.append(count_and_execute)


def _tell(pipe, kind, words):
    os.write(pipe, f"{kind} {words}\n".encode())


def _commit_each_statement():
    """Take the protection off: what a deed wrote so far is committed after each statement."""
    from django.db import OperationalError, connection

    def commit_after(execute, sql, params, many, context):
        if sql.startswith(("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO")):
            return None
        result = execute(sql, params, many, context)
        if not sql.lstrip().upper().startswith(("BEGIN", "SELECT", "DECLARE", "PRAGMA")):
            # Where rows of a SELECT are still being read, the next statement commits.
            with contextlib.suppress(OperationalError), connection.wrap_database_errors:
                connection.connection.commit()
        return result

    connection.execute_wrappers.append(commit_after)


def half(entry):
    """Sentences about an entry that is partly published or partly saved."""
    from series.models import AuditLine, SearchDocument

    facts = {
        "visible": entry.is_public,
        "live": entry.live_id is not None,
        "audited": AuditLine.objects.filter(entry=entry, verb__in=PUBLICATION).exists(),
        "found": SearchDocument.objects.filter(entry=entry).exists(),
    }
    if entry.tagged.exists():
        facts["tagged"] = not entry.tagged.filter(published_at=None).exists()
    if len(set(facts.values())) > 1:
        yield f"{entry.pk} {entry.headline}: {facts}"
    lines = AuditLine.objects.filter(entry=entry, verb__in=("建稿", "改稿")).count()
    if lines != (revisions := entry.revisions.count()) or entry.newest is None:
        yield f"{entry.pk} {entry.headline}: {lines} lines, {revisions} revisions"


PUBLICATION = ("到时发布", "归档导入发布")


def whole_faults():
    """What the site's own checks find in the whole database."""
    from series.actions.counters.published import recount
    from series.actions.verification.verify import Verification
    from series.search.checking import IndexCheck

    found = [str(fault) for fault in Verification().faults()]
    found += [str(miss) for miss in IndexCheck().misses()]
    return found + ([f"recount: {wrong}"] if (wrong := recount()) else [])


def play(rounds, *, control=False, watch=lambda tally: None):
    """Play so many rounds and return the Tally."""
    tally, one = Tally(), None
    with tempfile.TemporaryDirectory() as place:
        for number in range(1, rounds + 1):
            one = Round(number, control=control, folder=Path(place), before=one)
            one.play()
            one.judge(tally)
            if not control and (number % EVERY == 0 or number == rounds):
                tally.faults += whole_faults()
            watch(tally)
    return tally


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.loads.killing")
    parser.add_argument("rounds", type=int)
    parser.add_argument("--control", action="store_true", help="commit after each statement")
    given = parser.parse_args()
    with own_database() as database:
        if database:
            os.environ["DATABASE_URL"] = database
        prepare()
        from django.db import connection, connections

        def tell(tally):
            if tally.rounds % EVERY == 0:
                print(f"  {tally}", flush=True)

        tally = play(given.rounds, control=given.control, watch=tell)
        print(f"{connection.vendor}：{tally}", flush=True)
        for line in [*tally.half, *tally.lost, *tally.faults][:20]:
            print(f"  {line}")
        connections.close_all()
    sys.exit(bool(tally.half or tally.lost or tally.faults))


if __name__ == "__main__":
    main()
