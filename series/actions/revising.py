"""Writing: every save is a new revision; a public page never changes by it."""

from django.db import transaction

from series.models import Column, Entry, Revision
from series.models.revision import content_digest

from .applying import apply_content
from .auditing import record
from .content import CHILD, check_references, tidy_content
from .errors import EditorialError, StaleError


@transaction.atomic
def create_entry(kind, content, *, by, channel="desk", note="", **row):
    """A new draft with its first revision. `row` are fields beside the content (import_key,
    import_digest). Returns the child row."""
    content = tidy_content(kind, content)
    check_references(content)
    entry = CHILD[kind].objects.create(
        kind=kind, column_id=content["column"], headline=content["headline"], **row
    )
    revision = _append(entry, content, by=by, note=note)
    record("建稿", by=by, channel=channel, entry=entry, digest=revision.digest, note=note)
    return apply_content(entry, content)


@transaction.atomic
def save_revision(entry, content, *, by, base=None, channel="desk", note=""):
    """Keep `content` as the entry's newest revision and return it; unchanged content returns
    the newest as it is.

    `base` is the number of the revision that the editor started from; when somebody else saved
    in between, StaleError is raised and nothing is written. While the entry has never been
    public its row follows the newest revision, so that the desk's lists show the draft.
    """
    entry = locked(entry)
    content = tidy_content(entry.kind, content)
    check_references(content)
    _check_move(entry, content)
    newest = entry.newest
    if base is not None and newest.number != base:
        raise StaleError(
            f"《{entry}》刚被{newest.created_by or '导入程序'}保存为第{newest.number}版，"
            "你的改动尚未保存：请对照新版后再存一次"
        )
    if newest.digest == content_digest(content):
        return newest
    revision = _append(entry, content, by=by, note=note)
    record("改稿", by=by, channel=channel, entry=entry, digest=revision.digest, note=note)
    if entry.live_id is None:
        apply_content(entry, content)
    return revision


def _check_move(entry, content):
    """Nothing comes into a stricter column on the signatures that a laxer one asked for."""
    if entry.live_id is None or content["column"] == entry.column_id:
        return
    target = Column.objects.get(pk=content["column"])
    if target.levels > entry.column.levels:
        raise EditorialError(
            f"《{entry}》发布时只经{entry.column.levels}级审核，不能移到须{target.levels}级审核的"
            f"“{target}”，请在那里另建新稿"
        )


def locked(entry):
    """The entry's current row, held against other writers until the transaction ends.

    Without a join: after a wait PostgreSQL re-reads only the locked row, and a newest revision
    that was saved in between would come back empty.
    """
    return Entry.objects.select_for_update().get(pk=entry.pk)


def _append(entry, content, *, by, note):
    number = entry.newest.number + 1 if entry.newest_id else 1
    revision = Revision.objects.create(
        entry_id=entry.pk,
        number=number,
        content=content,
        digest=content_digest(content),
        note=note,
        created_by=by,
    )
    Entry.objects.filter(pk=entry.pk).update(newest=revision)
    entry.newest = revision
    return revision
