"""What takes its time runs while nobody waits for the audit chain: comparing a text with all
others, looking for related entries, reading the names of the register."""

import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection, connections, transaction

from series.actions.editorial.publication import publish, withdraw
from series.actions.imports.word import import_new
from series.actions.imports.word_upload import read_upload
from series.actions.relations.catch_up import catch_up
from series.actions.relations.related import relate, unrelated
from series.actions.relations.similar import remember_text
from series.actions.relations.similar_pairs import unread
from series.models import Kind, PendingRelation, RelatedEntry, SimilarPair
from series.models.audit import lock_audit_chain
from series.views.related import related_to
from tests.helpers import making, people
from tests.helpers.deeds.threads import run_together
from tests.helpers.samples.edits import demo_texts

pytestmark = pytest.mark.django_db(transaction=True)
# The statement with which each of them begins.
SLOW = {
    "compare": re.compile(r'SELECT "series_shingle"'),
    "relate": re.compile(r'SELECT "series_entryfeature".*"feature_id" IN', re.S),
    "names": re.compile(r'SELECT .*"other_names".* FROM "chamber_organization"', re.S),
}


def body(text):
    return "".join(f"<p>{line}</p>" for line in text.splitlines() if line)


TEXT, OTHER = (body(text) for text in list(demo_texts().values())[:2])
SHORT_WAIT = {
    "sqlite": "PRAGMA busy_timeout = 200",
    "postgresql": "SET lock_timeout = '200ms'",
}


def chain_is_free():
    """Whether another connection gets the chain at once."""

    def take():
        try:
            with connection.cursor() as cursor:
                cursor.execute(SHORT_WAIT[connection.vendor])
            with transaction.atomic():
                lock_audit_chain()
            return True
        except OperationalError:
            return False
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(take).result()


@contextmanager
def tried_at_each_slow_part():
    """{part: whether the chain was free whenever it began}."""
    free = {}

    def stop(execute, sql, params, many, context):
        for part, statement in SLOW.items():
            if statement.match(sql):
                free[part] = chain_is_free() and free.get(part, True)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(stop):
        yield free


@pytest.fixture
def entry():
    """A draft beside a public text with which it shares topic and words."""
    lock_once()
    making.organization("常州市新能源商会")
    making.article("public", body=TEXT, tags=["AI"], headline="先发的一篇")
    return making.article(body=TEXT, tags=["AI"], headline="后写的一篇")


def lock_once():
    """The chain's row is there: a second connection waits for it, not for its making."""
    with transaction.atomic():
        lock_audit_chain()


def test_a_save_compares_and_reads_names_while_the_chain_is_free(entry):
    making.organization("武进区机械商会")
    with tried_at_each_slow_part() as free:
        making.change(entry, body=TEXT + "<p>又写了一句。</p>")
    assert free == {"compare": True, "names": True}
    assert SimilarPair.objects.filter(entry=entry.pk).exists()


def test_a_publication_relates_while_the_chain_is_free(entry):
    revision = making.approve_fully(entry)
    making.organization("武进区机械商会")
    with tried_at_each_slow_part() as free:
        publish(entry, revision=revision, by=people.chief())
    assert free == {"relate": True, "names": True}
    assert [row.headline for row in related_to(entry)] == ["先发的一篇"]


def test_a_word_import_compares_while_the_chain_is_free(entry):
    words = "【新时代 新常商 新力量】走访企业\n\n" + next(iter(demo_texts().values()))
    reading, digest = read_upload("走访.txt", words.encode())
    with tried_at_each_slow_part() as free:
        _, receipt = import_new(Kind.ARTICLE, reading, by=people.editor(), sha256=digest)
    assert free == {"compare": True}
    assert any("% 相同" in line for line in receipt["warnings"])


@pytest.mark.parametrize(("part", "work"), [("compare", remember_text), ("relate", relate)])
def test_control_inside_a_transaction_that_holds_the_chain_others_wait(entry, part, work):
    making.approve_fully(entry)
    publish(entry, revision=making.newest(entry), by=people.chief())
    with tried_at_each_slow_part() as free, transaction.atomic():
        lock_audit_chain()
        work(entry.pk)
    assert free == {part: False}


@contextmanager
def ended_before_the_commit_was_told():
    """The process is gone between the commit and what was to follow it."""
    with transaction.atomic():
        yield
        connection.run_on_commit.clear()


def test_what_a_crash_left_is_made_good_by_the_next_check(entry):
    revision = making.approve_fully(entry)
    with ended_before_the_commit_was_told():
        publish(entry, revision=revision, by=people.chief())
    with ended_before_the_commit_was_told():
        late = making.article(body=TEXT, headline="没有比过的一篇")
    assert not RelatedEntry.objects.filter(entry=entry.pk).exists()
    assert not SimilarPair.objects.filter(entry=late.pk).exists()
    assert entry.pk in unrelated().values_list("pk", flat=True)
    assert list(unread().values_list("pk", flat=True)) == [late.pk]
    assert catch_up() == (1, 1)
    assert [row.headline for row in related_to(entry)] == ["先发的一篇"]
    assert SimilarPair.objects.filter(entry=late.pk).count() == 2
    assert not PendingRelation.objects.exists()
    assert catch_up() == (0, 0)


