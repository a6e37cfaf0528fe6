"""词表 at the desk: editors keep it, and what they type is checked before it is kept."""

import pytest

from series.actions.tags.vocabulary import keep_term
from series.models import AuditLine, Term
from tests.helpers import people
from tests.helpers.forms import posted, visible_text

pytestmark = pytest.mark.django_db
LIST, ADD = "/desk/series/term/", "/desk/series/term/add/"


@pytest.fixture
def desk(as_person, editor):
    return as_person(editor)


@pytest.fixture
def term(db):
    words = {"spellings": ["夜话龙城"], "synonyms": ["龙夜"]}
    return keep_term(Term(), name="龙城夜话", kind="event", by=people.editor(), **words)


def change(client, term, **fields):
    url = f"{LIST}{term.pk}/change/"
    return client.post(url, posted(client.get(url), **fields), follow=True)


def add(client, **fields):
    return client.post(ADD, posted(client.get(ADD), **fields), follow=True)


def test_a_term_is_added_with_its_other_words(desk, term):
    typed = {"spellings": "钟楼夜谈、“夜话、钟楼”", "synonyms": "钟夜　楼夜"}
    answer = add(desk, name="“钟楼夜话”", kind="event", **typed)
    made = Term.objects.get(name="钟楼夜话")
    assert (made.spellings, made.synonyms) == ("钟楼夜谈，“夜话、钟楼”", "钟夜，楼夜")
    assert "钟楼夜话" in visible_text(answer)
    assert AuditLine.objects.filter(verb="建词条", object="钟楼夜话").count() == 1
    assert not AuditLine.objects.filter(verb="新建词条").exists()


def test_a_term_is_changed_and_shown_as_it_is_kept(desk, term):
    change(desk, term, synonyms="龙夜；龙话", kind="series")
    term.refresh_from_db()
    assert (term.kind, term.spellings, term.synonyms) == ("series", "夜话龙城", "龙夜，龙话")
    page = desk.get(f"{LIST}{term.pk}/change/")
    assert 'value="龙夜，龙话"' in page.text


def test_a_term_is_deleted(desk, term):
    desk.post(f"{LIST}{term.pk}/delete/", {"post": "yes"})
    assert not Term.objects.filter(pk=term.pk).exists()
    assert AuditLine.objects.get(verb="删词条").object == "龙城夜话"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": "龍城夜話"}, "“龍城夜話”已属于词条“龙城夜话”，请换一个词，或先在那里去掉"),
        ({"spellings": "龙夜"}, "“龙夜”已属于词条“龙城夜话”"),
        ({"synonyms": "夜"}, "“夜”不能作词条"),
        ({"name": ""}, "这个字段是必填项"),
        ({"kind": "slang"}, "选择一个有效的选项"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(desk, term, fields, sentence):
    count = Term.objects.count()
    answer = add(desk, **{"name": "钟楼夜话", "synonyms": "钟夜", **fields})
    assert sentence in visible_text(answer)
    assert Term.objects.count() == count
    assert f'value="{fields.get("synonyms", "钟夜")}"' in answer.text


def test_the_list_is_narrowed_by_kind_and_words(desk, term):
    assert "龙城夜话" in visible_text(desk.get(f"{LIST}?q=龙夜"))
    assert "龙城夜话" in visible_text(desk.get(f"{LIST}?kind__exact=event&q=夜话"))
    assert "龙城夜话" not in visible_text(desk.get(f"{LIST}?kind__exact=policy&q=夜话"))


def test_who_keeps_no_tags_keeps_no_terms(as_person, first, chief, term):
    assert as_person(first).post(ADD, {"name": "钟楼夜话", "kind": "event"}).status_code == 403
    assert not Term.objects.filter(name="钟楼夜话").exists()
    add(as_person(chief), name="钟楼夜话", kind="event")
    assert Term.objects.filter(name="钟楼夜话").exists()
