"""The filter of the stages: each finds the texts that stand there, and no other."""

import pytest
from django.utils import timezone

from series.actions.editorial.reviews import return_for_changes, sign
from series.models import Entry
from tests.helpers import making, people

pytestmark = pytest.mark.django_db
LIST = "/desk/series/article/"


def rows(client, **query):
    page = client.get(LIST, query)
    assert page.status_code == 200
    return {row.headline for row in page.context["cl"].result_list}


@pytest.fixture(scope="module")
def one_of_each_stage(module_transaction):
    making.article("draft", headline="草稿")
    made = {"returned": making.article("submitted", headline="退回")}
    return_for_changes(
        made["returned"], revision=making.newest(made["returned"]), by=people.first(), opinion="改"
    )
    making.article("submitted", headline="待初审")
    second = making.article("submitted", headline="待复审")
    sign(second, revision=making.newest(second), by=people.first())
    making.article("signed", headline="待发布")
    for state, name in (("public", "已发布"), ("withdrawn", "已撤稿")):
        making.article(state, headline=name)
    timed = making.article("signed", headline="已排期")
    Entry.objects.filter(pk=timed.pk).update(
        publish_due_at=timezone.now(), scheduled=making.newest(timed), scheduled_by=people.chief()
    )
    gone = making.article("public", headline="已下线")
    Entry.objects.filter(pk=gone.pk).update(visibility="expired", expires_at=timezone.now())


@pytest.mark.parametrize(
    ("stage", "found"),
    [
        ("draft", {"草稿", "退回"}),
        ("returned", {"退回"}),
        ("first", {"待初审"}),
        ("second", {"待复审"}),
        ("final", set()),
        ("extra", set()),
        ("ready", {"待发布"}),
        ("scheduled", {"已排期"}),
        ("public", {"已发布"}),
        ("withdrawn", {"已撤稿"}),
        ("expired", {"已下线"}),
    ],
)
def test_a_list_shows_one_stage(as_person, editor, one_of_each_stage, stage, found):
    assert rows(as_person(editor), stage=stage) == found
