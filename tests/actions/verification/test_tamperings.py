"""Each way to change the record behind the desk's back, by SQL, and the fault that tells of it.

The same desk untouched has no fault (the control); every change is made alone and rolled back.
"""

import os
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from series.actions.audit.chain import record
from series.actions.editorial.reviews import sign
from series.actions.editorial.schedules import schedule, set_expiry, unschedule
from series.actions.editorial.share_links import revoke, share
from series.actions.media.attachments import store_attachment
from series.actions.media.pictures import store_picture
from series.actions.verification.verify import Verification
from series.models import Entry, Revision
from tests.helpers import making, people
from tests.helpers.samples.photographs import drawn, photograph, saved

pytestmark = pytest.mark.django_db
SOON, LATER = timedelta(days=2), timedelta(days=9)
YEAR = timedelta(days=365)


@pytest.fixture(scope="module")
def desk(module_transaction):
    """{name: key} of texts that are public, of an archive, due, ending, shared, drafts."""
    chief, now = people.chief(), timezone.now()
    public = making.article("published", headline="公开的一篇", tags=["两个健康"])
    old = making.article("public", headline="旧的一篇", dateline="2023-11-17")
    clocked = making.article("public", headline="有钟点的一篇", dateline="2023-11-17T09:30")
    due = making.article("signed", headline="已排期的一篇")
    schedule(due, revision=making.newest(due), at=now + SOON, by=chief)
    moved = making.article("signed", headline="改过排期的一篇")
    schedule(moved, revision=making.newest(moved), at=now + SOON, by=chief)
    unschedule(moved, by=chief)
    schedule(moved, revision=making.newest(moved), at=now + LATER, by=chief)
    ending = making.article("published", headline="要下线的一篇")
    set_expiry(ending, at=now + LATER, by=chief)
    endless = making.article("published", headline="不再下线的一篇")
    set_expiry(endless, at=now + SOON, by=chief)
    set_expiry(endless, at=None, by=chief)
    draft = making.article(headline="写了两版的草稿")
    making.change(draft, summary="第二版")
    link, ended = (
        share(draft, revision=making.newest(draft), by=people.editor(), days=days)
        for days in (3, 5)
    )
    revoke(ended, by=people.editor())
    again = making.article("withdrawn", headline="撤过又发的一篇")
    making.publish_signed(making.change(again, summary="改好了").entry)
    rows = {
        "public": public,
        "old": old,
        "clocked": clocked,
        "due": due,
        "moved": moved,
        "ending": ending,
        "endless": endless,
        "draft": draft,
        "withdrawn": making.event("withdrawn"),
        "expired": making.initiative("expired"),
        "again": again,
        "link": link,
        "ended": ended,
    }
    return {name: row.pk for name, row in rows.items()}


def sql(text, *given):
    with connection.cursor() as cursor:
        cursor.execute(text, given)


def faults():
    return [str(fault) for fault in Verification().faults()]


def test_the_untouched_desk_has_no_fault(desk):
    assert faults() == []


MOMENTS = [
    ("public", "published_at", "发布时间"),
    ("public", "first_published_at", "首次发布时间"),
    ("old", "published_at", "发布时间"),
    ("old", "first_published_at", "首次发布时间"),
    ("clocked", "published_at", "发布时间"),
    ("again", "first_published_at", "首次发布时间"),
    ("withdrawn", "published_at", "发布时间"),
    ("withdrawn", "withdrawn_at", "撤稿时间"),
    ("expired", "published_at", "发布时间"),
    ("due", "publish_due_at", "排期"),
    ("moved", "publish_due_at", "排期"),
    ("ending", "expires_at", "下线时间"),
    ("expired", "expires_at", "下线时间"),
]


@pytest.mark.parametrize(("name", "field", "title"), MOMENTS)
@pytest.mark.parametrize("shift", [-timedelta(hours=1), timedelta(days=-400)])
def test_a_moment_that_was_moved(desk, name, field, title, shift):
    moment = Entry.objects.values_list(field, flat=True).get(pk=desk[name]) + shift
    also = ", published_at = first_published_at" if field == "first_published_at" else ""
    first = {"published_at": ", first_published_at = %s"}.get(field, "")
    values = [moment, moment] if first else [moment]
    sql(f"UPDATE series_entry SET {field} = %s{first} WHERE id = %s", *values, desk[name])
    if also:
        sql(f"UPDATE series_entry SET {field} = {field}{also} WHERE id = %s", desk[name])
    found = faults()
    assert any(fault.startswith(f"稿件 {desk[name]}：{title}是 ") for fault in found), found


