"""An archive stored in batches: the same rows as text by text, and no bad text stops another."""

import sys
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

import pytest
from django.db import IntegrityError, transaction

from chamber.models import Organization
from series.actions.audit.registers import STATES, told_states
from series.actions.imports import archive_run, batch, reading_pool
from series.actions.imports.catalogue import MADE
from series.models import (
    AuditLine,
    Column,
    Entry,
    Feature,
    Mention,
    PendingRelation,
    RelatedEntry,
    Revision,
    RevisionKeyterms,
    SearchDocument,
    Series,
    Shingle,
    SimilarPair,
    Tag,
    TaggedEntry,
    Tally,
    TextSample,
)
from series.models.revision import content_digest
from tests.helpers import making
from tests.helpers.import_help import (
    COLUMN,
    archive_line,
    published_text,
    run_json,
    write_archive,
)

pytestmark = pytest.mark.django_db

STORY = "\n".join(
    f"{word}产业链的第{number}场对接会在{place}举行，两家企业签下协议，市工商联现场记下诉求。"
    for number, (word, place) in enumerate(
        [("储能", "武进"), ("机器人", "金坛"), ("光伏", "溧阳"), ("轴承", "新北"), ("纺织", "天宁")]
    )
)


def lines():
    """Texts with tags, a series, a mention, repeated words, a draft's lack and an odd value."""
    making.organization("江苏恒立液压股份有限公司")
    title, _, *body = published_text(column="").splitlines()
    return [
        archive_line(1, tags=["两个健康", "新能源"]),
        archive_line(2, tags=["新能源"], body=f"{STORY}\n江苏恒立液压股份有限公司到会。"),
        archive_line(3, body=STORY, source="商会"),
        archive_line(4, title=title, body="\n".join(body), tags=["新能源", 7]),
        archive_line(5, date="2024-05-06 09:30", editor="张三", url="https://example.org/5"),
        archive_line(6, body=f"{STORY}\n江苏恒立液压股份有限公司又到会。", author="王某"),
    ]


def values(rows, *fields):
    return sorted(map(repr, rows.values_list(*fields)))


def stored(revision):
    """A revision with names for the ids of its content, which another run counts on from."""
    content = dict(revision.content)
    assert content_digest(content) == revision.digest
    content["column"] = Column.objects.get(pk=content["column"]).name
    if content["source"]:
        content["source"] = Organization.objects.get(pk=content["source"]).name
    content["series"] = content["series"] and Series.objects.get(pk=content["series"]).title
    key = revision.entry.import_key
    return key, revision.number, revision.note, sorted(content.items(), key=repr)


def names_told():
    """The names of the rows whose state the audit tells."""
    for states in told_states().rows.values():
        yield from (state.get("name") or state["title"] for state in states.values())


def everything():
    """What an import stores, without moments and without keys that only count rows."""
    named = {row.pk: row.import_key for row in Entry.objects.all()}
    text = ("import_key", "import_digest", "headline", "body", "plain_text", "draft_text")
    state = ("visibility", "published_at", "first_published_at", "time_known", "version", "number")
    lines = AuditLine.objects.order_by("number").values_list("verb", "entry", "detail")
    return {
        "entries": values(
            Entry.objects, *text, *state, "fingerprint", "column__name", "source__name"
        ),
        "revisions": sorted(map(repr, map(stored, Revision.objects.select_related("entry")))),
        "newest": values(Entry.objects, "import_key", "newest__number", "live__number"),
        "articles": Entry.objects.filter(article__isnull=False).count(),
        "audit": [
            (verb, named.get(entry), {key: detail[key] for key in detail if key != STATES})
            for verb, entry, detail in lines
            if verb != MADE  # a batch makes its topics in one line, before its texts
        ],
        "told": sorted(names_told()),
        "tags": values(Tag.objects, "name", "published_count"),
        "tagged": values(
            TaggedEntry.objects, "tag__name", "content_object__import_key", "published_at"
        ),
        "mentions": values(
            Mention.objects, "entry__import_key", "organization__name", "published_at"
        ),
        "series": values(Series.objects, "title", "published_count"),
        "months": values(Tally.objects, "column__name", "kind", "year", "month", "count"),
        "keyterms": values(RevisionKeyterms.objects, "revision__entry__import_key", "words"),
        "hashes": values(Shingle.objects, "value", "entry__import_key"),
        "samples": values(TextSample.objects, "entry__import_key", "revision__number", "size"),
        "similar": values(SimilarPair.objects, "entry__import_key", "other__import_key", "percent"),
        "features": values(Feature.objects.exclude(name__startswith="tag:"), "count"),
        "related": values(RelatedEntry.objects, "entry__import_key", "other__import_key"),
        "search": values(SearchDocument.objects, "entry__import_key", "title", "names", "keywords"),
        "pending": PendingRelation.objects.count(),
    }


def imported(path, *options):
    """Import in a transaction that is undone; return the receipts and all that was stored."""
    with transaction.atomic():
        receipts = run_json(path, *options).receipts
        stored = everything()
        transaction.set_rollback(True)
    return receipts, stored


