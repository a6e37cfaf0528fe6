"""A form of the desk that is sent takes the audit's chain before the row that it saves."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from series.models import CannedOpinion, Series, StandIn, Tag, TrustedSource
from tests.helpers import making, people
from tests.helpers.deeds.lock_order import chain_is_first, crosswise

pytestmark = pytest.mark.django_db(transaction=True)
COLUMN = {"name": "改过的专栏", "type": "ongoing", "order": 1, "levels": 1}
COLUMN |= {"review_hours": 24, "longest_silence": 30}
PASSWORD = "xin-de-mi-ma-2026"


def column_form(column):
    form = {field: getattr(column, field) for field in COLUMN}
    return {**form, "name": "改过的专栏", "levels": 1}


def post(client, page, *args, **form):
    answer = client.post(reverse(f"admin:{page}", args=args), form)
    assert answer.status_code == 302, answer.content.decode()


def save_column(client):
    column = making.column()
    making.article("submitted", column=column)
    post(client, "series_column_change", column.pk, **column_form(column))


def save_series(client):
    row = making.series()
    form = {"column": row.column_id, "title": "改过的系列", "kind": row.kind, "order": 1}
    post(client, "series_series_change", row.pk, **form)
    assert Series.objects.get().title == "改过的系列"


def rename_tag(client):
    tag = Tag.objects.create(name="旧话题", slug="旧话题")
    post(client, "series_tag_change", tag.pk, name="新话题", description="说明")
    post(client, "series_tag_delete", tag.pk, post="yes")


def merge_tag(client):
    making.article("public", tags=["AI", "人工智能"])
    tag = Tag.objects.get(name="AI")
    post(client, "series_tag_merge", tag.pk, into="人工智能")
    assert not Tag.objects.filter(name="AI").exists()


def add_source(client):
    client.force_login(people.chief())
    post(client, "series_trustedsource_add", name="新华网", domain="news.cn")
    post(client, "series_trustedsource_delete", TrustedSource.objects.get().pk, post="yes")


def add_stand_in(client):
    client.force_login(people.chief())
    days = {"starts_on": "2099-01-01", "ends_on": "2099-01-02"}
    people_of_it = {"absent": people.first().pk, "person": people.second().pk}
    post(client, "series_standin_add", **people_of_it, **days)
    assert StandIn.objects.count() == 1


def add_opinion(client):
    client.force_login(people.chief())
    post(client, "series_cannedopinion_add", decision="return", text="请核对", order=1)
    assert CannedOpinion.objects.filter(text="请核对").exists()


def set_password_of(client):
    address = reverse("admin:chamber_user_new_password", args=[people.first().pk])
    assert "首次密码" in client.post(address).content.decode()


def change_own_password(client):
    client.force_login(people.chief())
    form = {"new_password1": PASSWORD, "new_password2": PASSWORD}
    post(client, "password_change", old_password=people.PASSWORD, **form)


SENT = {
    "column": save_column,
    "series": save_series,
    "tag": rename_tag,
    "merge of tags": merge_tag,
    "source": add_source,
    "stand-in": add_stand_in,
    "opinion": add_opinion,
    "password of somebody": set_password_of,
    "own password": change_own_password,
}


@pytest.mark.parametrize("name", SENT)
def test_forms_of_the_desk(name, as_person):
    client = as_person(people.admin())
    for person in (people.editor, people.first, people.second, people.chief):
        person()
    with chain_is_first():
        SENT[name](client)


def test_control_without_it_the_column_comes_first(as_person, monkeypatch):
    client = as_person(people.admin())
    monkeypatch.setattr("series.admin.base.lock_audit_chain", lambda: None)
    column = making.column()
    with CaptureQueriesContext(connection) as asked:
        post(client, "series_column_change", column.pk, **column_form(column))
    assert "series_column" in crosswise(query["sql"] for query in asked)
