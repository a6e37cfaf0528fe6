"""Asking the federation on the public site: form, code, own data, published answers."""

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from series.actions.consultations.settings import CONSENT
from series.models import Consultation
from series.registration.form_tokens import make_token
from tests.helpers.deeds import consulting
from tests.helpers.deeds.consulting import ANSWER, FIRM, MAIL, NAME, PHONE, QUESTION, TITLE

pytestmark = pytest.mark.django_db
SECRETS = (NAME, FIRM, PHONE, MAIL, QUESTION)
PUBLIC = (
    *("/", "/consultations/", "/feeds/consultations.atom", "/sitemap-pages.xml", "/sitemap/"),
    *("/feeds/all.atom", "/api/entries/", f"/search/?q={TITLE}", f"/search/suggest/?q={NAME[:2]}"),
)


def sent(**fields):
    """Return what the form sends, opened half a minute ago."""
    given = {
        "token": make_token(0, now=timezone.now() - timedelta(seconds=30)),
        "matter": "policy",
        "title": TITLE,
        "question": QUESTION,
        "name": NAME,
        "organization": FIRM,
        "phone": PHONE,
        "publishing": "publish",
        "agree": "on",
    }
    return {**given, **fields}


def text_of(answer, status=200):
    assert answer.status_code == status
    return answer.content.decode()


def test_the_form_leads_to_a_page_of_a_code_that_masks_the_phone(client):
    assert 'href="/consultations/ask/"' in text_of(client.get("/consultations/"))
    assert CONSENT in text_of(client.get("/consultations/ask/"))
    answer = client.post("/consultations/ask/", sent())
    row = Consultation.objects.get()
    assert answer["Location"] == f"/consultations/mine/{row.code}/"
    page = client.get(answer["Location"])
    text = text_of(page)
    assert "还有 15 个工作日" in text
    assert "139****9000" in text
    assert not [secret for secret in SECRETS if secret in text]
    assert page["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert page["X-Robots-Tag"].startswith("noindex")
    assert not page.cookies
    assert (row.consent.text, row.phone, row.consented_at is None) == (CONSENT, PHONE, False)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"agree": ""}, "没有同意不能收集"),
        ({"phone": "1390013"}, "不是电话号码"),
        ({"title": ""}, "请用一句话说清"),
        ({"publishing": ""}, "请选可以公开"),
        ({"website": "http://spam.example"}, "请不要填写看不见的"),
        ({"token": make_token(7)}, "已经过期"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_stored(client, fields, said):
    given = sent(**fields)
    text = text_of(client.post("/consultations/ask/", given), 422)
    assert said in text
    assert QUESTION in text  # nothing typed is lost
    assert Consultation.objects.count() == 0


def test_a_form_sent_twice_is_one_question_and_a_phone_asks_eight_times_an_hour(client):
    fields = sent()
    first, again = (client.post("/consultations/ask/", fields) for _ in range(2))
    assert first["Location"] == again["Location"]
    for _ in range(6):
        assert client.post("/consultations/ask/", sent()).status_code == 302
    assert "试得太多" in text_of(client.post("/consultations/ask/", sent()), 422)
    assert Consultation.objects.count() == 7


def own(client, row, **fields):
    return client.post(f"/consultations/mine/{row.code}/data/", {"phone": PHONE, **fields})


def test_own_data_is_opened_corrected_and_deleted_by_code_and_phone(client):
    row = consulting.asked()
    found = client.post("/consultations/mine/", {"code": row.code.lower(), "phone": PHONE})
    assert found["Location"] == f"/consultations/mine/{row.code}/"
    assert "对不上" in text_of(own(client, row, phone="13700137000", do="delete"), 422)
    assert QUESTION in text_of(own(client, row, do="show"))
    corrected = {"title": "改了", "question": "新的问题", "name": NAME, "publishing": "private"}
    own(client, row, do="save", **corrected)
    row.refresh_from_db()
    assert (row.question, row.public_question, row.may_publish) == ("新的问题", "新的问题", False)
    assert "已经删除" in text_of(own(client, row, do="delete"))
    assert client.get(f"/consultations/mine/{row.code}/").status_code == 404


def test_an_answer_stands_on_its_page_in_the_list_the_feed_and_the_site_map(client):
    row = consulting.answered()
    page = text_of(client.get(row.get_absolute_url()))
    assert ANSWER in page
    assert "用了 0 个工作日" in page
    data = [json.loads(each) for each in re.findall(r"ld\+json\">(.*?)</script>", page)]
    (told,) = [each for each in data if each["@type"] == "QAPage"]
    assert told["mainEntity"]["acceptedAnswer"]["text"] == ANSWER
    assert row.get_absolute_url() in text_of(client.get("/consultations/"))
    assert ANSWER in text_of(client.get("/feeds/consultations.atom"))
    assert row.get_absolute_url() in text_of(client.get("/sitemap-pages.xml"))


def test_no_public_page_tells_who_asked(client):
    row = consulting.answered()
    for path in (*PUBLIC, row.get_absolute_url()):
        text = text_of(client.get(path)).replace(f'value="{TITLE}"', "")
        assert not [secret for secret in (*SECRETS, row.code) if secret in text], path


def test_what_is_not_published_is_on_no_public_page(client):
    rows = [consulting.asked(), consulting.drafted(), consulting.answered(publish=False)]
    for path in PUBLIC:
        assert ANSWER not in text_of(client.get(path))
        assert not re.search(r"/consultations/\d+/", text_of(client.get(path)))
    for row in rows:
        assert client.get(row.get_absolute_url()).status_code == 404


def test_who_takes_the_consent_back_takes_the_page_from_the_public(client):
    row = consulting.answered()
    assert ANSWER in text_of(own(client, row, do="show"))
    own(client, row, do="save", name=NAME, publishing="private")
    assert client.get(row.get_absolute_url()).status_code == 404


def test_the_list_asks_the_same_with_one_and_three_rows(client, django_assert_max_num_queries):
    consulting.answered()
    with django_assert_max_num_queries(40) as one:
        client.get("/consultations/")
    for _ in range(2):
        consulting.answered()
    with django_assert_max_num_queries(len(one)):
        client.get("/consultations/")


def test_a_guessed_code_opens_nothing(client):
    consulting.asked()
    for code in ("2222222222", "1", "%00", "ＡＢＣ"):
        for tail in ("", "data/"):
            assert client.get(f"/consultations/mine/{code}/{tail}").status_code == 404
