"""Promises fall due on a day that is written once and shown."""

from xml.etree import ElementTree

import pytest
from django.utils import timezone

from series.actions.endorsements import own
from series.actions.endorsements.deciding import verify
from series.actions.endorsements.endorsing import EndorsementDraft, add_from_paper, endorse
from series.actions.endorsements.settings import CONSENT, change_settings
from series.models import AuditLine, Notification, ThresholdReached
from tests.helpers import making, people

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
NAME = "欧阳青松"


@pytest.fixture
def call():
    row = making.initiative("published", thresholds=["2 书面答复", "3 主席办公会研究"])
    given = {"signers": "both", "goal": 3, "names_public": True, "keep_days": 180}
    change_settings(row, consent=CONSENT, by=people.editor(), **given)
    return row


def endorsed(call, number):
    draft = EndorsementDraft(
        is_organization=False, name=NAME, phone=f"1390013900{number}", name_public=True
    )
    return endorse(call.pk, draft)[0]


def reached(call):
    return dict(ThresholdReached.objects.filter(initiative=call).values_list("number", "day"))


def test_a_promise_falls_due_when_so_many_are_verified_and_stays(client, call, editor):
    today = timezone.localdate()
    rows = [endorsed(call, number) for number in range(2)]
    verify(call, [rows[0].pk], by=editor)
    assert reached(call) == {}
    assert "待答复" not in client.get(call.get_absolute_url()).text
    verify(call, [rows[1].pk], by=editor)
    assert reached(call) == {2: today}
    assert f"{today}</time> 达到，待答复" in client.get(call.get_absolute_url()).text
    line = AuditLine.objects.get(verb="达到联署承诺")
    assert line.detail == {"goal": 2, "promise": "书面答复"}
    assert Notification.objects.filter(text__contains="联署满 2").exists()
    own.withdraw(rows[1])
    verify(call, [endorsed(call, 5).pk], by=editor)
    assert reached(call) == {2: today}  # once
    draft = EndorsementDraft(is_organization=False, name="纸面", phone="13800138009")
    add_from_paper(call.pk, draft, by=editor)
    assert reached(call) == {2: today, 3: today}


def test_a_promise_that_is_made_later_falls_due_with_its_publication(call, editor):
    verify(call, [endorsed(call, 1).pk], by=editor)
    making.republish(call, thresholds=["1 回信", "2 书面答复"])
    assert set(reached(call)) == {1}


def entries(client, call):
    answer = client.get(f"/feeds/initiatives/{call.pk}.atom")
    assert answer.status_code == 200
    root = ElementTree.fromstring(answer.content)
    found = root.findall(f"{ATOM}entry")
    return {each.find(f"{ATOM}title").text: each for each in found}, answer.text


def test_the_feed_tells_what_came_of_a_call_and_names_nobody(client, call, editor):
    report = making.article("public", headline="答复全文")
    hidden = making.article("draft", headline="尚未公开的答复")
    verify(call, [endorsed(call, number).pk for number in range(3)], by=editor)
    making.republish(
        call,
        milestones=[
            "2022 触动：委员调研",
            f"2023-06 立法：审议通过｜/articles/{hidden.pk}/",
            "2099-01 将来",
        ],
        thresholds=[f"2 书面答复：2026-11-20 补贴并入明年政策｜/articles/{report.pk}/"],
        outcome=["首批行动清单：41件"],
    )
    found, text = entries(client, call)
    assert {"触动", "立法", "书面答复：已答复", "联署满 2：书面答复", "首批行动清单：41件"} <= set(
        found
    )
    assert "将来" not in found
    answer = found["书面答复：已答复"]
    assert answer.find(f"{ATOM}link").get("href").endswith(f"/articles/{report.pk}/")
    assert answer.find(f"{ATOM}updated").text.startswith("2026-11-20T00:00:00+08:00")
    assert f"/articles/{hidden.pk}/" not in text
    assert NAME not in text
    assert NAME in client.get(f"/initiatives/{call.pk}/names/").text  # the control
    assert f"/feeds/initiatives/{call.pk}.atom" in client.get(call.get_absolute_url()).text


@pytest.mark.parametrize("state", ["draft", "signed", "withdrawn", "expired"])
def test_a_hidden_call_has_no_feed(client, days_may_pass, state):
    call = making.initiative(state, headline="不公开的倡议", milestones=["2022 触动"])
    answer = client.get(f"/feeds/initiatives/{call.pk}.atom")
    assert answer.status_code == (410 if state in ("withdrawn", "expired") else 404)
    assert "触动" not in answer.text
    assert "不公开的倡议" not in answer.text
