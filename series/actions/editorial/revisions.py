"""Saving: every save is a new revision and never changes a public page (decision 1)."""

from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone

from chamber.page_cache.writes import declared
from series.actions.audit.chain import record
from series.actions.audit.registers import row_states
from series.actions.errors import EditorialError, StaleError
from series.actions.media.usage import check_files, remember_files
from series.actions.notifying import notify
from series.actions.relations.organizations import names_read_first
from series.actions.relations.related import store_keyterms
from series.actions.relations.similar import remember_text
from series.models import Column, Entry, Outcome, Revision
from series.models.audit import lock_audit_chain
from series.models.revision import content_digest
from series.roles import may
from series.search.draft_index import refresh_drafts
from series.text.markup.word_count import word_count

from .content import check_references, tidy_content
from .live_row import (
    apply_content,
    create_belongings,
    create_missing_tags,
    create_row,
    plain_text,
)
from .signatures import signatures
from .tasks import close_task, people_asked, task_of


@names_read_first
@declared()
@transaction.atomic
def create_entry(kind, content, *, by, channel="desk", note="", **row):
    """Create a draft with its first revision. Returns the child row.

    `row` are fields beside the content (import_key, import_digest).
    """
    content = tidy_content(kind, content)
    lock_audit_chain()
    check_references(content)
    check_files(content["body"], content["attachments"], by=by)
    entry = create_row(kind, content, **row)
    revision = append_revision(entry, content, by=by, note=note)
    detail = {"note": note, **row_states(*create_missing_tags(content["tags"]))}
    record("建稿", by=by, channel=channel, entry=entry, digest=revision.digest, **detail)
    create_belongings(entry, content)
    return entry


@names_read_first
@declared()
@transaction.atomic
def save_revision(entry, content, *, by, base=None, channel="desk", note=""):
    """Save `content` as the entry's newest revision and return it.

    Unchanged content returns the newest revision as it is. `base` is the number of the revision
    that the editor started from; when somebody else saved in between, StaleError is raised and
    nothing is written. While the entry has never been public its row follows the newest revision,
    so that the desk's lists show the draft.
    """
    content = tidy_content(entry.kind, content)
    lock_audit_chain()
    entry = lock_entry(entry)
    check_references(content)
    check_files(content["body"], content["attachments"], by=by)
    _check_move(entry, content, by=by)
    _check_address(entry, content)
    newest = entry.newest
    if newest.digest == content_digest(content):
        return newest
    if base is not None and newest.number != base:
        raise StaleError(
            f"《{entry}》刚被{newest.created_by or '导入程序'}保存为第{newest.number}版，"
            "你的改动尚未保存：请对照新版后再存一次"
        )
    revision = append_revision(entry, content, by=by, note=note)
    tags = create_missing_tags(content["tags"]) if entry.live_id is None else []
    detail = {"note": note, **row_states(*tags)}
    record("改稿", by=by, channel=channel, entry=entry, digest=revision.digest, **detail)
    _void(entry, newest, by=by)
    if entry.live_id is None:
        apply_content(entry, content)
    return revision


def _void(entry, before, *, by):
    """Close the open task of a changed text and report its signatures as void."""
    task, asked = task_of(entry), people_asked(entry)
    if not close_task(entry, Outcome.VOID):
        return
    people = [row.reviewer for row in signatures(entry, before).values()]
    text = f"《{entry}》被{by or '程序'}改动，已退出{task.get_step_display()}，等重新送审"
    notify([person for person in asked if person not in people], text, entry=entry, but=by)
    record("签字失效", by=by, entry=entry, digest=before.digest, signatures=len(people))
    submitters = [row.submitted_by for row in before.submissions.select_related("submitted_by")]
    message = f"《{entry}》被{by or '程序'}改动，{before}的送审和签字失效，须重新送审"
    if entry.scheduled_id:
        due = timezone.localtime(entry.publish_due_at)
        message = (
            f"《{entry}》被{by or '程序'}改动，新版须重新送审；"
            f"{entry.scheduled}仍按排期于{due:%Y-%m-%d %H:%M}发布"
        )
    notify([*people, *submitters], message, entry=entry, but=by)


def _check_move(entry, content, *, by):
    """Refuse a move into others' column, or of a public text into a stricter one.

    A text that was published with fewer signatures must not enter a stricter column (decision 18).
    """
    if by and content["column"] != entry.column_id and not may(by, "edit", content["column"]):
        raise EditorialError("您不是所选专栏的编辑，不能把稿件移过去，请联系那里的编辑")
    if entry.live_id is None or content["column"] == entry.column_id:
        return
    target = Column.objects.get(pk=content["column"])
    if target.levels > entry.column.levels:
        raise EditorialError(
            f"《{entry}》发布时只经{entry.column.levels}级审核，不能移到须{target.levels}级审核的"
            f"“{target}”，请在那里另建新稿"
        )


def _check_address(entry, content):
    """Refuse another address for a page that was public.

    Readers and other sites keep the old one."""
    if entry.live_id and content.get("slug", "") != entry.slug:
        raise EditorialError(
            f"《{entry}》已在 {entry.get_absolute_url()} 公开过，网址不能再改；"
            "要一个新的网址，请在“跳转”里加一条"
        )


def lock_entry(entry):
    """Lock the entry's row until the transaction ends and return it as it is now.

    Without a join: after a wait PostgreSQL re-reads only the locked row, and a newest revision
    that was saved in between would come back empty (decision 14). Raises EditorialError for a
    draft in the bin.
    """
    locked = Entry.objects.select_for_update().get(pk=entry.pk)
    if locked.discarded_at:
        raise EditorialError(f"《{locked}》已作废，请先在回收站里恢复")
    return locked


def reprint_facts(content):
    """Return the fields of a Revision that repeat its content: a reprint's source and host."""
    if not content.get("reprint"):
        return {}
    host = (urlsplit(content["original_url"]).hostname or "")[:253]
    return {"reprint_of": content.get("original_source", ""), "reprint_host": host}


def append_revision(entry, content, *, by, note="", **amendment):
    """Append a revision to the locked entry and return it.

    `amendment` are the fields of a reviewer's amendment. The caller writes the audit line.
    """
    number = entry.newest.number + 1 if entry.newest_id else 1
    revision = Revision.objects.create(
        entry_id=entry.pk,
        number=number,
        content=content,
        digest=content_digest(content),
        note=note,
        created_by=by,
        **reprint_facts(content),
        **amendment,
    )
    row = {"draft_text": plain_text(content), "word_count": word_count(content["body"])}
    if not amendment:
        row["handed_to"] = None  # who saves a text answers for it
    row["newest"] = revision
    Entry.objects.filter(pk=entry.pk).update(**row)
    for name, value in row.items():
        setattr(entry, name, value)
    remember_files(revision)
    refresh_drafts([entry.pk])
    _read_once_committed(revision)
    return revision


def _read_once_committed(revision):
    """Find keyterms and similar texts of a revision once the caller's transaction commits.

    They only inform, and nobody must wait for the audit chain meanwhile.
    """

    def read_revision():  # not a partial: Django names what failed by its `__qualname__`
        store_keyterms(revision)
        remember_text(revision.entry_id)

    transaction.on_commit(read_revision, robust=True)
