"""The table of a content's fields against the models that carry them."""

import pytest

from series.actions.editorial.content import SESSION
from series.models import CHILD, Entry, Kind, Session
from series.models.content_fields import CONTENT_FIELDS, FIELDS, What, fields_of

ON_ROW = [field for field in CONTENT_FIELDS if field.on_row]
CALLED = {"ids": lambda field: field.key}


def test_no_key_stands_twice():
    assert len(FIELDS) == len(CONTENT_FIELDS)


@pytest.mark.parametrize("field", ON_ROW, **CALLED)
def test_a_field_is_called_as_its_model_calls_it(field):
    assert field.label == field.owner._meta.get_field(field.key).verbose_name


@pytest.mark.parametrize("field", ON_ROW, **CALLED)
def test_a_new_row_says_what_an_empty_value_says(field):
    value = getattr(field.owner(), field.attribute)
    as_stored = "" if value is None and field.what in (What.DATE, What.MOMENT) else value
    assert as_stored == field.empty


@pytest.mark.parametrize("field", CONTENT_FIELDS, **CALLED)
def test_references_and_choices_say_what_they_choose_from(field):
    assert (field.model is not None) == (field.what is What.REFERENCE)
    assert (field.choices is not None) == (field.what is What.CHOICE)
    if field.what is What.REFERENCE:
        assert field.owner._meta.get_field(field.key).related_model is field.model


@pytest.mark.parametrize("kind", Kind)
def test_a_kind_has_the_fields_of_every_kind_and_its_own(kind):
    owners = {field.owner for field in fields_of(kind)}
    assert owners <= {Entry, CHILD[kind]}
    assert {field for field in CONTENT_FIELDS if field.owner is Entry} <= {*fields_of(kind)}
    assert [field.key for field in fields_of(kind)] == [
        field.key for field in CONTENT_FIELDS if field in fields_of(kind)
    ]


def test_what_every_text_is_known_by_is_never_optional():
    """Keys from the first day; a later one is optional, or it would change old digests."""
    needed = {field.key for field in CONTENT_FIELDS if field.owner is Entry and not field.optional}
    assert needed == {
        *("column", "series", "number", "headline", "subtitle", "summary", "body"),
        *("source", "author", "original_url", "dateline", "tags", "attachments"),
    }


def test_a_programme_holds_the_fields_of_a_session():
    assert {*SESSION, "speakers"} == {field.name for field in Session._meta.fields} - {
        "id",
        "event",
        "order",
    }
