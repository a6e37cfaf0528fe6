"""群发邮件 at the desk: previewed with a masked example, sent only as it was previewed."""

import re

import pytest
from django.urls import reverse

from series.models import GroupLetter, RegistrationMail
from tests.helpers.deeds.registering import enrol, open_event

pytestmark = pytest.mark.django_db
HIDDEN = re.compile(r'name="(form_key|seen)" value="([^"]+)"')


@pytest.fixture
def event():
    return open_event()


def page_of(event):
    return reverse("admin:series_event_registration_letter", args=[event.pk])


def test_a_letter_is_previewed_masked_and_sent_on_the_second_press(as_person, event, editor):
    enrol(event, "欧阳修", email="ou@example.com")
    fields = {"chosen": ["in"], "subject": "{活动}：通知", "body": "{姓名}：请带证件。"}
    client = as_person(editor)
    page = client.post(page_of(event), {**fields, "do": "preview"}).text
    assert "欧**：请带证件。" in page
    assert "欧阳修" not in page
    assert "ou@example.com" not in page
    assert not GroupLetter.objects.exists()
    seen = dict(HIDDEN.findall(page))
    changed = {**fields, **seen, "do": "send", "body": "{姓名}：请带两份证件。"}
    assert "内容在预览以后改过" in client.post(page_of(event), changed).text
    assert not GroupLetter.objects.exists()
    for _ in range(2):  # the button pressed twice
        answer = client.post(page_of(event), {**fields, **seen, "do": "send"}, follow=True)
        assert "1 封已排队" in answer.text
    assert RegistrationMail.objects.filter(kind="letter").count() == 1
    assert "请带证件" in client.get(page_of(event)).text  # the log


def test_a_wrong_placeholder_is_named_beside_its_field(as_person, event, editor):
    enrol(event, "甲", email="jia@example.com")
    fields = {"chosen": ["in"], "subject": "通知", "body": "{手机号}", "do": "preview"}
    answer = as_person(editor).post(page_of(event), fields)
    assert answer.status_code == 422
    assert "没有“{手机号}”这个代码" in answer.text
