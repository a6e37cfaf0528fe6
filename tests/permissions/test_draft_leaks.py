"""The grid of surfaces × states × roles: nothing that is not public gets out.

Every entry has words of its own in every field, its topics and its series; every address at which
an entry may stand is asked, as `prove_withdrawn` asks them, and beside these the searches for each
word and the desk of another column. Run with -s it prints how many questions were asked.
"""

import re
from datetime import timedelta
from functools import partial
from urllib.parse import quote

import pytest
from django.utils import timezone

from series.actions.editorial.reviews import return_for_changes
from series.actions.editorial.schedules import schedule
from series.actions.editorial.working_copies import keep_copy
from series.actions.withdrawal.addresses import Withdrawn
from series.management.public_addresses import addresses_of
from series.models import Entry, Kind
from series.roles import EDITOR
from tests.helpers import making, people
from tests.helpers.reading import whole

pytestmark = pytest.mark.any_database
SIGN = "暗语"
# The desk shows every series to everybody with a role: names of series are no words of a text.
SERIES = re.compile(rf"{SIGN}[a-z]\d+号系列|{SIGN}简介")
QUOTED = re.compile("“([^“”]+)”")
DESK = (
    *("/desk/", "/desk/series/entry/", "/desk/series/tag/", "/desk/series/picture/"),
    *("/desk/series/attachment/", "/desk/calendar/", "/desk/series/series/"),
)
PAGES = ("change/", "history/", "proof/", "compare/", "revisions/1/", "outputs/", "share/", "slip/")


def words_of(name):
    """Content in which every field that all kinds have holds a word of its own."""
    return {
        "kicker": f"{SIGN}{name}引题",
        "headline": f"{SIGN}{name}标题如何",
        "subtitle": f"{SIGN}{name}副题",
        "summary": f"{SIGN}{name}摘要",
        "body": f"<p>企业家听说{SIGN}{name}正文一事后都来了。</p>",
        "author": f"{SIGN}{name}作者",
        "editor": f"{SIGN}{name}编辑",
        "tags": [f"{SIGN}{name}话题"],
    }


def returned(row):
    making.bring_to_review(row)
    return_for_changes(row, revision=making.newest(row), opinion="请改", by=people.first())


def scheduled(row):
    making.approve_fully(row)
    at = timezone.now() + timedelta(days=3)
    schedule(row, revision=making.newest(row), at=at, by=people.chief())


def newer_draft(make, words, **given):
    row = make("public", column=given["column"])
    making.change(row, **words)
    return row


def old_revision(make, words, **given):
    row = make(**words, **given)
    empty = dict.fromkeys(("kicker", "subtitle", "summary", "author", "editor"), "")
    text = {"headline": "改过的标题", "body": "<p>改过的文字。</p>", "tags": [], "series": None}
    making.change(row, **empty, **text)
    return making.bring_to(row, "public")


def autosave(make, words, **given):
    row = make("public", column=given["column"])
    fields = {key: [str(value)] for key, value in words.items()}
    keep_copy(people.editor(), kind=row.kind, entry=row, base=1, fields=fields)
    return row


def in_state(*steps, make, words, **given):
    row = make(**words, **given)
    for step in steps:
        step(row)
    return row


PLAIN_STATES = ("draft", "submitted", "signed", "withdrawn", "expired")
STATES = {
    **{state: partial(in_state, *making.STATES[state]) for state in PLAIN_STATES},
    "returned": partial(in_state, returned),
    "scheduled": partial(in_state, scheduled),
    "a newer draft": newer_draft,
    "an old revision": old_revision,
    "an autosave": autosave,
}
MAKE = {
    Kind.ARTICLE: making.article,
    Kind.INITIATIVE: making.initiative,
    Kind.EVENT: making.event,
    Kind.FLATPAGE: making.flatpage,
}


@pytest.fixture(scope="module")
def rows(module_transaction):
    """{(kind, state): (entry, its words)}, each with a series of its own."""
    found = {}
    for kind, make in MAKE.items():
        for number, (state, bring) in enumerate(STATES.items(), start=1):
            name = f"{kind.value[0]}{number}号"
            run = making.series(f"{SIGN}{name}系列", intro=f"{SIGN}简介")
            words = words_of(name)
            row = bring(make=make, words=words, column=making.column(), series=run.pk)
            found[kind, state] = (Entry.objects.get(pk=row.pk), words)
    return found


