"""Terms that editors keep: one word one term, every change audited and heard of everywhere."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection, transaction

from series.actions.errors import EditorialError
from series.actions.imports.readings import READERS, reading_of, with_proposals
from series.actions.tags.vocabulary import drop_term, keep_term
from series.models import AuditLine, Term, TermKind, VocabularyState, learn_vocabulary
from series.text.language import segmenter, vocabulary
from tests.helpers import people

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]
LINE = "龙城夜话走进厂区"


def keep(term=None, *, name="龙城夜话", kind="event", **words):
    return keep_term(term or Term(), name=name, kind=kind, by=people.editor(), **words)


def stamp():
    return VocabularyState.objects.get().stamp


def test_a_term_is_kept_and_learned_and_dropped():
    learn_vocabulary()
    assert "龙城夜话" not in segmenter.cut_words(LINE)
    term = keep(spellings=["夜话龙城"], synonyms=["龙夜"])
    learn_vocabulary()
    assert "龙城夜话" in segmenter.cut_words(LINE)
    assert vocabulary.synonyms("龙夜") == ("龙城夜话", "夜话龙城")
    drop_term(term, by=people.editor())
    learn_vocabulary()
    assert "龙城夜话" not in segmenter.cut_words(LINE)
    assert not Term.objects.filter(name="龙城夜话").exists()


def test_the_terms_of_the_file_stay_with_the_first_change():
    keep()
    learn_vocabulary()
    named = {term.name for term in vocabulary.terms_in_use()}
    assert named == {term.name for term in vocabulary.file_entries()} | {"龙城夜话"}
    assert "敢为、敢闯、敢干、敢首创" in vocabulary.all_spellings()


def test_every_change_raises_the_stamp_and_is_audited():
    term, stamps = keep(), []
    stamps.append(stamp())
    keep(term, name="龙城夜话会", spellings=["龙城夜话"])
    stamps.append(stamp())
    drop_term(term, by=people.editor())
    stamps.append(stamp())
    assert len(set(stamps)) == 3
    lines = AuditLine.objects.filter(verb__endswith="词条").order_by("number")
    assert [line.verb for line in lines] == ["建词条", "改词条", "删词条"]
    assert {line.actor for line in lines} == {people.editor()}
    after = {"name": "龙城夜话会", "kind": "event", "spellings": "龙城夜话", "synonyms": ""}
    assert lines[1].detail["after"] == after
    assert lines[1].detail["before"]["name"] == "龙城夜话"
    assert lines[2].detail["before"] == after


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"name": "夜"}, "“夜”不能作词条：词条和每个写法须为 2 到 40 个字"),
        ({"name": "长" * 41}, "须为 2 到 40 个字"),
        ({"name": "“”"}, "须为 2 到 40 个字"),
        ({"name": "——"}, "须为 2 到 40 个字"),
        ({"spellings": ["夜"]}, "“夜”不能作词条"),
        ({"name": "“專精特新”"}, "“專精特新”已属于词条“专精特新”"),
        ({"spellings": ["民企"]}, "“民企”已属于词条“民营企业”，请换一个词，或先在那里去掉"),
        ({"synonyms": ["ＡＩ"]}, "“ＡＩ”已属于词条“人工智能”"),
        ({"synonyms": [f"夜话{number}" for number in range(21)]}, "至多 20 个"),
    ],
)
def test_a_word_that_cannot_be_is_refused_and_nothing_changes(words, sentence):
    keep(name="钟楼夜话")
    before = (stamp(), Term.objects.count(), AuditLine.objects.count())
    with pytest.raises(EditorialError, match=sentence):
        keep(**words)
    assert (stamp(), Term.objects.count(), AuditLine.objects.count()) == before


def test_control_a_word_that_its_term_gives_up_is_free():
    owner = keep(name="钟楼夜话", synonyms=["夜话"])
    with pytest.raises(EditorialError, match="已属于词条“钟楼夜话”"):
        keep(spellings=["夜话"])
    keep(owner, name="钟楼夜话")
    assert keep(spellings=["夜话"]).spellings == "夜话"


def test_a_word_stands_once_in_its_term():
    term = keep(spellings=["夜话龙城", "龙城夜话", "“夜话龙城”"], synonyms=["夜话龙城", "龙夜"])
    assert (term.spellings, term.synonyms) == ("夜话龙城", "龙夜")


def test_a_change_that_is_rolled_back_is_forgotten():
    term = keep()
    learn_vocabulary()
    with transaction.atomic():
        drop_term(Term.objects.get(pk=term.pk), by=people.editor())
        learn_vocabulary()
        assert "龙城夜话" not in segmenter.cut_words(LINE)
        transaction.set_rollback(True)
    learn_vocabulary()
    assert "龙城夜话" in segmenter.cut_words(LINE)


def test_asking_costs_one_query_and_a_change_one_more(django_assert_num_queries):
    keep()
    with django_assert_num_queries(2):
        learn_vocabulary()
    with django_assert_num_queries(1):
        learn_vocabulary()


def test_an_import_proposes_tags_by_the_terms_of_now():
    def proposed():
        text = f"龙城夜话走进厂区\n\n{LINE}，听取意见。{LINE}。\n"
        reading = reading_of(READERS[".txt"](text.encode()), file="夜话.txt")
        return with_proposals(reading.receipt, reading.text).proposed_tags

    assert "龙城夜话" not in proposed()
    keep()
    assert "龙城夜话" in proposed()


def test_the_kinds_of_the_list_are_those_of_the_texts():
    assert set(TermKind.values) == vocabulary.KINDS


# Cuts a line each time it reads one; asks for the terms before, unless it is to stay as it is.
CUTS = """
import os, sys, django
django.setup()
from django.conf import settings
settings.DATABASES["default"]["NAME"] = os.environ["ITS_DATABASE"]
from series.models import learn_vocabulary
from series.text.language import segmenter
for line in sys.stdin:
    if sys.argv[1] == "asks":
        learn_vocabulary()
    print("|".join(segmenter.cut_words(line.strip())), flush=True)
"""


class Another:
    """Another process on the same database, running and cutting."""

    def __init__(self, *, asks):
        given = {"ITS_DATABASE": str(connection.settings_dict["NAME"]), "PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", CUTS, "asks" if asks else "stays"],
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", **given},
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def words(self, line):
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip().split("|")

    def end(self):
        self.process.stdin.close()
        assert self.process.wait(timeout=30) == 0
        self.process.stdout.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("asks", [True, False], ids=["asks", "control"])
def test_a_process_that_runs_learns_a_change_without_a_restart(asks):
    another = Another(asks=asks)
    assert "龙城夜话" not in another.words(LINE)
    term = keep()
    assert ("龙城夜话" in another.words(LINE)) == asks
    drop_term(term, by=people.editor())
    assert "龙城夜话" not in another.words(LINE)
    assert "两个健康" in another.words("我们围绕两个健康开展工作")
    another.end()
