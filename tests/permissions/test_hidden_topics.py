"""Topics and series of what is not public: answered everywhere as if they had never been.

Decision 106.
"""

import re
from contextlib import suppress
from io import StringIO
from urllib.parse import quote, unquote

import pytest
from django.core.management import CommandError, call_command

from series.actions.tags.tags import name_tag
from series.models import FormerTag, Series, Tag
from series.roles import EDITOR
from tests.helpers import making, people

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
TOPIC, RUN = "某某被查", "某某专案"
HIDDEN = ("draft", "submitted", "signed", "withdrawn", "expired")
NEVER = 987654


def topic_addresses(name, key):
    slug = quote(name)
    return {
        "page": f"/tags/{slug}/",
        "page by year": f"/tags/{slug}/?before=20231117T000000.000000-9",
        "atom": f"/feeds/tags/{slug}.atom",
        "rss": f"/feeds/tags/{slug}.rss",
        "interface": f"/api/entries/?tag={slug}",
        "filter of the search": f"/search/?q=企业&tag={key}",
        "typed filter": f"/search/?q={quote(f'企业 话题：{name}')}",
        "part of it": f"/search/?q={quote(f'企业 话题：{name[:2]}')}",
        "suggestions": f"/search/suggest/?q={slug}",
        "first letters": "/search/suggest/?q=moumou",
        "list of topics": "/api/tags/",
        "site map": "/sitemap/",
        "sitemap.xml": "/sitemap-tags.xml",
    }


def series_addresses(key):
    return {
        "page": f"/series/{key}/",
        "page after a number": f"/series/{key}/?after=2",
        "atom": f"/feeds/series/{key}.atom",
        "rss": f"/feeds/series/{key}.rss",
        "calendar": f"/series/{key}.ics",
        "interface": f"/api/entries/?series={key}",
        "filter of the search": f"/search/?q=企业&series={key}",
        "list": "/api/series/",
        "list of articles": "/articles/",
        "feeds": "/feeds/",
    }


def answers(client, addresses, *, name="", key):
    """{place: (status, text without the question)}: equal answers tell nothing."""
    got = {}
    for place, path in addresses.items():
        answer = client.get(path)
        text = unquote(unquote(answer.content.decode()))  # the address stands in other addresses
        text = re.sub(rf"(tag=|series=|/series/){key}\b", r"\1N", text)
        text = text.replace(name, "N") if name else text
        got[place] = (answer.status_code, text)
    return got


@pytest.mark.parametrize("kind", [making.article, making.initiative, making.event])
@pytest.mark.parametrize("state", HIDDEN)
def test_a_topic_of_a_hidden_entry_is_answered_as_one_that_never_was(client, kind, state):
    making.article("public", headline="企业座谈会召开", tags=["两个健康"])
    kind(state, tags=[TOPIC])
    key = Tag.objects.get(name=TOPIC).pk
    hidden = answers(client, topic_addresses(TOPIC, key), name=TOPIC, key=key)
    never = topic_addresses("某某无此", NEVER)
    expected = answers(client, never, name="某某无此", key=NEVER)
    assert [place for place in never if hidden[place] != expected[place]] == []
    assert {hidden[place][0] for place in ("page", "atom", "rss", "interface")} == {404}


@pytest.mark.parametrize("state", HIDDEN)
def test_a_series_of_hidden_entries_is_answered_as_one_that_never_was(client, state):
    making.article("public", headline="企业座谈会召开")
    run = making.series(RUN, intro="对某某的专案")
    making.article(state, series=run, number=3)
    hidden = answers(client, series_addresses(run.pk), key=run.pk)
    expected = answers(client, series_addresses(NEVER), key=NEVER)
    assert [place for place in hidden if hidden[place] != expected[place]] == []
    assert {hidden[place][0] for place in ("page", "atom", "calendar", "interface")} == {404}


