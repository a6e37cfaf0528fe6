"""雷同: every stored text is compared with a new one, whatever became of it."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chamber.models import User
from series.actions.editorial.publication import withdraw
from series.actions.relations import similar
from series.actions.relations.similar import compared_text, similar_to_text
from series.actions.relations.similar_pairs import pairs, read_some, similar_to, unread
from series.models import ColumnRole, Shingle, SimilarPair, TextSample
from series.roles import EDITOR
from series.text.diff import passages
from series.text.language.shingles import shingles
from series.text.markup.stored_html import paragraph
from tests.helpers import making, people
from tests.helpers.samples.edits import demo_texts, edited
from tests.helpers.samples.seed import seed_text

pytestmark = pytest.mark.django_db
DEMO = demo_texts()
NAMES = list(DEMO)
INTRODUCTION = DEMO["26-talent"][:160].replace("\n", "")


def body(text):
    return "".join(paragraph(line) for line in text.splitlines() if line.strip())


def stored(text, state="draft", **content):
    return making.article(state, body=body(text), **content)


def named(text, **given):
    """{headline: percent} of what this text resembles."""
    return {row.entry.headline: row.percent for row in similar_to_text(text, **given)}


@pytest.fixture
def whole_column():
    """The demonstration's forty texts as drafts."""
    return {name: stored(text, headline=name) for name, text in DEMO.items()}


@pytest.mark.parametrize("state", ["draft", "submitted", "public", "withdrawn", "expired"])
def test_a_text_is_found_in_every_state(state):
    entry = stored(DEMO[NAMES[0]], state, headline="原稿")
    copy = stored(edited(DEMO[NAMES[0]], share=0.05, seed=1), headline="抄稿")
    row = SimilarPair.objects.get(entry=copy.pk)
    assert (row.other_id, row.percent >= 90) == (entry.pk, True)
    assert SimilarPair.objects.filter(entry=entry.pk, other=copy.pk, percent=row.percent).exists()


@pytest.mark.parametrize("in_blocks", [False, True])
def test_the_seed_is_found_and_nothing_else_of_its_column(whole_column, in_blocks):
    seed = "\n".join(seed_text().splitlines()[2:])
    for line in seed.splitlines():
        stored(line, headline="一节")
    entry = stored(seed, headline="原稿")
    SimilarPair.objects.filter(entry=entry.pk).delete()
    for chance in range(4):
        found = named(edited(seed, share=0.05, seed=chance, in_blocks=in_blocks))
        assert found.pop("原稿") >= 93
        assert set(found) <= {"一节"}, "its own sections, word by word, are all that may be named"


def test_no_text_of_the_column_has_a_twin(whole_column):
    assert TextSample.objects.count() == len(DEMO)
    assert list(pairs()) == []


def test_control_without_the_threshold_unrelated_texts_are_twins(monkeypatch):
    for name, value in (("ALIKE", 1), ("FEWEST", 1), ("RATE", 0)):
        monkeypatch.setattr(similar, name, value)
    monkeypatch.setattr(passages, "SHORTEST", 1)
    for name in NAMES:
        stored(DEMO[name], headline=name)
    assert len(list(pairs())) > 10


