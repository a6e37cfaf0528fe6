import pytest

from series.models import Entry, Tag, TaggedEntry
from series.models.tag import join_tags
from tests.helpers import making

pytestmark = pytest.mark.django_db


def names(row):
    return sorted(row.tags.names())


def test_one_tag_for_every_spelling():
    making.article(tags=["“两个健康”"])
    making.article(tags=["两个健康"], headline="另一篇")
    making.article(tags=["「两个健康」", "ＡＩ", "AI", "ai"], headline="第三篇")
    assert sorted(Tag.objects.values_list("name", "slug")) == [
        ("AI", "ai"),
        ("两个健康", "两个健康"),
    ]


@pytest.mark.parametrize("typed", ["AI，常商论坛", "AI、常商论坛", "AI;常商论坛", "AI　常商论坛"])
def test_chinese_separators_part_tags(typed):
    assert names(making.article(tags=[typed])) == ["AI", "常商论坛"]


def test_a_plain_space_stays_inside_a_tag():
    assert names(making.article(tags=["新时代 新常商 新力量"])) == ["新时代 新常商 新力量"]


def test_parent_and_child_see_the_same_tags():
    row = making.event(tags=["常商论坛"])
    parent = Entry.objects.get(pk=row.pk)
    assert names(parent) == names(row) == ["常商论坛"]
    assert list(Entry.objects.filter(tags__name="常商论坛")) == [parent]
    assert TaggedEntry.objects.count() == 1


def test_a_removed_tag_leaves_the_entry():
    row = making.article(tags=["AI", "常商论坛"])
    making.change(row, tags=["常商论坛"])
    assert names(row) == ["常商论坛"]


def test_tags_carry_the_publication_moment_only_while_readers_may_see_it():
    draft = making.article(tags=["AI"])
    assert TaggedEntry.objects.get().published_at is None
    public = making.bring_to(draft, "public")
    assert TaggedEntry.objects.get().published_at == public.published_at
    making.republish(public, tags=["AI", "两个健康"])
    assert set(TaggedEntry.objects.values_list("published_at", flat=True)) == {public.published_at}


def test_a_change_that_is_not_public_yet_moves_no_tag():
    row = making.article("public", tags=["AI"])
    making.change(row, tags=["两个健康"])
    assert names(row) == ["AI"]


def test_tags_are_shown_in_one_line_with_the_chinese_comma():
    assert join_tags(making.article(tags=["b", "a"]).tags.all()) == "a，b"


def test_a_tag_outlives_slashes_in_its_name():
    row = making.article(tags=["产学/研"])
    assert row.tags.get().slug == "产学-研"