@pytest.mark.parametrize(
    ("name", "field", "title"),
    [
        ("ending", "expires_at", "下线时间"),
        ("due", "publish_due_at", "排期"),
    ],
)
def test_a_moment_that_was_taken_away(desk, name, field, title):
    also = ", scheduled_id = NULL, scheduled_by_id = NULL" if field == "publish_due_at" else ""
    sql(f"UPDATE series_entry SET {field} = NULL{also} WHERE id = %s", desk[name])
    assert any(f"{title}是 无，按审计记录应是 " in fault for fault in faults())


@pytest.mark.parametrize("name", ["public", "endless"])
def test_an_end_that_nobody_set(desk, name):
    sql("UPDATE series_entry SET expires_at = %s WHERE id = %s", timezone.now(), desk[name])
    assert any("按审计记录应是 无" in fault for fault in faults())


def test_a_day_that_pretends_to_be_a_time(desk):
    sql("UPDATE series_entry SET time_known = NOT time_known WHERE id = %s", desk["old"])
    assert faults() == [f"稿件 {desk['old']}：发布时间有没有钟点与审计记录不符"]


@pytest.mark.parametrize("field", ["scheduled_by_id", "scheduled_id"])
def test_a_schedule_of_somebody_or_something_else(desk, field):
    others = {"scheduled_by_id": people.admin().pk, "scheduled_id": Revision.objects.first().pk}
    sql(f"UPDATE series_entry SET {field} = %s WHERE id = %s", others[field], desk["due"])
    assert any("排期的版本或排期人与审计记录不符" in fault for fault in faults())


@pytest.mark.parametrize("name", ["public", "draft", "old"])
def test_an_author_who_was_exchanged(desk, name):
    sql(
        "UPDATE series_revision SET created_by_id = %s WHERE entry_id = %s AND number = 1",
        people.second().pk,
        desk[name],
    )
    found = faults()
    assert any("第1版没有相符的保存记录，内容或编写人被改过" in fault for fault in found)


def test_whoever_hides_that_they_wrote_it_signs_in_vain(desk):
    """A first reviewer writes, gives the authorship away and signs: the signature is found."""
    row = making.article(headline="自己写自己审")
    making.change(row, summary="我写的", by=people.first())
    making.bring_to(row, "submitted")
    sql(
        "UPDATE series_revision SET created_by_id = %s WHERE entry_id = %s",
        people.editor().pk,
        row.pk,
    )
    sign(row, revision=making.newest(row), by=people.first())
    assert any(f"（稿件 {row.pk}）：第2版没有相符的保存记录" in fault for fault in faults())


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("note", "另一句说明", "第2版的说明与审计记录不符"),
        ("created_at", timezone.now() - YEAR, "第2版的时间与审计记录不符"),
    ],
)
def test_a_revision_whose_surroundings_were_changed(desk, field, value, sentence):
    sql(
        f"UPDATE series_revision SET {field} = %s WHERE entry_id = %s AND number = 2",
        value,
        desk["draft"],
    )
    assert any(sentence in fault for fault in faults())


def test_a_newest_revision_that_nobody_submitted_is_deleted(desk):
    key = desk["draft"]
    first, second = Revision.objects.filter(entry=key).order_by("number")
    sql("UPDATE series_entry SET newest_id = %s WHERE id = %s", first.pk, key)
    for table in ("series_sharelink", "series_revisionkeyterms", "series_draftdocument"):
        sql(f"DELETE FROM {table} WHERE revision_id = %s", second.pk)
    sql("DELETE FROM series_revision WHERE id = %s", second.pk)
    assert any("“改稿”所记的版本在稿件中没有，被删或被改" in fault for fault in faults())


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("revoked_at = NULL WHERE id = {ended}", "按审计记录已撤销，现在又有效"),
        ("revoked_at = created_at WHERE id = {link}", "撤销没有审计记录"),
        ("expires_at = '2030-01-01 00:00:00+00:00' WHERE id = {link}", "到期时间与审计记录不符"),
        ("created_by_id = {chief} WHERE id = {link}", "分享的版本或分享人与审计记录不符"),
        (
            "revision_id = (SELECT MIN(id) FROM series_revision) WHERE id = {link}",
            "分享的版本或分享人与审计记录不符",
        ),
    ],
)
def test_a_share_link_that_was_changed(desk, change, sentence):
    sql(f"UPDATE series_sharelink SET {change}".format(**desk, chief=people.chief().pk))
    assert any(sentence in fault for fault in faults())