def test_half_a_text_in_a_longer_one_is_found():
    entry = stored(DEMO["12-work-review-1"], headline="半篇出自此处")
    half = DEMO["12-work-review-1"][: len(DEMO["12-work-review-1"]) // 2]
    longer = half + "\n".join(DEMO[name] for name in NAMES[20:30])
    assert 40 <= named(longer)[entry.headline] <= 55


def test_an_introduction_that_the_whole_column_uses_makes_no_twins():
    for name in NAMES[:7]:
        stored(INTRODUCTION + "\n" + DEMO[name][:300], headline=name)
    found = dict.fromkeys(entry.headline for pair in pairs() for entry in pair[:2])
    early = set(NAMES[:5])  # before it is known to be everybody's
    assert set(found) <= early
    assert named(INTRODUCTION + "\n" + DEMO[NAMES[9]][:300]) == {}


def test_control_an_introduction_of_two_texts_counts():
    stored(INTRODUCTION + "\n" + DEMO[NAMES[0]][:200], headline="甲")
    assert "甲" in named(INTRODUCTION + "\n" + DEMO[NAMES[1]][:200])


def test_a_whole_text_that_many_repeat_is_still_named():
    for number in range(6):
        stored(DEMO[NAMES[3]], headline=f"第{number}份")
    assert set(named(DEMO[NAMES[3]]).values()) == {100}


def test_what_was_taken_out_again_is_found_in_its_revision():
    entry = stored(DEMO[NAMES[0]], headline="后来改写")
    making.change(entry, body=body(DEMO[NAMES[1]]))
    row = similar_to_text(DEMO[NAMES[0]])[0]
    assert (row.entry.pk, row.revision.number, row.percent, row.now) == (entry.pk, 1, 100, 0)
    copy = stored(DEMO[NAMES[0]])
    assert similar_to(copy, user=people.editor())[0].revision.number == 1
    assert not SimilarPair.objects.filter(entry=entry.pk).exists(), (
        "its text of now resembles nobody's"
    )


def test_an_entry_is_no_twin_of_its_own_revisions():
    entry = stored(DEMO[NAMES[0]])
    making.change(entry, body=body(edited(DEMO[NAMES[0]], share=0.02, seed=1)))
    assert list(pairs()) == []


def test_a_rewritten_text_is_a_twin_no_longer():
    entry, copy = stored(DEMO[NAMES[0]]), stored(DEMO[NAMES[0]])
    making.change(copy, body=body(DEMO[NAMES[1]]))
    assert similar_to(copy, user=people.editor()) == []
    known = similar_to(entry, user=people.editor())
    assert [(twin.other_id, twin.revision.number) for twin in known] == [(copy.pk, 1)]


def test_a_text_that_was_withdrawn_after_it_was_copied_stays_named():
    entry, copy = stored(DEMO[NAMES[0]], "public"), stored(DEMO[NAMES[0]])
    withdraw(entry, reason="有误", by=people.chief())
    twin = similar_to(copy, user=people.editor())[0]
    assert (twin.other.visibility, twin.percent) == ("withdrawn", 100)


def test_only_what_a_person_may_see_is_named():
    """The control is the editor of both columns, who sees it."""
    elsewhere = making.column("另一个专栏")
    stored(DEMO[NAMES[0]], column=elsewhere)
    copy = stored(DEMO[NAMES[0]])
    person = User.objects.create_user("here", is_staff=True)
    role = people.editor().groups.get(name=EDITOR)
    ColumnRole.objects.create(user=person, role=role, column=making.column())
    assert similar_to(copy, user=person) == []
    assert similar_to(copy, user=people.outsider()) == []
    assert len(similar_to(copy, user=people.editor())) == 1


def test_a_number_has_no_more_holders_than_a_lookup_may_read(monkeypatch):
    monkeypatch.setattr(similar, "MOST_HOLDERS", 3)
    entries = [stored(DEMO[NAMES[0]]) for _ in range(5)]
    value = min(shingles(DEMO[NAMES[0]]))
    assert Shingle.objects.filter(value=value).count() == 3
    assert SimilarPair.objects.filter(entry=entries[-1].pk).count() == 3


def test_a_save_asks_the_same_whether_ten_or_forty_texts_are_there():
    def queries():
        with CaptureQueriesContext(connection) as asked:
            entry = stored("\n".join(reversed(DEMO[NAMES[-1]].splitlines())))
        SimilarPair.objects.all().delete()
        Shingle.objects.filter(entry=entry.pk).delete()
        return len(asked)

    people.editor()
    for name in NAMES[:10]:
        stored(DEMO[name])
    few = queries()
    for name in NAMES[10:-1]:
        stored(DEMO[name])
    assert queries() == few


def told(*arguments):
    out = StringIO()
    call_command("find_twins", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_what_is_older_than_the_search_is_read_by_the_command():
    entry = stored(DEMO[NAMES[0]], headline="甲")
    making.change(entry, body=body(DEMO[NAMES[1]]))
    stored(DEMO[NAMES[1]], headline="乙")
    stored(DEMO[NAMES[0]], headline="丙")
    for model in (SimilarPair, Shingle, TextSample):
        model.objects.all().delete()
    assert "有 3 篇稿件还没有取样" in told()
    assert Shingle.objects.count() == 0, "nothing is written without --commit"
    assert read_some(most=1) == 1
    assert unread().count() == 2
    said = told("--commit")
    assert "已为 2 篇稿件取样" in said
    assert "100% 相同：第" in said
    assert "共 2 对雷同的稿件" in said
    assert "全部稿件都已取样" in told("--commit")
    assert sorted(similar_to_text(DEMO[NAMES[0]])[0].revision.content) == sorted(
        making.newest(entry).content
    )


def test_without_twins_the_command_says_so():
    stored(DEMO[NAMES[0]])
    assert told() == "没有雷同的稿件\n"


def test_words_are_those_of_the_body():
    assert compared_text(making.newest(making.article())).startswith("常州市工商联组织")
