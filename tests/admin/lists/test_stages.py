"""Where an entry stands, and whose turn it is."""

import pytest
from django.db import connection

from series.actions.editorial.publication import publish_archive
from series.actions.editorial.reviews import obstacle, return_for_changes, sign
from series.actions.editorial.revisions import save_revision
from series.actions.progress.stages import drafts_of, pending, stages_of, waiting_for
from series.models import Entry
from tests.helpers import making, people

pytestmark = pytest.mark.django_db


def stage(row):
    entry = Entry.objects.select_related("column", "newest__created_by").get(pk=row.pk)
    return stages_of([entry])[entry.pk]


def states(row):
    return [tooth.state for tooth in stage(row).teeth]


def test_a_draft_waits_for_its_writer_then_for_the_first_review():
    row = making.article()
    assert stage(row).name == "草稿"
    assert states(row) == ["now", "next", "next", "next", "next"]
    making.bring_to(row, "submitted")
    assert stage(row).name == "待初审"
    assert states(row) == ["done", "now", "next", "next", "next"]


def test_each_signature_is_a_red_tooth(first):
    row = making.article("submitted")
    sign(row, revision=making.newest(row), by=first)
    assert stage(row).name == "待复审"
    assert states(row) == ["done", "done", "now", "next", "next"]
    assert stage(row).teeth[1].person == "周初"


def test_all_signed_waits_for_publication():
    row = making.article("signed")
    assert stage(row).name == "待发布"
    assert states(row) == ["done", "done", "done", "done", "now"]


def test_an_archive_import_shows_no_signature_that_nobody_gave():
    row = making.article(dateline="2023-11-17")
    publish_archive(row, revision=making.newest(row), channel="import_article")
    assert stage(row).name == "已发布"
    assert states(row) == ["done", "next", "next", "next", "done"]


def test_public_and_withdrawn():
    assert stage(making.article("published")).name == "已发布"
    assert states(making.article("published")) == ["done"] * 5
    withdrawn = making.article("withdrawn")
    assert stage(withdrawn).name == "已撤稿"
    assert states(withdrawn)[-1] == "void"


def test_an_edit_voids_what_was_signed():
    row = making.article("published")
    making.change(row, summary="新的摘要")
    assert stage(row).name == "修订稿未送审"
    assert states(row) == ["now", "void", "void", "void", "next"]
    making.bring_to(row, "submitted")
    assert stage(row).name == "修订待初审"
    assert states(row) == ["done", "now", "void", "void", "next"]


def test_a_return_goes_back_to_the_draft(first):
    row = making.article("submitted")
    return_for_changes(row, revision=making.newest(row), by=first, opinion="数字有误")
    assert stage(row).name == "退回修改"
    assert states(row)[0] == "now"
    assert stage(row).note == "周初：数字有误"


@pytest.mark.parametrize(("levels", "teeth"), [(1, 3), (2, 4), (3, 5)])
def test_a_column_has_as_many_teeth_as_levels(levels, teeth):
    row = making.article(column=making.column(f"{levels}级", levels=levels))
    assert len(states(row)) == teeth


def turns(row):
    cast = {
        "first": people.first(),
        "second": people.second(),
        "chief": people.chief(),
        "admin": people.admin(),
        "editor": people.editor(),
    }
    return {name for name, user in cast.items() if row.pk in _pks(waiting_for(user))}


def _pks(rows):
    return {row.pk for row in rows}


def test_the_turn_goes_round(first, second, chief):
    row = making.article("submitted")
    assert turns(row) == {"first"}
    for person, then in ((first, {"second"}), (second, {"chief"}), (chief, {"chief", "admin"})):
        sign(row, revision=making.newest(row), by=person)
        assert turns(row) == then


def test_a_short_column_goes_to_publication_sooner(first):
    row = making.article("submitted", column=making.column("简栏", levels=1))
    assert turns(row) == {"first"}
    sign(row, revision=making.newest(row), by=first)
    assert turns(row) == {"chief", "admin"}


def test_what_is_public_or_returned_is_nobodys_turn(first):
    assert turns(making.article("published")) == set()
    row = making.article("submitted")
    return_for_changes(row, revision=making.newest(row), by=first, opinion="数字有误")
    assert turns(row) == set()
    making.change(row, summary="改过")
    assert turns(row) == set()
    making.bring_to(row, "submitted")
    assert turns(row) == {"first"}


def test_nobody_waits_for_their_own_text(first):
    row = making.article()
    making.change(row, by=first, summary="初审人改过")
    making.bring_to(row, "submitted")
    assert turns(row) == set()


def test_whoever_may_act_is_told_so_and_nobody_else(first, second, chief):
    """The list agrees with the rule itself: a row stands in it exactly if signing works."""
    rows = [making.article("submitted", headline=f"第{n}篇") for n in range(3)]
    sign(rows[1], revision=making.newest(rows[1]), by=first)
    making.change(rows[2], by=second, summary="复审人改过")
    making.bring_to(rows[2], "submitted")
    sign(rows[2], revision=making.newest(rows[2]), by=first)
    for person in (first, second, chief):
        may = {row.pk for row in rows if not obstacle(row, revision=making.newest(row), by=person)}
        assert _pks(waiting_for(person)) == may, person


def test_drafts_of_an_editor(editor, admin):
    mine, public = making.article(), making.article("published")
    assert _pks(drafts_of(editor)) == {mine.pk}
    making.change(public, by=admin, summary="新的摘要")
    assert _pks(drafts_of(admin)) == {public.pk}
    assert _pks(pending()) == {mine.pk, public.pk}


def test_an_imported_text_comes_back_to_the_editors(editor, admin, first):
    row = making.article()
    again = {**making.newest(row).content, "summary": "再导入一次"}
    save_revision(row, again, by=None, channel="import_article")
    assert _pks(drafts_of(editor)) == set()
    making.bring_to(row, "submitted")
    return_for_changes(row, revision=making.newest(row), by=first, opinion="数字有误")
    assert _pks(drafts_of(editor)) == _pks(drafts_of(admin)) == {row.pk}
    assert _pks(drafts_of(first)) == set()
    making.change(row, by=admin, summary="改过")
    assert _pks(drafts_of(editor)) == set()


def test_work_in_hand_is_read_from_its_own_index():
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL reads a table of one row without an index")
    making.article()
    assert "entry_pending" in pending()[:12].explain()
