"""A rebuild beside the index that serves: it can be cut off, and nobody notices it."""

import os
import signal
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from series.actions.editorial.publication import withdraw
from series.models import SearchDocument, SearchIndex, SlotState
from series.search import rebuilding
from series.search.checking import IndexCheck
from series.search.composing import compose
from series.search.documents import pieces_of
from series.search.engine import engine, live_slot
from series.search.indexing import store_documents
from series.search.rebuilding import is_current, rebuild
from series.search.searching import entries_holding
from series.text.dictionaries import mapped_file
from series.text.language import segmenter
from tests.helpers import making, people
from tests.helpers.reading import archived

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def texts(column):
    return [archived(headline=f"储能观察之{n}", dateline=f"202{n}-03-04") for n in range(5)]


def run(command, *arguments):
    said = StringIO()
    call_command(command, *arguments, stdout=said, stderr=said)
    return said.getvalue()


def again(**options):
    return rebuild(processes=1, batch=2, grace=0, **options)


def test_the_other_slot_serves_afterwards_and_holds_everything(texts):
    before = live_slot()
    assert again().entries == 5
    assert live_slot() != before
    assert is_current()
    assert entries_holding("储能观察") == {row.pk for row in texts}
    assert not SearchDocument.objects.filter(slot=before).exists()
    assert list(IndexCheck().misses()) == []


def test_two_rebuilds_come_back_to_the_first_slot(texts):
    before = live_slot()
    again()
    again()
    assert live_slot() == before
    assert len(entries_holding("储能观察")) == 5


class CutOffError(Exception):
    pass


def cut_off(done, total):
    raise CutOffError


def test_a_rebuild_that_is_cut_off_goes_on(texts):
    with pytest.raises(CutOffError):
        again(tell=cut_off)
    assert SearchIndex.objects.get(state=SlotState.BUILDING).done == 2
    assert len(entries_holding("储能观察")) == 5  # the old one serves
    reached = []
    result = again(tell=lambda done, total: reached.append((done, total)))
    assert result.resumed
    assert reached == [(4, 5), (5, 5)]
    assert result.entries == 5


def test_a_build_of_another_identity_begins_anew(texts):
    with pytest.raises(CutOffError):
        again(tell=cut_off)
    SearchIndex.objects.update(identity="another")
    assert not again().resumed
    assert len(entries_holding("储能观察")) == 5


def test_what_happens_meanwhile_is_in_the_new_index(texts):
    deeds = [
        lambda: making.article("public", headline="储能快讯"),
        lambda: withdraw(texts[0], reason="内容有误", by=people.chief()),
        lambda: making.republish(texts[4], headline="氢能观察"),
    ]

    def tell(done, total):
        if deeds:
            deeds.pop(0)()

    again(tell=tell)
    assert not deeds
    assert len(entries_holding("储能快讯")) == 1
    assert entries_holding("储能观察") == {row.pk for row in texts[1:4]}
    assert entries_holding("氢能观察") == {texts[4].pk}
    assert list(IndexCheck().misses()) == []


def test_a_question_in_between_is_answered(texts):
    answers = []
    again(tell=lambda done, total: answers.append(len(entries_holding("储能观察"))))
    assert answers == [5, 5, 5]


def test_a_new_site_is_told_nothing_of_its_index(column):
    assert run("reindex", "--if-missing") == ""
    assert is_current()
    assert "0 篇，现已启用" in run("reindex", "--processes", "1")  # control: who asks is told


def test_a_change_of_the_dictionary_asks_for_a_rebuild(texts, monkeypatch):
    again()
    assert "无需重建" in run("reindex", "--if-needed")
    monkeypatch.setattr("series.search.identity.FORM", "another")
    assert not is_current()
    assert "由旧词典或旧版本建成" in run("reindex", "--if-missing")
    assert "请运行 manage.py reindex" in run("audit_search")
    assert "5 篇，现已启用" in run("reindex", "--if-needed", "--processes", "1")
    assert is_current()


def test_processes_compose_what_one_composes(texts, monkeypatch):
    monkeypatch.setattr(rebuilding, "WORTH_A_POOL", 0)
    rebuild(processes=2, grace=0)
    assert list(IndexCheck().misses()) == []


@pytest.mark.slow(reason="a second pair of processes; test_processes_compose stays")
def test_processes_cut_with_the_cache_of_the_site(texts, monkeypatch, tmp_path):
    monkeypatch.setattr(rebuilding, "WORTH_A_POOL", 0)
    monkeypatch.setattr(segmenter, "_folder", tmp_path / "words")
    monkeypatch.setattr(mapped_file, "_folder", tmp_path / "dictionaries")
    rebuild(processes=2, grace=0)
    assert {path.name for path in segmenter._folder.iterdir()} == {
        "jieba.cache",
        "jieba.cache.seal",
    }
    assert {"words", "sounds"} <= {path.name for path in mapped_file._folder.iterdir()}


def test_the_audit_names_what_is_missing(texts):
    again()
    assert "全部找得到" in run("audit_search")
    SearchDocument.objects.filter(entry=texts[2].pk).delete()
    with pytest.raises(CommandError, match="有 1 处不符"):
        run("audit_search")


def test_the_audit_names_what_is_not_found(texts):
    """Control: a document that holds another text."""
    again()
    store_documents(live_slot(), [(texts[2], compose(pieces_of(texts[3])))])
    wrong = list(IndexCheck().misses())
    assert {miss.entry.pk for miss in wrong} == {texts[2].pk}
    assert "储能观察之2" in {miss.text for miss in wrong}
    with pytest.raises(CommandError, match="请运行 manage"):
        run("audit_search", "--sample", "5")


def test_the_audit_names_what_should_not_be_found(texts):
    again()
    type(texts[1]).objects.filter(pk=texts[1].pk).update(
        visibility="expired", expires_at=texts[1].published_at
    )
    assert [miss.why for miss in IndexCheck().misses()] == ["没有公开，却能找到"]


def test_a_sample_is_a_whole_number(texts):
    with pytest.raises(CommandError, match="1 以上的整数"):
        run("audit_search", "--sample", "0")


def test_no_other_name_becomes_a_table():
    with pytest.raises(ValueError, match="no slot"):
        engine().create("a; DROP TABLE x")
    assert connection.introspection.table_names()


STARTS_A_POOL = """
import os, signal, django
django.setup()
from series.search import rebuilding
from series.search.composing import Pieces
if __name__ == "__main__":
    with rebuilding._workers(2) as composed:
        pieces = Pieces(("储能",), (), (), ("储能",), "储能", ())
        print(len(list(composed([pieces] * 40))), flush=True)
        pids = [child.pid for child in __import__("multiprocessing").active_children()]
        print(*pids, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.slow(reason="processes that load their dictionaries; those of one build stay")
def test_working_processes_end_with_a_build_that_is_killed(tmp_path):
    script = tmp_path / "starts_a_pool.py"
    script.write_text(STARTS_A_POOL, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script)],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL
    count, pids = done.stdout.splitlines()
    assert count == "40"
    workers = list(map(int, pids.split()))
    assert workers
    for _ in range(100):
        if not any(Path(f"/proc/{pid}").exists() for pid in workers):
            break
        time.sleep(0.1)
    assert [pid for pid in workers if Path(f"/proc/{pid}").exists()] == []
