"""A thousand rounds of editing, reviewing, publishing and withdrawing by eight people at once.

Whatever they do in whatever order: what readers see is word for word what was signed, by
different people, none of whom wrote it; no revision is lost; the audit chain has no gap.
"""

import random
import time
from collections import Counter
from datetime import timedelta
from functools import partial
from threading import Event as Flag

import pytest
from django.utils import timezone

from series.actions.counters.published import recount
from series.actions.editorial.assignments import claim, hand_over, realign, release
from series.actions.editorial.publication import publish, withdraw
from series.actions.editorial.reviews import return_for_changes, sign, submit
from series.actions.editorial.revisions import save_revision
from series.actions.editorial.schedules import publish_due, schedule, set_expiry, unschedule
from series.actions.editorial.tasks import task_of
from series.actions.errors import EditorialError
from series.actions.verification.verify import Verification
from series.models import AuditHead, AuditLine, Decision, Entry, Review, ReviewTask, Revision
from series.models.revision import content_digest
from tests.helpers import making, people
from tests.helpers.deeds.threads import run_together

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS, HANDS, TEXTS = 1000, 8, 5
SHOWN = ("headline", "subtitle", "summary", "body", "author", "original_url")


class Player:
    """One thread's share of the rounds: random deeds at random texts, as random people."""

    def __init__(self, seed, texts):
        self.random = random.Random(seed)
        self.texts = texts
        self.saved, self.done = 0, Counter()
        self.cast = [people.editor(), people.first(), people.second(), people.chief()]
        self.deeds = {
            "edit": 2,
            "submit": 5,
            "sign": 16,
            "return": 1,
            "claim": 2,
            "release": 1,
            "hand_over": 1,
            "publish": 8,
            "withdraw": 1,
            "schedule": 3,
            "unschedule": 1,
            "expiry": 1,
            "due": 3,
            "realign": 1,
        }

    def play(self, rounds):
        names, weights = zip(*self.deeds.items(), strict=True)
        for _ in range(rounds):
            name = self.random.choices(names, weights)[0]
            entry = Entry.objects.select_related("newest").get(pk=self.random.choice(self.texts))
            try:
                getattr(self, f"do_{name}")(entry)
            except EditorialError:
                self.done["refused"] += 1
            else:
                self.done[name] += 1

    def anybody(self):
        return self.random.choice(self.cast)

    def somebody_for(self, entry):
        """Mostly the one whose turn it is, so that texts come through; otherwise anybody."""
        task = task_of(entry)
        if task is None or task.step not in (1, 2, 3) or self.random.random() < 0.2:
            return self.anybody()
        return self.cast[task.step]

    def do_edit(self, entry):
        content = dict(entry.newest.content)
        content["headline"] = f"第{self.random.randrange(10**6)}次改的标题"
        content["body"] = f"<p>{'改' * self.random.randrange(1, 40)}{self.random.random()}</p>"
        by = self.random.choice([people.editor(), people.admin()])
        save_revision(entry, content, by=by, base=entry.newest.number)
        self.saved += 1

    def do_submit(self, entry):
        submit(entry, revision=entry.newest, by=people.editor())

    def do_sign(self, entry):
        sign(entry, revision=entry.newest, by=self.somebody_for(entry))

    def do_return(self, entry):
        return_for_changes(entry, revision=entry.newest, by=self.anybody(), opinion="请核对")

    def do_claim(self, entry):
        claim(entry, by=self.anybody())

    def do_release(self, entry):
        release(entry, by=self.anybody())

    def do_hand_over(self, entry):
        to = self.anybody()
        hand_over(entry, revision=entry.newest, by=self.anybody(), to=to, opinion="请代审")

    def do_publish(self, entry):
        publish(entry, revision=entry.newest, by=people.chief())

    def do_withdraw(self, entry):
        withdraw(entry, reason="内容有误", by=people.chief())

    def do_schedule(self, entry):
        schedule(entry, revision=entry.newest, at=self.a_moment_later(), by=people.chief())

    def do_unschedule(self, entry):
        unschedule(entry, by=people.chief())

    def do_expiry(self, entry):
        set_expiry(entry, at=self.a_moment_later(), by=people.chief())

    def do_due(self, entry):
        run = publish_due()
        self.done["went out"] += len(run.published)
        self.done["expired"] += len(run.expired)

    def do_realign(self, entry):
        realign(ReviewTask.objects.open())

    def a_moment_later(self):
        return timezone.now() + timedelta(seconds=self.random.choice([0.1, 0.4, 3600]))