def test_a_public_entry_opens_topic_and_series_at_every_address(client):
    """Control: the same addresses answer, and name them, once an entry is public."""
    run = making.series(RUN)
    making.article("public", headline="企业座谈会召开", tags=[TOPIC], series=run, number=3)
    key = Tag.objects.get(name=TOPIC).pk
    silent = {
        place
        for place, path in topic_addresses(TOPIC, key).items()
        if (answer := client.get(path)).status_code != 200 or TOPIC not in answer.text
    }
    # These name no topic: the interface gives entries, and what was typed is not offered.
    assert silent <= {"interface", "sitemap.xml", "part of it", "suggestions", "page by year"}
    for place, path in series_addresses(run.pk).items():
        answer = client.get(path)
        assert answer.status_code == 200, place
    assert RUN in client.get(f"/search/?q=企业&series={run.pk}").text


def test_a_former_name_of_a_hidden_topic_leads_nowhere(client):
    making.article(tags=[TOPIC])
    name_tag(Tag.objects.get(name=TOPIC), name="另一名称", by=people.admin())
    assert FormerTag.objects.filter(name=TOPIC).exists()
    assert client.get(f"/tags/{TOPIC}/").status_code == 404
    assert client.get(f"/feeds/tags/{quote(TOPIC)}.atom").status_code == 404
    making.article("public", tags=["另一名称"])
    assert client.get(f"/tags/{TOPIC}/").status_code == 301  # control


def test_a_festival_with_a_lunar_day_is_public_without_an_entry(client):
    """The office announces it by its day: the home page and the calendar show it."""
    row = making.series("企业家日", kind="festival", lunar_month=1, lunar_day=8)
    assert client.get(row.get_absolute_url()).status_code == 200
    Series.objects.filter(pk=row.pk).update(lunar_month=None, lunar_day=None)
    assert client.get(row.get_absolute_url()).status_code == 404


def certificate(row):
    """The lines of the command, which ends with an error where it finds something."""
    out = StringIO()
    with suppress(CommandError):
        call_command("prove_withdrawn", str(row.pk), stdout=out)
    return out.getvalue()


def test_the_certificate_looks_at_topic_and_series():
    run = making.series(RUN)
    row = making.article("withdrawn", tags=[TOPIC], series=run, number=3)
    lines = certificate(row)
    assert "处均未发现" in lines
    assert f"检索条件“{TOPIC}”" in lines
    # Control: with the counters that opened these pages before, it names each of them.
    Tag.objects.update(published_count=1)
    Series.objects.update(published_count=1)
    found = [line for line in certificate(row).splitlines() if line.startswith("✗")]
    for place in (f"话题“{TOPIC}”", f"话题“{TOPIC}”订阅 atom", "系列", "系列订阅 rss", "系列日历"):
        assert any(line.startswith(f"✗ {place}　") for line in found), place
    assert any(line.startswith(f"✗ 检索条件“{TOPIC}”") for line in found)
    assert any(line.startswith(f"✗ 接口：话题“{TOPIC}”") for line in found)


def test_the_desk_lists_the_topics_of_ones_own_columns(client, column):
    making.article(column=making.column("别的专栏"), tags=[TOPIC])
    making.article(tags=["自己的话题"])
    making.article("public", column=making.column("别的专栏"), tags=["公开的话题"])
    key = Tag.objects.get(name=TOPIC).pk
    client.force_login(people.of_column(EDITOR, column))
    for path in ("/desk/series/tag/", f"/desk/series/tag/?q={TOPIC}", "/desk/series/tag/?use=none"):
        assert f">{TOPIC}<" not in client.get(path).text, path
    assert client.get(f"/desk/series/tag/{key}/change/").status_code != 200
    listed = client.get("/desk/series/tag/").text
    assert "自己的话题" in listed
    assert "公开的话题" in listed
    client.force_login(people.editor())
    assert TOPIC in client.get("/desk/series/tag/").text  # control
    assert client.get(f"/desk/series/tag/{key}/change/").status_code == 200
