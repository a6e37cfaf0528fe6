"""A tag that is renamed keeps its addresses, and texts under an old name find it; what was signed
is verified all the same."""

from functools import partial

import pytest

from series.actions.audit.registers import row_states
from series.actions.counters.published import recount
from series.actions.editorial.publication import publish, withdraw
from series.actions.errors import EditorialError
from series.actions.tags.tags import describe_tag, merge_tags, name_tag
from series.actions.tags.usage import delete_tag
from series.actions.verification.verify import Verification
from series.models import AuditLine, FormerTag, Tag, TaggedEntry, tag_at
from tests.helpers import making, people
from tests.helpers.deeds.threads import run_together

pytestmark = pytest.mark.django_db


def tag(name):
    return Tag.objects.get(name=name)


def rename(before, after):
    return name_tag(tag(before), name=after, by=people.editor())


def new(name):
    return name_tag(Tag(), name=name, by=people.editor())


def leads():
    """{former address: the tag's address today}"""
    return dict(FormerTag.objects.values_list("slug", "tag__slug"))


def names(row):
    return sorted(row.tags.names())


def faults():
    return [str(fault) for fault in Verification().faults()]


def test_an_old_address_leads_straight_to_the_last_name():
    making.article(tags=["甲"])
    rename("甲", "乙")
    assert leads() == {"甲": "乙"}
    rename("乙", "丙")
    assert leads() == {"甲": "丙", "乙": "丙"}
    assert tag_at("甲") == tag_at("丙") == tag("丙")


def test_control_what_never_was_leads_nowhere():
    making.article(tags=["甲"])
    rename("甲", "乙")
    assert tag_at("丁") is None
    assert tag_at("\x00") is None


def test_naming_it_back_frees_the_address():
    making.article(tags=["甲"])
    rename("甲", "乙")
    rename("乙", "甲")
    assert leads() == {"乙": "甲"}


def test_the_same_address_is_no_former_one():
    making.article(tags=["ai"])
    rename("ai", "AI")
    assert leads() == {}
    assert Tag.objects.get().name == "AI"


def test_a_text_under_an_old_name_does_not_bring_the_tag_back():
    row = making.article("published", tags=["AI"])
    draft = making.article(tags=["AI"], headline="草稿")
    rename("AI", "人工智能")
    making.republish(row, summary="旧版里写着旧名")
    making.bring_to(draft, "published")
    making.article("published", tags=["ＡＩ"], headline="新写的一篇")
    assert [(t.name, t.published_count) for t in Tag.objects.all()] == [("人工智能", 3)]
    assert (faults(), recount()) == ([], 0)


def test_control_a_new_name_is_a_new_tag():
    making.article("published", tags=["AI"])
    rename("AI", "人工智能")
    making.article("published", tags=["大模型"], headline="新写的一篇")
    assert sorted(Tag.objects.values_list("name", flat=True)) == ["人工智能", "大模型"]


def test_both_names_in_one_text_are_one_tag():
    row = making.article("published", tags=["AI"])
    rename("AI", "人工智能")
    making.republish(row, tags=["AI", "人工智能"])
    assert names(row) == ["人工智能"]
    assert TaggedEntry.objects.count() == 1
    assert (faults(), recount()) == ([], 0)


def test_a_tag_made_at_the_desk_takes_an_old_address_over():
    before = making.article("published", tags=["AI"])
    rename("AI", "人工智能")
    new("AI")
    after = making.article("published", tags=["AI"], headline="接手以后")
    assert leads() == {}
    assert (names(before), names(after)) == (["人工智能"], ["AI"])
    assert faults() == []
    making.republish(before, summary="再发一次")
    assert names(before) == ["AI"]
    assert (faults(), recount()) == ([], 0)


def test_a_tag_that_is_renamed_takes_an_old_address_over():
    before = making.article("published", tags=["AI"])
    making.article("published", tags=["大模型"], headline="另一篇")
    rename("AI", "人工智能")
    rename("大模型", "AI")
    assert leads() == {"大模型": "ai"}
    assert names(before) == ["人工智能"]
    assert faults() == []


