"""Working copies: each open form has its own, and none overwrites another (decision 116)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from series.actions.editorial.working_copies import (
    OpenForm,
    close_copy,
    copies_of,
    keep_copy,
    new_texts_of,
    saved_by,
)
from series.models import WorkingCopy
from tests.helpers import making

pytestmark = pytest.mark.django_db


def keep(user, words, form, *, entry=None, base=0):
    fields = {"headline": [words]}
    return keep_copy(user, kind="article", entry=entry, base=base, fields=fields, form=form)


def headlines(user):
    return {copy.headline for copy in WorkingCopy.objects.unsaved().filter(user=user)}


def page(number, **more):
    return OpenForm(page=f"{number:016x}", **more)


def test_two_new_texts_of_one_person_are_two_copies(editor):
    keep(editor, "甲", page(1))
    keep(editor, "乙", page(2))
    assert headlines(editor) == {"甲", "乙"}
    assert [copy.headline for copy in new_texts_of(editor)] == ["乙", "甲"]


def test_two_windows_of_one_entry_are_two_copies(editor):
    entry = making.article()
    keep(editor, "甲", page(1), entry=entry, base=1)
    keep(editor, "乙", page(2), entry=entry, base=1)
    keep(editor, "甲甲", page(1), entry=entry, base=1)
    assert {copy.headline for copy in copies_of(editor, entry=entry)} == {"甲甲", "乙"}


def test_a_form_that_shows_a_copy_goes_on_writing_it(editor):
    first = keep(editor, "甲", page(1)).copy
    keep(editor, "甲乙", page(2, copy=first.key, seen=first.seen))
    keep(editor, "甲乙丙", page(2, copy=first.key, seen=first.seen))
    assert headlines(editor) == {"甲乙丙"}


def test_a_copy_written_since_it_was_shown_is_left_alone(editor):
    first = keep(editor, "甲", page(1, turn=1)).copy
    keep(editor, "甲先", page(1, turn=2))
    keep(editor, "甲后", page(2, copy=first.key, seen=first.seen))
    keep(editor, "甲后后", page(2, copy=first.key, seen=first.seen))
    assert headlines(editor) == {"甲先", "甲后后"}


def test_the_first_window_gets_a_copy_anew_when_another_took_it_over(editor):
    first = keep(editor, "甲", page(1, turn=1)).copy
    keep(editor, "乙", page(2, copy=first.key, seen=first.seen, turn=1))
    keep(editor, "甲甲", page(1, copy=first.key, seen=first.seen, turn=2))
    assert headlines(editor) == {"乙", "甲甲"}


def test_an_older_request_of_a_form_changes_nothing(editor):
    keep(editor, "新", page(1, turn=5))
    assert keep(editor, "旧", page(1, turn=4)).late
    assert headlines(editor) == {"新"}


def test_a_closed_copy_refuses_what_was_sent_before_the_save(editor):
    entry = making.article()
    keep(editor, "甲", page(1, turn=1), entry=entry, base=0)
    close_copy(editor, page(1), entry=entry)
    assert keep(editor, "甲", page(1, turn=2), entry=entry, base=0).late
    assert saved_by(editor, page(1)).entry_id == entry.pk
    assert not keep(editor, "后来写的", page(1, turn=3), entry=entry, base=1).late
    assert headlines(editor) == {"后来写的"}


def test_what_only_the_browser_had_is_kept_although_the_form_was_saved(editor):
    entry = making.article()
    close_copy(editor, page(1), entry=entry)
    kept = keep(editor, "没有发出的字", page(1, turn=9, recovered=True))
    assert (kept.late, kept.copy.entry_id, kept.copy.base) == (False, entry.pk, 1)


def test_what_the_browser_had_is_no_newer_than_what_was_kept(editor):
    keep(editor, "新", page(1, turn=9))
    assert keep(editor, "旧", page(1, turn=8, recovered=True)).late
    assert headlines(editor) == {"新"}


def test_closed_copies_are_gone_after_a_day(editor):
    entry = making.article()
    close_copy(editor, page(1), entry=entry)
    WorkingCopy.objects.update(closed_at=timezone.now() - timedelta(days=2))
    close_copy(editor, page(2), entry=entry)
    assert [copy.page for copy in WorkingCopy.objects.all()] == [page(2).page]


def test_copies_of_others_are_never_written(editor, admin):
    first = keep(editor, "甲", page(1)).copy
    keep(admin, "乙", page(1, copy=first.key, seen=first.seen))
    assert (headlines(editor), headlines(admin)) == ({"甲"}, {"乙"})


@pytest.mark.parametrize(
    "name", ["", "x", "../../etc/passwd0000", "a" * 40, "ＡＡＡＡＡＡＡＡＡＡＡＡＡＡＡＡ"]
)
def test_a_name_that_no_page_has_is_not_taken(name):
    form = OpenForm.of({"form_page": name, "form_copy": name})
    assert form.page != name
    assert form.copy == ""
