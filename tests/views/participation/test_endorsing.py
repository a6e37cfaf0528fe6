"""Endorsing a call on the public site: form, receipt, own data, certificate, names, progress."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from chamber.credit_code import check_character
from series.actions.editorial.publication import publish, withdraw
from series.actions.endorsements.deciding import verify
from series.actions.endorsements.settings import CONSENT, change_settings
from series.models import Endorsement, EndorsementSettings
from series.registration.form_tokens import make_token
from tests.helpers import making, people

pytestmark = pytest.mark.django_db
PHONE = "13900139000"
FIRST = "91320400123456789"
CODE = FIRST + check_character(FIRST)


def opened(call, **values):
    given = {"signers": "both", "goal": 200, "names_public": True, "keep_days": 180, **values}
    change_settings(call, consent=CONSENT, by=people.editor(), **given)
    return call


@pytest.fixture
def call():
    return opened(making.initiative("public"))


def sent(call, **fields):
    """Return what a person's form sends, opened half a minute ago."""
    token = make_token(call.pk, now=timezone.now() - timedelta(seconds=30))
    given = {"who": "person", "name": "王小明", "phone": PHONE, "agree": "on", "token": token}
    return {**given, **fields}


def post(client, call, **fields):
    return client.post(f"/initiatives/{call.pk}/endorse/", sent(call, **fields))


def text_of(answer, status=200):
    assert answer.status_code == status
    return answer.content.decode()


