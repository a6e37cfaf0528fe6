"""The database itself refuses the impossible, whoever writes to it and however."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone

from chamber.models import Organization
from series.models import (
    Article,
    Column,
    Decision,
    Entry,
    Event,
    Initiative,
    Picture,
    Review,
    Revision,
    Series,
    Session,
    TaggedEntry,
    Tally,
)
from tests import making, people

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def refuse(deed):
    """Do it, expect the database to refuse it, and hand back its words."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        deed()
    return str(caught.value)


def set_fields(model, row, **fields):
    """Past every rule of the program, straight to the table."""
    return lambda: model.objects.filter(pk=row.pk).update(**fields)


def review(row, **fields):
    revision = making.newest(row)
    given = {"level": 1, "decision": Decision.APPROVE, "reviewer": people.first(), **fields}
    return Review(entry_id=row.pk, revision=revision, digest=revision.digest, **given).save


def column_levels():
    return set_fields(Column, making.column(), levels=4)


def organization_kind():
    return set_fields(Organization, making.organization(), kind="club")


def organization_parent():
    row = making.organization()
    return set_fields(Organization, row, parent=row.pk)


def series_title():
    return Series(column=making.series("论坛").column, title="论坛").save


def series_kind():
    return set_fields(Series, making.series(), kind="podcast")


def series_lunar():
    return set_fields(Series, making.series(), lunar_month=1)


def entry_kind():
    return set_fields(Entry, making.article(), kind="video")


def entry_visibility():
    return set_fields(Entry, making.article("public"), visibility="hidden")


def entry_public():
    return set_fields(Entry, making.article(), visibility="public")


def entry_withdrawn():
    return set_fields(Entry, making.article("public"), visibility="withdrawn")


def entry_withdrawn_twice():
    return set_fields(Entry, making.article("public"), withdrawn_at=NOW)


def entry_number_alone():
    return set_fields(Entry, making.article(), number=1)


def entry_number_zero():
    return set_fields(Entry, making.article(series=making.series(), number=1), number=0)


def entry_number_twice():
    forum = making.series()
    making.article(series=forum, number=1)
    return set_fields(Entry, making.event(series=forum, number=2), number=1)


def entry_import_key():
    Entry.objects.filter(pk=making.article().pk).update(import_key="archive:1")
    return set_fields(Entry, making.article(headline="另一篇"), import_key="archive:1")


def initiative_dates():
    day = date(2026, 3, 1)
    row = making.initiative(open_from="2026-03-01")
    return set_fields(Initiative, row, open_until=day - timedelta(days=1))


def event_form():
    return set_fields(Event, making.event(), form="party")


def event_state():
    return set_fields(Event, making.event(), state="maybe")


def event_end():
    row = making.event()
    return set_fields(Event, row, ends_at=row.starts_at - timedelta(minutes=1))


def session_order():
    row = making.event(programme=[{"title": "高峰对话"}])
    return Session(event=row, order=1, title="主题演讲").save


def session_kind():
    row = making.event(programme=[{"title": "高峰对话"}])
    return set_fields(Session, row.sessions.get(), kind="dance")


def picture_size():
    return Picture(digest="a" * 64, extension="png", width=0, height=4).save


def revision_number():
    revision = making.newest(making.article())
    return Revision(entry_id=revision.entry_id, number=1, content={}, digest="a" * 64).save


def review_level():
    return review(making.article(), level=4)


def review_decision():
    return review(making.article(), decision="maybe")


def review_reason():
    return review(making.article(), decision=Decision.RETURN)


def review_person():
    row = making.article()
    review(row)()
    return review(row, level=2)


def review_signature():
    row = making.article()
    review(row)()
    return review(row, reviewer=people.second())


def tag_twice():
    row = making.article(tags=["AI"])
    return TaggedEntry(tag=row.tags.get(), content_object_id=row.pk).save


def tally_twice():
    place = {"column": making.column(), "kind": "article", "year": 2026}
    Tally(**place).save()
    return Tally(**place).save


def tally_kind():
    return Tally(column=making.column(), kind="video", year=2026).save


CASES = {
    "column_levels_one_to_three": [column_levels],
    "organization_kind_known": [organization_kind],
    "organization_not_own_parent": [organization_parent],
    "series_title_once_a_column": [series_title],
    "series_kind_known": [series_kind],
    "series_lunar_date_whole": [series_lunar],
    "entry_kind_known": [entry_kind],
    "entry_visibility_known": [entry_visibility],
    "entry_public_has_time_and_text": [entry_public],
    "entry_withdrawn_has_time": [entry_withdrawn, entry_withdrawn_twice],
    "entry_number_needs_series": [entry_number_alone, entry_number_zero],
    "entry_number_once_a_series": [entry_number_twice],
    "initiative_closes_after_opening": [initiative_dates],
    "event_form_known": [event_form],
    "event_state_known": [event_state],
    "event_ends_after_start": [event_end],
    "session_order_once": [session_order],
    "session_kind_known": [session_kind],
    "picture_has_size": [picture_size],
    "revision_number_once": [revision_number],
    "review_level_known": [review_level],
    "review_decision_known": [review_decision],
    "review_return_gives_reason": [review_reason],
    "review_one_level_a_person": [review_person],
    "review_one_signature_a_level": [review_signature],
    "tag_once_an_entry": [tag_twice],
    "tally_once": [tally_twice],
    "tally_kind_known": [tally_kind],
}


@pytest.mark.parametrize(
    ("name", "arrange"), [(name, deed) for name, deeds in CASES.items() for deed in deeds]
)
def test_the_database_refuses(name, arrange):
    words = refuse(arrange())
    # SQLite names the columns of a broken unique constraint, PostgreSQL the constraint itself.
    assert name in words or "UNIQUE constraint failed" in words


def test_an_import_key_is_used_once():
    refuse(entry_import_key())


def test_every_constraint_of_our_models_has_a_case():
    ours = [
        constraint.name
        for model in apps.get_models()
        if model._meta.app_label in ("series", "chamber")
        for constraint in model._meta.constraints
        if not constraint.name.startswith("series_tag_")
    ]
    assert sorted(ours) == sorted(CASES)


def test_entries_without_a_number_or_an_import_key_may_be_many():
    forum = making.series()
    for number in range(3):
        making.article(series=forum, headline=f"无期号第{number}篇")
    assert Article.objects.filter(series=forum, number=None, import_key=None).count() == 3
