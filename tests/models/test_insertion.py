"""Rows that are inserted as plain values are those that `bulk_create` stores."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from chamber.backends.insertion import insert_rows
from series.models import RevisionKeyterms, Shingle, Tag, TaggedEntry
from tests.helpers import making

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 3, 4, 5, 6, 7, 89, tzinfo=UTC)
NAMES = ["tag", "content_object", "published_at"]


def stored(model, *names):
    return list(model.objects.order_by("pk").values_list(*names))


@pytest.mark.parametrize("moment", [MOMENT, None])
def test_keys_and_moments_come_back_as_bulk_create_stores_them(moment):
    entry, tag = making.article(), Tag.objects.create(name="常商", slug="常商")
    row = (tag.pk, entry.pk, moment)
    insert_rows(TaggedEntry, NAMES, [row])
    inserted = stored(TaggedEntry, *NAMES)
    TaggedEntry.objects.all().delete()
    TaggedEntry.objects.bulk_create(
        [TaggedEntry(tag=tag, content_object=entry, published_at=moment)]
    )
    assert inserted == stored(TaggedEntry, *NAMES) == [row]


def test_json_comes_back_as_it_was():
    revision = making.newest(making.article())
    RevisionKeyterms.objects.all().delete()
    insert_rows(RevisionKeyterms, ["revision", "words"], [(revision.pk, {"企业“家”": 2})])
    assert RevisionKeyterms.objects.get(revision=revision).words == {"企业“家”": 2}


def test_what_is_there_already_is_left_only_where_it_is_asked():
    entry = making.article()
    Shingle.objects.all().delete()
    names, row = ["value", "entry", "revision"], (7, entry.pk, entry.newest_id)
    insert_rows(Shingle, names, [row])
    insert_rows(Shingle, names, [row, (8, *row[1:])], ignore_conflicts=True)
    assert [value for value, *_ in stored(Shingle, *names)] == [7, 8]
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(Shingle, names, [row])


def test_no_rows_are_no_statement(django_assert_num_queries):
    with django_assert_num_queries(0):
        insert_rows(Shingle, ["value", "entry", "revision"], [])