def test_a_share_link_that_nobody_made(desk):
    columns = "entry_id, revision_id, note, created_by_id, created_at, expires_at, opened_count"
    sql(
        f"INSERT INTO series_sharelink ({columns}) SELECT {columns} FROM series_sharelink "
        "WHERE id = %s",
        desk["link"],
    )
    assert any("没有相符的审计记录，是伪造的" in fault for fault in faults())


class UndoneError(Exception):
    """Takes a deletion back that the database would refuse when it is committed."""


def delete_whole(key, child):
    """Delete an entry with its history, list the faults, and take it all back."""
    for table in ("series_revision", "series_review", "series_submission"):
        sql(f"DELETE FROM {table} WHERE entry_id = %s", key)
    sql(f"DELETE FROM series_{child} WHERE entry_ptr_id = %s", key)
    sql("DELETE FROM series_entry WHERE id = %s", key)
    raise UndoneError(faults())


@pytest.mark.parametrize(
    ("name", "child"),
    [
        ("public", "article"),
        ("withdrawn", "event"),
        ("expired", "initiative"),
        ("draft", "article"),
    ],
)
def test_an_entry_that_was_deleted_whole(desk, name, child):
    with pytest.raises(UndoneError) as undone, transaction.atomic():
        delete_whole(desk[name], child)
    sentence = f"稿件 {desk[name]}：审计记录里有这篇稿件，现在没有，被整篇删除"
    assert sentence in undone.value.args[0]


@pytest.fixture
def files(desk):
    """(a picture of camera data, one of an import, an attachment), each with its audit line."""
    uploaded = store_picture(photograph("JPEG"), by=people.editor())
    imported = store_picture(saved(drawn(60, 40), "PNG"))
    attached = store_attachment(b"%PDF-1.7 one", name="名单.pdf", by=people.editor())
    assert faults() == []
    return uploaded, imported, attached


@pytest.mark.parametrize("place", range(3))
def test_bytes_that_were_added_to_a_file(files, place):
    with open(files[place].file.path, "ab") as file:
        file.write(b"more")
    assert [fault.endswith("的内容与存入时的不符，被改或被换") for fault in faults()] == [True]


@pytest.mark.parametrize("place", range(3))
def test_a_file_that_was_deleted(files, place):
    os.remove(files[place].file.path)
    assert [fault.endswith("不见了或读不出") for fault in faults()] == [True]


def test_rows_that_were_pointed_to_another_file(files):
    uploaded, imported, attached = files
    sql("UPDATE series_picture SET file = %s WHERE id = %s", imported.file.name, uploaded.pk)
    sql("UPDATE series_attachment SET file = %s WHERE id = %s", imported.file.name, attached.pk)
    found = faults()
    assert [fault.partition("：")[0] for fault in found] == [
        f"图片 {uploaded.pk}",
        f"附件 {attached.pk}",
    ]


def test_a_row_that_was_deleted(files):
    picture = files[0]
    sql("DELETE FROM series_picture_uploaders WHERE picture_id = %s", picture.pk)
    sql("DELETE FROM series_picture WHERE id = %s", picture.pk)
    assert faults() == [f"图片 {picture.pk}：审计记录里有这个文件，现在没有，被删除"]


def test_a_deletion_with_its_line_is_none(files):
    attached = files[2]
    record("删除附件", by=people.admin(), object="附件“名单”", id=attached.pk)
    sql("DELETE FROM series_attachment_uploaders WHERE attachment_id = %s", attached.pk)
    sql("DELETE FROM series_attachment WHERE id = %s", attached.pk)
    assert faults() == []