def test_names_that_change_places():
    one, two = making.article("published", tags=["甲"]), making.article("published", tags=["乙"])
    rename("甲", "丙")
    rename("乙", "甲")
    rename("丙", "乙")
    assert (names(one), names(two)) == (["乙"], ["甲"])
    assert leads() == {"丙": "乙"}
    assert faults() == []


def test_what_was_withdrawn_is_verified_too():
    row = making.article("published", tags=["AI"])
    rename("AI", "人工智能")
    withdraw(row, reason="有误", by=people.chief())
    rename("人工智能", "智能")
    assert faults() == []


def test_control_a_tag_put_on_by_hand_is_found():
    row = making.article("published", tags=["AI"])
    rename("AI", "人工智能")
    other = new("大模型")
    assert faults() == []
    TaggedEntry.objects.filter(content_object=row.pk).update(tag=other)
    assert [fault for fault in faults() if "公开内容的“话题”与所签版本不符" in fault]


def test_control_a_tag_renamed_behind_the_desk_is_found():
    making.article("published", tags=["AI"])
    Tag.objects.update(name="人工智能", slug="人工智能")
    assert len(faults()) == 2  # the text's topics, and the topic itself


def test_control_an_address_bent_behind_the_desk_is_found():
    making.article("published", tags=["AI"])
    rename("AI", "人工智能")
    FormerTag.objects.update(tag=new("大模型"))
    making.article("published", tags=["AI"], headline="到了别处")
    assert len(faults()) == 2  # the text's topics, and the former name itself


def test_a_deleted_name_is_free_again():
    new("AI")
    rename("AI", "人工智能")
    delete_tag(tag("人工智能"), by=people.editor())
    assert leads() == {}
    making.article("published", tags=["AI"])
    assert Tag.objects.get().name == "AI"
    assert faults() == []


def test_a_tag_that_is_gone_is_not_named():
    gone = new("AI")
    delete_tag(tag("AI"), by=people.editor())
    with pytest.raises(EditorialError, match="话题“AI”已被合并或删除，请回列表看看"):
        name_tag(gone, name="人工智能", by=people.editor())
    assert not Tag.objects.exists()


def test_a_description_is_one_line_of_plain_text_and_audited():
    row = new("AI")
    describe_tag(row, description=" 人工智能\r\n 的应用 ", by=people.editor())
    row.refresh_from_db()
    assert row.description == "人工智能 的应用"
    line = AuditLine.objects.get(verb="改话题说明")
    told = {"said_before": "", "said": "人工智能 的应用", **row_states(row)}
    assert (line.object, line.detail) == ("AI", told)


def test_a_description_has_its_limit():
    row = new("AI")
    describe_tag(row, description="智" * 300, by=people.editor())
    with pytest.raises(EditorialError, match="说明有 301 字，最多 300 字"):
        describe_tag(row, description="智" * 301, by=people.editor())
    row = tag("AI")
    assert len(row.description) == 300


def test_a_name_keeps_the_count_that_others_changed_meanwhile():
    stale = new("AI")
    making.article("published", tags=["AI"])
    name_tag(stale, name="人工智能", by=people.editor())
    assert (tag("人工智能").published_count, recount()) == (1, 0)


@pytest.mark.django_db(transaction=True)
def test_a_merge_and_publications_at_once():
    rows = [making.article("signed", tags=["甲"], headline=f"第{n}篇") for n in range(4)]
    into, chief = new("乙"), people.chief()
    deeds = [partial(publish, row, revision=making.newest(row), by=chief) for row in rows]
    merging = partial(merge_tags, tag("甲"), into=into, by=people.editor())
    _, errors = run_together(*deeds[:2], merging, *deeds[2:])
    assert errors == []
    assert [(t.name, t.published_count) for t in Tag.objects.all()] == [("乙", 4)]
    assert (faults(), recount()) == ([], 0)
