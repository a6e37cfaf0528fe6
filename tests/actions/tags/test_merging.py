"""Merging and deleting tags: entries, counts, addresses and signatures stay right."""

import pytest

from chamber.models import User
from series.actions.counters.published import recount
from series.actions.errors import EditorialError
from series.actions.relations.related import relate_some
from series.actions.tags.tags import describe_tag, merge_tags, name_tag
from series.actions.tags.usage import delete_tag, merge_forecast, target_named, unused_tags, uses_of
from series.actions.verification.verify import Verification
from series.models import AuditLine, Entry, EntryFeature, Feature, FormerTag, Tag, TaggedEntry
from tests.helpers import making, people

pytestmark = pytest.mark.django_db


def tag(name):
    return Tag.objects.get(name=name)


def merge(name, into):
    return merge_tags(tag(name), into=tag(into), by=people.editor())


def new(name):
    return name_tag(Tag(), name=name, by=people.editor())


def faults():
    return [str(fault) for fault in Verification().faults()]


@pytest.fixture(scope="module")
def rows(module_transaction):
    """AI: two public entries (one with 人工智能 too), a withdrawn one, a draft."""
    return {
        "one": making.article("published", tags=["AI"], headline="甲"),
        "both": making.article("published", tags=["AI", "人工智能"], headline="乙"),
        "withdrawn": making.article("withdrawn", tags=["AI"], headline="丙"),
        "draft": making.article(tags=["AI", "常商论坛"], headline="丁"),
        "other": making.event("published", tags=["人工智能"]),
    }


@pytest.fixture
def desk(rows, db):
    """The rows as they are stored: no test sees what another did to their objects."""
    return {name: type(row).objects.get(pk=row.pk) for name, row in rows.items()}


def test_every_entry_gets_the_other_tag_once(desk):
    assert merge("AI", "人工智能") == 4
    found = {name: sorted(row.tags.names()) for name, row in desk.items()}
    assert found == {
        **{name: ["人工智能"] for name in ("one", "both", "withdrawn", "other")},
        "draft": ["人工智能", "常商论坛"],
    }
    assert not Tag.objects.filter(name="AI").exists()


def test_the_counts_are_right(desk):
    merge("AI", "人工智能")
    assert tag("人工智能").published_count == 3
    assert TaggedEntry.objects.filter(published_at__isnull=False).count() == 3
    assert recount() == 0


def test_what_was_signed_is_verified_after_it(desk):
    assert faults() == []
    merge("AI", "人工智能")
    assert faults() == []
    merge("人工智能", "常商论坛")
    making.republish(desk["one"], summary="再发一次")
    assert faults() == []
    TaggedEntry.objects.filter(content_object=desk["one"].pk).delete()
    assert len(faults()) == 1


def test_all_its_addresses_lead_to_the_other(desk):
    name_tag(tag("AI"), name="智能", by=people.editor())
    merge("智能", "人工智能")
    assert dict(FormerTag.objects.values_list("slug", "tag__name")) == {
        "ai": "人工智能",
        "智能": "人工智能",
    }
    making.bring_to(desk["draft"], "public")
    assert sorted(desk["draft"].tags.names()) == ["人工智能", "常商论坛"]
    assert faults() == []


def test_the_audit_tells_of_it(desk):
    key = str(tag("AI").pk)
    merge("AI", "人工智能")
    line = AuditLine.objects.get(verb="合并话题")
    assert (line.actor, line.object) == (people.editor(), "AI")
    states = line.detail.pop("states")["series.tag"]
    assert line.detail == {"before": "AI", "after": "人工智能", "entries": 4, "public": 2}
    assert (states[key], states[str(tag("人工智能").pk)]["name"]) == (None, "人工智能")


