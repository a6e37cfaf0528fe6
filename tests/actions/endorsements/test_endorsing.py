"""Endorsing a call: once each, counted as the rows stand, under the words of that day."""

from datetime import date

import pytest

from series.actions.editorial.publication import publish
from series.actions.editorial.publication import withdraw as take_back
from series.actions.endorsements import own
from series.actions.endorsements.deciding import count_again, refuse, verify
from series.actions.endorsements.endorsing import (
    ClosedError,
    EndorsementDraft,
    add_from_paper,
    endorse,
)
from series.actions.endorsements.purge import overdue, purge_endorsements
from series.actions.endorsements.settings import CONSENT, change_settings
from series.actions.endorsements.suspicion import suspicions_of
from series.actions.errors import EditorialError
from series.models import AuditLine, CallVersion, Endorsement, EndorsementSettings
from tests.helpers import making, people

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 10)
CODES = ["91320411MA1W0N9X8W", "91320400123456789Q", "52320400500012345R"]


@pytest.fixture
def call():
    """Return a public call that organizations and persons may endorse."""
    row = making.initiative("public", open_from="2026-09-01", open_until="2026-12-31")
    set_up(row)
    return row


def set_up(row, **values):
    given = {"signers": "both", "goal": 200, "names_public": True, "keep_days": 180, **values}
    change_settings(row, consent=given.pop("consent", CONSENT), by=people.editor(), **given)


def firm(code="91320411MA1W0N9X8W", **facts):
    given = {"name": "常州某装备公司", "phone": "13800138000", "name_public": True, **facts}
    return EndorsementDraft(is_organization=True, credit_code=code, **given)


def person(phone="13900139000", **facts):
    return EndorsementDraft(is_organization=False, name="王小明", phone=phone, **facts)


def tallies(call):
    """Return (waiting, verified, named), after a look whether the rows say the same."""
    kept = EndorsementSettings.objects.get(pk=call.pk)
    shown = (kept.waiting, kept.verified, kept.named)
    again = count_again(call.pk)
    assert shown == (again.waiting, again.verified, again.named)
    return shown


def test_an_organization_stands_once_by_its_code_and_a_person_by_the_phone(call):
    first, new = endorse(call.pk, firm(), today=TODAY)
    again, second = endorse(call.pk, firm(phone="13700137000"), today=TODAY)
    assert (new, second, again) == (True, False, first)
    assert endorse(call.pk, person(), today=TODAY)[1]
    assert not endorse(call.pk, person(name_public=True), today=TODAY)[1]
    # The person behind an organization may also speak for themselves.
    assert endorse(call.pk, person("13800138000"), today=TODAY)[1]
    assert tallies(call) == (3, 0, 0)


def test_paper_and_online_are_one_table(call):
    row, new = add_from_paper(call.pk, firm(), by=people.editor())
    assert (new, row.state, row.way) == (True, "verified", "paper")
    assert endorse(call.pk, firm(), today=TODAY) == (row, False)
    assert tallies(call) == (0, 1, 1)


def test_a_form_that_comes_twice_is_one_endorsement(call):
    first, _ = endorse(call.pk, person(), form_key="a" * 32, today=TODAY)
    again, new = endorse(call.pk, person("13700137000"), form_key="a" * 32, today=TODAY)
    assert (again, new) == (first, False)


def test_who_has_neither_code_nor_phone_cannot_be_told_apart(call):
    with pytest.raises(EditorialError, match="请填写统一社会信用代码或手机号"):
        endorse(call.pk, person(""), today=TODAY)
    assert Endorsement.objects.count() == 0


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 8, 31), "联署 2026年9月1日 开始"),
        (date(2027, 1, 1), "联署已于 2026年12月31日 截止"),
    ],
)
def test_outside_its_days_a_call_takes_nobody(call, day, said):
    with pytest.raises(ClosedError, match=said):
        endorse(call.pk, person(), today=day)
    assert endorse(call.pk, person(), today=TODAY)[1]  # the control


def test_only_those_who_are_asked_may_endorse(call):
    set_up(call, signers="organizations")
    with pytest.raises(ClosedError, match="只由企业和商会联署"):
        endorse(call.pk, person(), today=TODAY)
    set_up(call, signers="nobody")
    with pytest.raises(ClosedError, match="没有开放联署"):
        endorse(call.pk, firm(), today=TODAY)


def test_what_is_not_public_takes_nobody(call):
    draft = making.initiative()
    with pytest.raises(ClosedError, match="没有开放联署"):
        endorse(draft.pk, person(), today=TODAY)
    take_back(call, reason="内容有误", by=people.chief())
    with pytest.raises(ClosedError, match="没有开放联署"):
        endorse(call.pk, person(), today=TODAY)


def test_the_office_verifies_and_takes_out_with_a_reason(call):
    rows = [endorse(call.pk, firm(code, phone=""), today=TODAY)[0] for code in CODES]
    keys = [row.pk for row in rows]
    assert verify(call, keys, by=people.editor()) == 3
    assert tallies(call) == (0, 3, 3)
    with pytest.raises(EditorialError, match="须写明原因"):
        refuse(call, keys[:1], reason=" ", by=people.editor())
    assert refuse(call, keys[:2], reason="查无此企业", by=people.editor()) == 2
    assert tallies(call) == (0, 1, 1)
    line = AuditLine.objects.order_by("-number").first()
    assert (line.verb, line.detail["endorsements"]) == ("联署不予计入", keys[:2])
    assert line.detail["reason"] == "查无此企业"