def questions(row, words):
    """Yield (path, what its answer repeats of the question) for one entry."""
    row.published_at = row.published_at or timezone.now()
    for address in addresses_of(Withdrawn(row, (words["headline"],))):
        if address.method == "GET" and not address.headers:
            yield address.path, address.but
    for word in (*searched(words), words["tags"][0]):
        yield f"/search/?q={quote(word)}", word
        yield f"/search/suggest/?q={quote(word)}", word
    yield f"/search/?q={quote('企业 话题：' + words['tags'][0])}", words["tags"][0]
    for path in ("/tags/{}/", "/feeds/tags/{}.atom", "/api/entries/?tag={}"):
        yield path.format(quote(words["tags"][0])), words["tags"][0]
    if row.series_id:
        yield f"/search/?q=企业&series={row.series_id}", ""


def searched(words):
    return [value for value in words.values() if isinstance(value, str) and "<" not in value]


def leaks(client, asked):
    """(number of questions, those whose answer has a word of a hidden text that was not asked)."""
    found, count = [], 0
    for path, repeated in asked:
        answer = client.get(path)
        assert answer.status_code < 500, path
        data = b"".join(answer.streaming_content) if answer.streaming else answer.content
        text = whole(data.decode("utf-8", "replace").replace("\r\n ", ""))
        count += 1
        for echo in (repeated, quote(repeated)):
            text = text.replace(echo, "") if echo else text
        # A search says by which words of the question it went.
        text = QUOTED.sub(lambda said, asked=repeated: "" if said[1] in asked else said[0], text)
        text = SERIES.sub("", text) if path.startswith("/desk/") else text
        if SIGN in text or quote(SIGN) in text:
            found.append(path)
    return count, found


def readers(client):
    """Sign in nobody."""
    client.logout()


def without_role(client):
    client.force_login(people.outsider())


def of_another_column(client):
    client.force_login(people.of_column(EDITOR, making.column("别的专栏")))


SLOW = pytest.mark.slow(reason="2,000 questions a case; those of readers about articles stay")
CASES = [
    pytest.param(kind, role, marks=() if (kind, role) == (Kind.ARTICLE, readers) else SLOW)
    for kind in MAKE
    for role in (readers, without_role, of_another_column)
]


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "sign_in"), CASES)
def test_no_word_of_a_hidden_text_gets_out(client, rows, kind, sign_in):
    sign_in(client)
    asked = 0
    for state in STATES:
        count, found = leaks(client, questions(*rows[kind, state]))
        assert found == [], state
        asked += count
    if sign_in is of_another_column:
        desk = [
            (f"/desk/series/{kind.value}/{row.pk}/{page}", "")
            for row, _ in rows.values()
            for page in PAGES
        ]
        desk += [(path, "") for path in DESK]
        desk += [
            (f"/desk/series/entry/?q={quote(word)}", word)
            for _, words in rows.values()
            for word in searched(words)[:2]
        ]
        count, found = leaks(client, desk)
        assert found == []
        asked += count
    print(f"\n{kind.label}，{len(STATES)} 种状态，{sign_in.__name__}：问 {asked} 处，泄露 0 处")
    assert asked >= 500


@pytest.mark.django_db
@pytest.mark.parametrize("kind", MAKE)
def test_the_same_questions_find_a_public_text(client, rows, kind):
    """Control: once it is public, most of the questions answer with its words."""
    row, words = rows[kind, "draft"]
    row = making.bring_to(row, "public")
    count, found = leaks(client, questions(Entry.objects.get(pk=row.pk), words))
    assert len(found) > count / 3
    for path in ("/", row.get_absolute_url(), f"/tags/{quote(words['tags'][0])}/"):
        assert path in found


@pytest.mark.django_db
def test_the_desk_of_the_column_itself_sees_them(client, rows):
    """Control of the desk: an editor of the column finds a draft in the list and opens it."""
    row, _ = rows[Kind.ARTICLE, "draft"]
    client.force_login(people.of_column(EDITOR, row.column))
    paths = ["/desk/series/entry/", f"/desk/series/article/{row.pk}/change/"]
    assert leaks(client, [(path, "") for path in paths])[1] == paths