@pytest.mark.parametrize(
    ("own", "others", "kept"),
    [("自己的", "", "自己的"), ("自己的", "别的", "自己的"), ("", "别的", "别的"), ("", "", "")],
)
def test_a_description_is_not_lost(desk, own, others, kept):
    describe_tag(tag("人工智能"), description=own, by=people.editor())
    describe_tag(tag("AI"), description=others, by=people.editor())
    merge("AI", "人工智能")
    assert tag("人工智能").description == kept


def test_not_into_itself(desk):
    with pytest.raises(EditorialError, match="不能把话题“AI”合并到它自己，请另选一个话题"):
        merge("AI", "AI")
    assert tag("AI").items.count() == 4


@pytest.mark.parametrize("way", ["gone into another", "into what is gone"])
def test_not_twice(desk, way):
    gone, left = tag("AI"), tag("人工智能")
    merge("AI", "人工智能")
    given = (gone, left) if way == "gone into another" else (left, gone)
    with pytest.raises(EditorialError, match="话题“AI”已被合并或删除"):
        merge_tags(given[0], into=given[1], by=people.editor())
    assert left.items.count() == 5


def test_a_merge_without_its_audit_line_does_not_happen(desk):
    nobody = User(username="nobody")  # a line cannot name somebody who is not stored
    with pytest.raises(ValueError, match="unsaved"):
        merge_tags(tag("AI"), into=tag("人工智能"), by=nobody)
    assert (tag("AI").items.count(), FormerTag.objects.count(), recount()) == (4, 0, 0)


def test_the_forecast_says_what_happens(desk):
    assert merge_forecast(tag("AI"), into=tag("人工智能")) == {"all": 4, "public": 2, "both": 1}


@pytest.mark.parametrize("typed", ["人工智能", "“人工智能”", " 智能 "])
def test_a_target_is_found_by_a_name_or_an_old_one(desk, typed):
    new("智能")
    merge("智能", "人工智能")
    assert target_named(typed, tag=tag("AI")) == tag("人工智能")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("没有的", "没有话题“没有的”，请填写一个已有话题的名称"),
        ("", "没有话题“”"),
        ("ＡＩ", "“AI”就是这个话题，不能合并到它自己"),
    ],
)
def test_a_target_that_is_none(desk, typed, sentence):
    with pytest.raises(EditorialError, match=sentence):
        target_named(typed, tag=tag("AI"))


def unused():
    return sorted(unused_tags().values_list("name", flat=True))


def test_a_tag_is_unused_when_no_text_names_it(desk):
    new("空话题")
    new("新版才有")
    assert unused() == ["新版才有", "空话题"]
    making.change(desk["one"], tags=["新版才有"])
    assert unused() == ["空话题"]
    assert (uses_of(tag("新版才有")), uses_of(tag("AI")), uses_of(tag("空话题"))) == (1, 4, 0)


def test_a_used_tag_is_not_deleted(desk):
    new("新版才有")
    making.change(desk["one"], tags=["新版才有"])
    for name, uses in (("AI", 4), ("新版才有", 1)):
        with pytest.raises(EditorialError) as refused:
            delete_tag(tag(name), by=people.editor())
        assert str(refused.value) == (
            f"话题“{name}”还有 {uses} 篇稿件使用，不能删除；"
            "请合并到别的话题，或先从这些稿件中去掉它"
        )
    assert not AuditLine.objects.filter(verb="删除话题").exists()


def test_what_they_had_in_common_is_the_other_tag_now(desk):
    """相关阅读 counts both as carriers of one topic, and a recount finds nothing wrong."""
    relate_some(Entry.objects.published(), after=0, most=10)
    old, into = tag("AI").pk, tag("人工智能").pk
    merge("AI", "人工智能")
    feature = Feature.objects.get(name=f"tag:{into}")
    held = EntryFeature.objects.filter(feature=feature).values_list("entry", flat=True)
    assert set(held) == {desk[name].pk for name in ("one", "both", "other")}
    assert feature.count == 3
    assert not Feature.objects.filter(name=f"tag:{old}").exists()
