"""What is suggested while a question is typed: only what is public, and what finds something."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from series.actions.editorial.publication import withdraw
from series.actions.tags.tags import name_tag
from series.models import Entry, Series, Tag
from series.search.guessing import guess
from series.search.narrowing import Narrowing
from series.search.query import read_query
from series.search.searching import search_entries
from series.search.suggesting import MOST, Suggestion, suggest
from tests.helpers import making, people

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def laid_out(module_transaction):
    forum = making.series("常商论坛")
    office = making.organization("常州市工商业联合会", short_name="市工商联")
    making.organization("常州市没有稿件商会", kind="chamber")
    rows = {
        "talk": making.event(
            "public",
            headline="聚势新能 智创未来",
            series=forum,
            number=1,
            venue="龙城大会堂",
            programme=[
                {"title": "下一程", "kind": "keynote", "speaker": "曾庆红叶", "starts": "09:30"}
            ],
        ),
        "storage": making.article(
            "public",
            headline="“储能”沙龙在AI产业园举行",
            tags=["两个健康", "新能源之都"],
            source=office.pk,
        ),
        "bank": making.article("public", headline="银行为储能企业放贷", tags=["两个健康"]),
        "draft": making.article("draft", headline="储能保密计划", tags=["保密话题"]),
        "gone": making.article("withdrawn", headline="储能旧闻撤回", tags=["撤回话题"]),
    }
    return {name: row.pk for name, row in rows.items()}


@pytest.fixture
def site(laid_out, db):
    return {name: Entry.objects.get(pk=key) for name, key in laid_out.items()}


def texts(line):
    return [one.text for one in suggest(line)]


@pytest.mark.parametrize(
    "line", ["两", "两个", "两个健", "liangge", "lianggeji", "lgjk", "lg", "兩個"]
)
def test_a_topic_answers_as_it_is_typed(site, line):
    assert suggest(line)[0] == Suggestion("两个健康", "话题")


@pytest.mark.parametrize("line", ["常商", "changsh", "changshang", "cslt", "canshan"])
def test_a_series_answers_by_characters_pinyin_and_first_letters(site, line):
    assert suggest(line)[0] == Suggestion("常商论坛", "系列")


def test_names_come_first_and_headlines_lead_to_their_page(site):
    found = suggest("储能")
    assert found == [
        Suggestion("“储能”沙龙在AI产业园举行", "文章", site["storage"].get_absolute_url()),
        Suggestion("银行为储能企业放贷", "文章", site["bank"].get_absolute_url()),
    ]
    mixed = suggest("新能")
    assert [one.text for one in mixed] == ["新能源之都", "新能源", "聚势新能 智创未来"]
    assert [bool(one.url) for one in mixed] == [False, False, True]


def test_what_stands_in_the_field_already_is_not_offered(site):
    assert "两个健康" in texts("两个健")
    assert "两个健康" not in texts("两个健康")


@pytest.mark.parametrize(
    "line", ["chuneng", "chunengsha", "cnsl", "储能沙", "儲能沙龍", "ＡＩ产业"]
)
def test_headlines_answer_by_pinyin_first_letters_and_script(site, line):
    assert "“储能”沙龙在AI产业园举行" in texts(line)


def test_people_places_and_organizations_answer(site):
    assert "曾庆红叶" in texts("曾庆")
    assert "龙城大会堂" in texts("龙城")
    assert "龙城大会堂" in texts("longcheng")
    assert Suggestion("市工商联", "单位") in suggest("市工商")


def test_nothing_that_is_not_public_is_offered(site):
    for line in (
        "储能",
        "chuneng",
        "储能保",
        "保密",
        "baomi",
        "bmht",
        "撤回",
        "chehui",
        "没有稿件",
        "meiyougao",
    ):
        said = "".join(texts(line))
        assert not [word for word in ("保密", "撤回", "没有稿件") if word in said], line


def test_what_is_withdrawn_is_offered_no_longer(site):
    assert "银行为储能企业放贷" in texts("银行")
    assert "常商论坛" in texts("常商")
    for name in ("bank", "talk"):
        row = site[name]
        row.refresh_from_db()
        withdraw(row, by=people.chief(), reason="数字有误")
    assert texts("银行") == []
    assert texts("常商") == []


def test_a_term_is_offered_where_a_public_text_holds_it(site):
    making.article("public", headline="普通一篇", body="<p>谈到低空经济的前景。</p>")
    assert Suggestion("低空经济", "词条") in suggest("dikong")
    assert texts("新质生产力") == []


def test_every_suggestion_finds_something(site):
    for line in ("c", "s", "l", "x", "常", "新", "chang", "shi", "市", "2", "zhi"):
        for one in suggest(line):
            query = read_query(one.text)
            assert search_entries(query).count or guess(query, Narrowing()), (line, one)


def test_a_renamed_topic_answers_by_its_name_of_today(site):
    making.article("public", headline="又一篇", tags=["梳篦故事会"])
    assert texts("梳篦") == ["梳篦故事会"]
    name_tag(Tag.objects.get(name="梳篦故事会"), name="氢能之城", by=people.chief())
    assert texts("梳篦") == []
    assert suggest("氢能") == [Suggestion("氢能之城", "话题")]
    assert search_entries(read_query("氢能之城")).count == 1


def test_at_most_eight_however_many_there_are(site):
    for number in range(12):
        making.article("public", headline=f"论坛第{number}场", tags=[f"论坛话题{number}"])
    found = suggest("论坛")
    assert len(found) == MOST
    assert [bool(one.url) for one in found] == [False] * 5 + [True] * 3


@pytest.mark.parametrize(
    "line",
    ["", " ", "%", "“”", "-储能", "类型：活动", "类型：活动 储能", "“储能”", "储" * 41, "\0"],
)
def test_lines_that_are_no_beginning_get_nothing(site, line):
    assert suggest(line) == []


def test_the_work_is_bounded(site):
    def work():
        """{line: the queries that it takes, once the names are known}."""
        counts = {}
        for line in ("储能", "chuneng", "cnsl", "两个", "zzzz"):
            suggest(line)
            with CaptureQueriesContext(connection) as asked:
                suggest(line)
            counts[line] = len(asked)
        return counts

    before = work()
    for number in range(10):
        making.article("public", headline=f"储能第{number}次", tags=["两个健康"])
    assert work() == before
    assert max(before.values()) <= 12


def test_the_names_are_read_anew_only_when_the_desk_did_something(site):
    suggest("两个")
    with CaptureQueriesContext(connection) as asked:
        suggest("两个")
    assert not [row for row in asked.captured_queries if Series._meta.db_table in row["sql"]]
    making.article("public", headline="又一篇", tags=["两个新话题"])
    assert "两个新话题" in texts("两个")