@pytest.mark.parametrize("options", [("--commit",), ("--publish", "--commit")])
def test_a_batch_stores_what_text_by_text_would(tmp_path, monkeypatch, options):
    path = write_archive(tmp_path, lines())
    receipts, together = imported(path, *options)
    monkeypatch.setattr(archive_run, "is_simple", lambda plan: False)
    single_receipts, single = run_json(path, *options).receipts, everything()
    assert [r["status"] for r in receipts] == ["new"] * 6
    assert len(together["similar"]) > 0
    for name, rows in single.items():
        assert together[name] == rows, name
    without_others = [{**r, "message": r["message"].split("；与第")[0]} for r in receipts]
    expected = [{**r, "message": r["message"].split("；与第")[0]} for r in single_receipts]
    assert without_others == expected


def test_a_batch_that_fails_is_stored_text_by_text(tmp_path, monkeypatch):
    path = write_archive(tmp_path, [archive_line(n) for n in range(1, 5)])
    monkeypatch.setattr(batch, "_record", lambda texts: (_ for _ in ()).throw(IntegrityError("x")))
    outcome = run_json(path, "--publish", "--commit")
    assert outcome.statuses == ["new"] * 4
    assert Entry.objects.published().count() == 4
    assert AuditLine.objects.filter(verb="归档导入发布").count() == 4
    assert f"新建专栏“{COLUMN}”" in outcome.receipts[0]["message"]
    assert f"新建专栏“{COLUMN}”" not in outcome.receipts[1]["message"]


def test_an_issue_number_that_is_taken_refuses_its_text_alone(tmp_path):
    title, _, *body = published_text(column="").splitlines()
    first = archive_line(1, title=title, body="\n".join(body))
    second = archive_line(2, title=title.replace("走进", "走出"), body="\n".join(body))
    path = write_archive(tmp_path, [archive_line(9), first, second, archive_line(8)])
    outcome = run_json(path, "--commit")
    assert outcome.statuses == ["new", "new", "refused", "new"]
    assert "期" in outcome.receipts[2]["message"]


def test_what_a_killed_run_left_undone_is_done_by_the_next(tmp_path, monkeypatch):
    path = write_archive(tmp_path, lines())
    monkeypatch.setattr(archive_run, "finish_batch", lambda texts: {})
    monkeypatch.setattr("series.actions.imports.run.finish_imports", lambda: None)
    assert run_json(path, "--publish", "--commit").statuses == ["new"] * 6
    assert PendingRelation.objects.count() == 6
    assert SimilarPair.objects.count() == 0
    monkeypatch.undo()
    assert run_json(path, "--publish", "--commit").statuses == ["same"] * 6
    assert PendingRelation.objects.count() == 0
    assert SimilarPair.objects.count() > 0


def test_more_texts_than_a_batch_holds(tmp_path, monkeypatch):
    monkeypatch.setattr("series.actions.imports.jsonl.BATCH", 2)
    path = write_archive(tmp_path, [archive_line(n) for n in range(1, 6)])
    assert run_json(path, "--commit").statuses == ["new"] * 5
    assert run_json(path, "--commit").statuses == ["same"] * 5


def test_a_small_archive_starts_no_process(tmp_path, monkeypatch):
    monkeypatch.setattr(reading_pool, "_pool", lambda: pytest.fail("a process for three texts"))
    path = write_archive(tmp_path, [archive_line(n) for n in (1, 2, 3)])
    assert run_json(path, "--commit").statuses == ["new"] * 3


def test_texts_that_a_dead_process_left_are_read_here(tmp_path, monkeypatch):
    """The process ends with its first text, as one does that a machine without memory ends."""
    dead = []

    def pool():
        dead.append(ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=sys.exit))
        return dead[0]

    monkeypatch.setattr(reading_pool, "_pool", pool)
    monkeypatch.setattr(reading_pool, "WORTH_A_POOL", 0)
    monkeypatch.setattr("series.actions.imports.jsonl.BATCH", 2)
    path = write_archive(tmp_path, [archive_line(n) for n in range(1, 6)])
    assert run_json(path, "--commit").statuses == ["new"] * 5
    with pytest.raises(BrokenProcessPool):  # control: it really was dead
        dead[0].submit(len, "")


class Sent(Executor):
    """Does at once what is sent."""

    def submit(self, call, *given):
        future = Future()
        future.set_result(call(*given))
        return future


def test_a_text_that_fails_in_the_process_leaves_the_others_it_was_sent_with(tmp_path, monkeypatch):
    """The process reads what it can; the importing one reads the other again, and names it."""
    path = write_archive(tmp_path, [archive_line(n) for n in (1, 2, 3)])
    read, failed = reading_pool._read, []

    def failing(text, name, *facts):
        if name.endswith(":2"):
            failed.append(name)
            raise ValueError("no reader expects this")
        return read(text, name, *facts)

    monkeypatch.setattr(reading_pool, "_read", failing)
    monkeypatch.setattr(reading_pool, "_pool", Sent)
    monkeypatch.setattr(reading_pool, "WORTH_A_POOL", 0)
    result = run_json(path, "--commit")
    assert result.statuses == ["new", "refused", "new"]
    assert len(failed) == 2