def test_the_call_leads_to_its_form_and_the_form_to_a_receipt(client, call):
    assert f'href="/initiatives/{call.pk}/endorse/"' in text_of(client.get(call.get_absolute_url()))
    form = text_of(client.get(f"/initiatives/{call.pk}/endorse/"))
    assert CONSENT in form
    answer = post(client, call, pledge="先改一条线")
    row = Endorsement.objects.get()
    assert answer["Location"] == f"/endorsements/{row.code}/"
    page = client.get(answer["Location"])
    text = text_of(page)
    assert "联署已收到" in text
    assert "139****9000" in text
    assert PHONE not in text
    assert page["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert page["X-Robots-Tag"].startswith("noindex")
    assert (row.consent.text, row.phone, row.state) == (CONSENT, PHONE, "waiting")


def test_an_organization_is_asked_for_its_code_and_told_what_is_wrong_with_it(client, call):
    wrong = {"who": "organization", "name": "常州某公司"}
    assert "凭它分清是哪一家" in text_of(post(client, call, **wrong), 422)
    text = text_of(post(client, call, code=CODE[:9] + "I" + CODE[10:], **wrong), 422)
    assert "第10位“I”不对：这里不用字母I，是不是1？" in text
    assert 'value="常州某公司"' in text  # nothing typed is lost
    assert post(client, call, code=CODE.lower(), **wrong).status_code == 302
    assert Endorsement.objects.get().credit_code == CODE


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"agree": ""}, "没有同意不能收集"),
        ({"phone": "1390013"}, "不是电话号码"),
        ({"name": ""}, "请填写企业、商会的全称或您的姓名"),
        ({"website": "http://spam.example"}, "请不要填写看不见的"),
        ({"token": "x"}, "已经过期"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_stored(client, call, fields, said):
    assert said in text_of(post(client, call, **fields), 422)
    assert Endorsement.objects.count() == 0


def test_a_form_sent_twice_is_one_and_another_one_gives_no_stranger_the_code(client, call):
    fields = sent(call)
    first = client.post(f"/initiatives/{call.pk}/endorse/", fields)
    again = client.post(f"/initiatives/{call.pk}/endorse/", fields)
    assert first["Location"] == again["Location"]
    text = text_of(post(client, call), 422)
    assert "没有重复计入" in text
    assert Endorsement.objects.get().code not in text


def test_the_form_follows_who_is_asked(client, call):
    opened(call, signers="organizations")
    form = text_of(client.get(f"/initiatives/{call.pk}/endorse/"))
    assert ('name="who"' in form, 'name="code"' in form) == (False, True)
    opened(call, signers="persons")
    form = text_of(client.get(f"/initiatives/{call.pk}/endorse/"))
    assert ('name="who"' in form, 'name="code"' in form) == (False, False)
    opened(call, signers="nobody")
    assert "没有开放联署" in text_of(client.get(f"/initiatives/{call.pk}/endorse/"))
    assert "我要联署" not in text_of(client.get(call.get_absolute_url()))


def test_what_is_not_public_has_no_form_and_no_names(client, call):
    draft = making.initiative()
    for place in ("endorse", "names"):
        assert client.get(f"/initiatives/{draft.pk}/{place}/").status_code == 404
        assert client.get(f"/initiatives/{call.pk}/{place}/").status_code == 200
    withdraw(call, reason="内容有误", by=people.chief())
    for place in ("endorse", "names"):
        assert client.get(f"/initiatives/{call.pk}/{place}/").status_code == 410


def own(client, row, **fields):
    return client.post(f"/endorsements/{row.code}/data/", {"phone": PHONE, **fields})


def test_own_data_is_opened_corrected_withdrawn_and_deleted_by_code_and_phone(client, call):
    post(client, call, pledge="先改一条线")
    row = Endorsement.objects.get()
    found = client.post("/endorsements/", {"code": row.code.lower(), "phone": "139 0013 9000"})
    assert found["Location"] == f"/endorsements/{row.code}/"
    assert "对不上" in text_of(
        client.post("/endorsements/", {"code": row.code, "phone": "13700137000"}), 422
    )
    assert "对不上" in text_of(own(client, row, phone="13700137000", do="delete"), 422)
    assert "先改一条线" in text_of(own(client, row, do="show"))
    own(client, row, do="save", pledge="再改一条线", email="a@example.cn")
    row.refresh_from_db()
    assert (row.pledge, row.email) == ("再改一条线", "a@example.cn")
    own(client, row, do="withdraw")
    assert "联署已撤回" in text_of(client.get(f"/endorsements/{row.code}/"))
    assert "已经删除" in text_of(own(client, row, do="delete"))
    assert client.get(f"/endorsements/{row.code}/").status_code == 404


def test_verified_names_are_public_where_they_were_allowed(client, call):
    for number, public in enumerate(["on", ""]):
        post(client, call, name=f"王小{number}", phone=f"1390013900{number}", name_public=public)
    assert "王小0" not in text_of(client.get(call.get_absolute_url()))
    verify(call, Endorsement.objects.values_list("pk", flat=True), by=people.editor())
    page = text_of(client.get(call.get_absolute_url()))
    assert "已有 2 家联署" in page
    assert "已核实并同意公开 1 家" in page
    assert 'aria-label="目标200，已有2"' in page
    names = text_of(client.get(f"/initiatives/{call.pk}/names/"))
    assert ("王小0" in names, "王小1" in names) == (True, False)
    assert "王小0" in text_of(client.get(f"/initiatives/{call.pk}/names/?q=小0"))
    assert "名单里没有" in text_of(client.get(f"/initiatives/{call.pk}/names/?q=李"))
    opened(call, names_public=False)
    assert "王小0" not in text_of(client.get(f"/initiatives/{call.pk}/names/"))


def test_a_certificate_is_for_who_was_verified(client, call):
    post(client, call)
    row = Endorsement.objects.get()
    address = f"/endorsements/{row.code}/certificate/"
    assert client.get(address).status_code == 404
    verify(call, [row.pk], by=people.editor())
    text = text_of(client.get(address))
    assert "王小明" in text
    assert row.version.digest[:16] in text


def test_whoever_endorsed_other_words_is_told_and_confirms(client, call):
    post(client, call)
    row = Endorsement.objects.get()
    assert "倡议文本已改为" not in text_of(client.get(f"/endorsements/{row.code}/"))
    making.change(call, headline="致全市企业家的倡议书（修订）")
    publish(call, revision=making.approve_fully(call), by=people.chief())
    assert "倡议文本已改为第2版" in text_of(client.get(f"/endorsements/{row.code}/"))
    assert "第2版" in text_of(client.get(call.get_absolute_url()))
    own(client, row, do="confirm")
    assert "倡议文本已改为" not in text_of(client.get(f"/endorsements/{row.code}/"))


@time_machine.travel("2026-12-01 10:00+08:00", tick=True)
def test_promises_results_and_milestones_stand_beside_the_text(client):
    article, draft = making.article("public"), making.article()
    call = making.initiative(
        "public",
        milestones=[
            "2022-11 一句话：委员听到的话",
            f"2026-02-24 第三届｜/articles/{article.pk}/",
            "2027-02-13 正月初八",
        ],
        thresholds=[f"100 书面答复：2026-11-20 已并入政策｜/articles/{draft.pk}/", "200 当面回应"],
        outcome=[f"行动清单：41件｜/articles/{article.pk}/"],
    )
    page = text_of(client.get(call.get_absolute_url()))
    assert [*re.findall(r'<time datetime="(\d{4}-\d{2}[^"]*)">\1</time>', page)] == [
        *("2026-11-20", "2022-11", "2026-02-24", "2027-02-13"),
    ]
    assert page.count(f'href="/articles/{article.pk}/"') >= 2
    assert f'href="/articles/{draft.pk}/"' not in page  # an address of a draft is not given away
    assert re.search(r'<li class="coming">\s*<time datetime="2027-02-13">', page)
    assert "已并入政策" in page
    assert "我要联署" not in page
    assert EndorsementSettings.objects.count() == 0