def test_others_decide_nothing(call):
    row, _ = endorse(call.pk, person(), today=TODAY)
    with pytest.raises(EditorialError, match="须由这个栏目的编辑或终审人员"):
        verify(call, [row.pk], by=people.first())
    set_up_by = {"signers": "both", "goal": None, "names_public": True, "keep_days": 1}
    with pytest.raises(EditorialError, match="须由这个栏目的编辑或终审人员"):
        change_settings(call, consent=CONSENT, by=people.first(), **set_up_by)


def test_who_was_taken_out_may_come_again_but_never_twice(call):
    row, _ = endorse(call.pk, person(), today=TODAY)
    refuse(call, [row.pk], reason="号码不通", by=people.editor())
    again, new = endorse(call.pk, person(), today=TODAY)
    assert (new, tallies(call)) == (True, (1, 0, 0))
    with pytest.raises(EditorialError, match="另有一条联署正在计入"):
        verify(call, [row.pk], by=people.editor())
    refuse(call, [again.pk], reason="号码不通", by=people.editor())
    with pytest.raises(EditorialError, match="另有一条联署正在计入"):
        verify(call, [row.pk, again.pk], by=people.editor())


def test_people_find_correct_and_withdraw_their_own_by_code_and_phone(call):
    row, _ = endorse(call.pk, person(), today=TODAY)
    assert own.find_own(row.code, "13900139001") is None
    assert own.find_own("ABCDEFGH23", "13900139000") is None
    assert own.find_own(row.code, "13900139000") == row
    own.correct(row, pledge="先改一条线", name_public=True)
    verify(call, [row.pk], by=people.editor())
    assert tallies(call) == (0, 1, 1)
    assert own.withdraw(row).state == "withdrawn"
    assert tallies(call) == (0, 0, 0)
    with pytest.raises(EditorialError, match="已经不在计入之列"):
        own.withdraw(row)
    own.delete_own(row)
    assert not Endorsement.objects.exists()


def republish(call, **content):
    making.change(call, **content)
    publish(call, revision=making.approve_fully(call), by=people.chief())
    call.refresh_from_db()


def test_each_endorsement_says_under_which_words_it_was_given(call):
    early, _ = endorse(call.pk, firm(), today=TODAY)
    republish(call, milestones=["2026-09 提出"])
    assert CallVersion.objects.filter(initiative=call).count() == 1  # beside the text, not in it
    republish(call, headline="致全市企业家的倡议书（修订）")
    late, _ = endorse(call.pk, person(), today=TODAY)
    assert (early.version.number, late.version.number) == (1, 2)
    assert late.version.revision == call.live
    own.confirm(early)
    early.refresh_from_db()
    assert early.version == late.version


def test_other_words_of_consent_are_a_version_of_their_own(call):
    early, _ = endorse(call.pk, firm(), today=TODAY)
    set_up(call, consent="同意用于核实。")
    late, _ = endorse(call.pk, person(), today=TODAY)
    assert (early.consent.version, late.consent.version) == (1, 2)
    assert (early.consent.text, late.consent.text) == (CONSENT, "同意用于核实。")


def test_settings_are_an_audit_line_only_where_something_changed(call):
    count = AuditLine.objects.filter(verb="联署设置").count()
    set_up(call)
    assert AuditLine.objects.filter(verb="联署设置").count() == count
    set_up(call, goal=300)
    assert AuditLine.objects.filter(verb="联署设置").latest("number").detail == {"goal": 300}


def test_rules_find_what_may_be_false(call):
    for number in range(12):
        draft = person(f"1390013{number:04}", pledge="一字不差的承诺写在这里")
        endorse(call.pk, draft, address="203.0.113.9", today=TODAY)
    for number in range(9):
        draft = person(f"1370013{number:04}", pledge=f"第{number}条各不相同的承诺")
        endorse(call.pk, draft, address="203.0.113.20", today=TODAY)
    found = suspicions_of(call.pk)
    assert [(each.why[:9], len(each.keys)) for each in found] == [
        ("同一网络地址 12", 12),
        ("写的话一字不差 1", 12),
    ]


def test_many_within_an_hour_are_one_group(call):
    for number in range(70):
        endorse(call.pk, person(f"1390013{number:04}"), today=TODAY)
    assert [len(each.keys) for each in suspicions_of(call.pk)] == [70]


def test_what_is_purged_keeps_the_counts_and_the_public_names(call):
    public, _ = endorse(call.pk, person(name_public=True), today=TODAY)
    hidden, _ = endorse(call.pk, person("13700137000"), today=TODAY)
    house, _ = endorse(call.pk, firm(name_public=False), today=TODAY)
    verify(call, [public.pk, hidden.pk, house.pk], by=people.editor())
    before = tallies(call)
    assert not overdue().exists()
    assert purge_endorsements(call.pk) == 3
    assert tallies(call) == before
    for row, name in ((public, "王小明"), (hidden, ""), (house, "常州某装备公司")):
        row.refresh_from_db()
        assert (row.name, row.phone, row.phone_hash, row.contact) == (name, "", "", "")
    assert purge_endorsements(call.pk) == 0