def test_every_revision_that_a_crash_left_is_findable(entry):
    with ended_before_the_commit_was_told():
        making.change(entry, body=OTHER)
    making.change(entry, body="<p>最后只剩一句。</p>")
    copy = making.article(body=OTHER)
    assert SimilarPair.objects.get(entry=copy.pk).other_id == entry.pk


def test_two_like_texts_that_are_stored_at_one_moment_find_each_other():
    people.editor()
    making.column()
    lock_once()
    deeds = [lambda n=n: making.article(body=TEXT, headline=f"第{n}篇") for n in (1, 2)]
    rows, errors = run_together(*deeds)
    assert errors == []
    first, second = (row.pk for row in rows)
    assert set(SimilarPair.objects.values_list("entry", "other")) == {
        (first, second),
        (second, first),
    }


def test_two_entries_that_are_published_at_one_moment_find_each_other():
    rows = [making.article(body=TEXT, tags=["AI"], headline=f"第{n}篇") for n in (1, 2)]
    signed = [(row, making.approve_fully(row)) for row in rows]
    chief = people.chief()
    deeds = [
        lambda row=row, revision=revision: publish(row, revision=revision, by=chief)
        for row, revision in signed
    ]
    _, errors = run_together(*deeds)
    assert errors == []
    first, second = (row.pk for row in rows)
    pairs = set(RelatedEntry.objects.values_list("entry", "other"))
    assert pairs == {(first, second), (second, first)}
    assert not PendingRelation.objects.exists()


@contextmanager
def done_while_another_looks(part, deed, *, look=1):
    """Just after this look for others, the deed is done by another thread."""
    looks, errors = [], []

    def stop(execute, sql, params, many, context):
        found = execute(sql, params, many, context)
        if SLOW[part].match(sql):
            looks.append(sql)
            if len(looks) == look:
                errors.extend(run_together(deed)[1])
        return found

    with connection.execute_wrapper(stop):
        yield
    assert len(looks) > look, "it has to look again"
    assert errors == []


def test_a_text_that_is_stored_while_another_looks_for_its_like_is_not_forgotten(entry):
    def store():
        making.change(entry, body=OTHER)

    with done_while_another_looks("compare", store, look=2):  # by the first its own are stored
        late = making.article(body=OTHER, headline="同时写的一篇")
    assert set(SimilarPair.objects.filter(entry=late.pk).values_list("other", flat=True)) == {
        entry.pk
    }


def test_an_entry_that_is_published_while_another_looks_for_its_like_is_not_forgotten(entry):
    other = making.article(body=TEXT, tags=["AI"], headline="同时发的一篇")
    signed = {row.pk: making.approve_fully(row) for row in (entry, other)}
    chief = people.chief()

    def publish_other():
        publish(other, revision=signed[other.pk], by=chief)

    with done_while_another_looks("relate", publish_other):
        publish(entry, revision=signed[entry.pk], by=chief)
    for row, like in ((entry, other), (other, entry)):
        assert like.pk in RelatedEntry.objects.filter(entry=row.pk).values_list("other", flat=True)
    assert not PendingRelation.objects.exists()


@contextmanager
def refused_by_the_database(part):
    def stop(execute, sql, params, many, context):
        if SLOW[part].match(sql):
            raise OperationalError("disk I/O error")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(stop):
        yield


def test_a_publication_stands_though_relating_fails(entry, caplog):
    revision = making.approve_fully(entry)
    with refused_by_the_database("relate"):
        publish(entry, revision=revision, by=people.chief())
    assert "disk I/O error" in caplog.text
    assert PendingRelation.objects.filter(entry=entry.pk).exists()
    assert catch_up() == (0, 1)


def test_a_save_stands_though_comparing_fails(entry, caplog):
    with refused_by_the_database("compare"):
        making.change(entry, headline="改过的标题", body=OTHER)
    assert "disk I/O error" in caplog.text
    assert making.newest(entry).content["headline"] == "改过的标题"
    assert list(unread().values_list("pk", flat=True)) == [entry.pk]


def test_what_was_withdrawn_before_it_was_related_is_left_alone(entry):
    revision = making.approve_fully(entry)
    with ended_before_the_commit_was_told():
        publish(entry, revision=revision, by=people.chief())
        withdraw(entry, reason="内容有误", by=people.chief())
    relate(entry.pk)
    assert not PendingRelation.objects.exists()
    assert not RelatedEntry.objects.filter(entry=entry.pk).exists()