def unsigned():
    """What readers see and nobody signed, as sentences: the same question after every round."""
    found = []
    rows = Entry.objects.published().select_related("live", "column")
    for entry in rows:
        content = entry.live.content
        if content_digest(content) != entry.live.digest:
            found.append(f"{entry.pk}: digest")
        found += [f"{entry.pk}: {key}" for key in SHOWN if getattr(entry, key) != content[key]]
        signed = Review.objects.filter(
            entry=entry, digest=entry.live.digest, decision=Decision.APPROVE
        )
        by_level = {row.level: row.reviewer_id for row in signed}
        if set(by_level) != set(range(1, entry.column.levels + 1)):
            found.append(f"{entry.pk}: levels {sorted(by_level)}")
        if len(set(by_level.values())) != len(by_level):
            found.append(f"{entry.pk}: one person, two levels")
    return found


def watch(stop, seen):
    """Look at the public texts for as long as the others work."""
    while not stop.is_set():
        seen["looks"] += 1
        seen["unsigned"] += len(unsigned())
        time.sleep(0.02)


@pytest.mark.slow(reason="9 s: a thousand rounds; its controls stay")
def test_what_readers_see_is_what_was_signed():
    texts = [making.article(headline=f"第{n}篇").pk for n in range(TEXTS)]
    players = [Player(seed, texts) for seed in range(HANDS)]
    people.admin()
    stop, seen, left = Flag(), Counter(), [HANDS]

    def play(player):
        try:
            player.play(ROUNDS // HANDS)
            more = 3 * ROUNDS // HANDS // 10
            while came_due(players) < 2 and (more := more - 1):  # a plan is mostly overtaken
                player.play(10)
        finally:
            left[0] -= 1
            if not left[0]:
                stop.set()

    _, errors = run_together(partial(watch, stop, seen), *[partial(play, one) for one in players])
    assert [repr(error) for error in errors] == []
    done = sum((player.done for player in players), Counter())
    assert sum(done.values()) - came_due(players) >= ROUNDS
    assert done["publish"] >= 10, done
    assert came_due(players) >= 2, done
    assert seen["looks"] > 20
    assert (seen["unsigned"], unsigned()) == (0, [])
    assert_nothing_is_lost(texts, saved=sum(player.saved for player in players))


def came_due(players):
    return sum(player.done["went out"] + player.done["expired"] for player in players)


def assert_nothing_is_lost(texts, *, saved):
    revisions = Revision.objects.filter(entry__in=texts)
    assert revisions.count() == len(texts) + saved
    for pk in texts:
        numbers = list(
            revisions.filter(entry=pk).order_by("number").values_list("number", flat=True)
        )
        assert numbers == list(range(1, len(numbers) + 1))
    assert all(content_digest(row.content) == row.digest for row in revisions)
    assert ReviewTask.objects.open().count() <= len(texts)
    assert [str(fault) for fault in Verification().faults()] == []
    assert AuditHead.objects.get().count == AuditLine.objects.count()
    assert recount() == 0


@pytest.mark.parametrize(
    "change",
    [
        {"body": "<p>没有人签过的字。</p>"},
        {"headline": "没有人签过的标题"},
    ],
)
def test_control_words_that_nobody_signed_are_seen(change):
    entry = making.article("published")
    assert unsigned() == []
    Entry.objects.filter(pk=entry.pk).update(**change)
    assert unsigned() == [f"{entry.pk}: {next(iter(change))}"]


def test_control_a_revision_without_its_signatures_is_seen():
    entry = making.article("published")
    revision = making.change(entry, headline="没有签过的一版")
    Entry.objects.filter(pk=entry.pk).update(live=revision, headline="没有签过的一版")
    assert unsigned() == [f"{entry.pk}: levels []"]
