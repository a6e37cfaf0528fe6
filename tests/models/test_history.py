"""Rows of history: the ways by which the ORM rewrites or loses rows in bulk are shut."""

import pytest
from django.db import transaction
from django.db.models import ProtectedError

from series.models import Article, AuditLine, Entry, Review, Revision
from series.models.immutable import ImmutableError
from tests.helpers import making

pytestmark = pytest.mark.django_db
FIELD = {Revision: "note", Review: "opinion", AuditLine: "verb"}


@pytest.fixture(params=FIELD, ids=lambda model: model.__name__)
def row(request):
    making.article("published")
    return request.param.objects.first()


def altered(row):
    setattr(row, FIELD[type(row)], "改写")
    return row


DEEDS = {
    "save": lambda row: altered(row).save(),
    "update": lambda row: type(row).objects.update(**{FIELD[type(row)]: "改写"}),
    "bulk_update": lambda row: type(row).objects.bulk_update([altered(row)], [FIELD[type(row)]]),
    "upsert": lambda row: type(row).objects.bulk_create(
        [altered(row)],
        update_conflicts=True,
        update_fields=[FIELD[type(row)]],
        unique_fields=["pk"],
    ),
    "get and set": lambda row: type(row).objects.update_or_create(
        pk=row.pk, defaults={FIELD[type(row)]: "改写"}
    ),
    "delete": lambda row: row.delete(),
    "delete all": lambda row: type(row).objects.filter(pk=row.pk).delete(),
}


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_a_row_of_history_stays_as_it_is(row, deed):
    before = list(type(row).objects.order_by("pk").values())
    with pytest.raises(ImmutableError, match="历史记录只能追加"), transaction.atomic():
        deed(row)
    assert list(type(row).objects.order_by("pk").values()) == before


def test_rows_are_still_appended_in_bulk(row):
    count = type(row).objects.count()
    fields = {f.attname: getattr(row, f.attname) for f in row._meta.fields if not f.primary_key}
    changed = {"number": 99} if "number" in fields else {}
    changed |= {"decision": "return", "opinion": "有误"} if "decision" in fields else {}
    type(row).objects.bulk_create([type(row)(**{**fields, **changed})])
    assert type(row).objects.count() == count + 1


@pytest.mark.parametrize("model", [Entry, Article])
def test_an_entry_with_a_history_is_not_deleted(model):
    making.article("published")
    with pytest.raises(ProtectedError):
        model.objects.get().delete()
    with pytest.raises(ProtectedError):
        model.objects.all().delete()
    assert (Article.objects.count(), Revision.objects.count(), Review.objects.count()) == (1, 1, 3)
