"""Purging the bin: an old discarded draft loses its text.

After 30 days its versions and files go, too.

Its row stays without a text, since the audit chain names it and its number must not come again.
The line of the purge holds the digests of the versions, by which the verification tells a purge
from a theft (decision 119).
"""

from django.db import transaction
from django.db.models import CASCADE

from series.actions.audit.chain import record
from series.actions.errors import EditorialError
from series.actions.media.deletion import is_typed, remove_file, unused
from series.models import CHILD, Attachment, Entry, Picture, Revision
from series.models.audit import lock_audit_chain

from .bin import overdue, was_submitted

PURGED = "清除作废稿"
EMPTY = {
    **dict.fromkeys(("kicker", "subtitle", "summary", "body", "author", "editor"), ""),
    **dict.fromkeys(("original_url", "original_title", "original_source", "original_at"), ""),
    **dict.fromkeys(
        ("plain_text", "draft_text", "fingerprint", "title_words", "import_digest"), ""
    ),
    "word_count": 0,
    **dict.fromkeys(("corrections", "figures"), ()),
    **dict.fromkeys(("source", "series", "number", "newest"), None),
}


def purge_bin() -> int:
    """Purge each draft whose 30 days in the bin are over. Returns how many."""
    return sum(_purge(key) for key in list(overdue().values_list("pk", flat=True)))


@transaction.atomic
def _purge(key):
    lock_audit_chain()
    entry = overdue().select_for_update().filter(pk=key).first()
    if entry is None:  # restored a moment ago
        return False
    if was_submitted(entry) or entry.submissions.exists() or entry.reviews.exists():
        raise EditorialError(f"《{entry}》送审过，不能清除，请联系运维核对数据库")
    revisions = list(entry.revisions.order_by("number").defer("content"))
    files = _files_of(entry)
    _empty(entry, revisions)
    digests = [row.digest for row in revisions]
    record(PURGED, by=None, channel="purge_logs", entry=entry, object=str(entry), revisions=digests)
    _remove_unused(*files)
    return True


def _files_of(entry):
    pictures = Picture.objects.filter(revisions__entry=entry.pk).values_list("pk", flat=True)
    files = Attachment.objects.filter(revisions__entry=entry.pk).values_list("pk", flat=True)
    return list(pictures.distinct()), list(files.distinct())


def _empty(entry, revisions):
    """Take away everything that was written; the headline stays, as the audit has it too."""
    child = CHILD[entry.kind].objects.get(pk=entry.pk)
    child.delete(keep_parents=True)
    _delete_dependants(Entry, [entry.pk])
    blank = {name: list(value) if value == () else value for name, value in EMPTY.items()}
    Entry.objects.filter(pk=entry.pk).update(**blank)
    keys = [row.pk for row in revisions]
    _delete_dependants(Revision, keys)
    rows = Revision.objects.filter(pk__in=keys)
    rows._raw_delete(using=rows.db)  # `Immutable` refuses every other way


def _delete_dependants(model, keys):
    """Delete the rows that would go with these ones.

    Share links, unsaved words, samples, …"""
    for related in model._meta.get_fields(include_hidden=True):
        if not related.auto_created or not (related.one_to_many or related.one_to_one):
            continue
        if related.on_delete is CASCADE and not related.field.remote_field.parent_link:
            rows = related.related_model._base_manager
            rows.filter(**{f"{related.field.name}__in": keys}).delete()


def _remove_unused(pictures, attachments):
    """Delete these files as far as no other text, saved or not, has them."""
    for model, keys in ((Picture, pictures), (Attachment, attachments)):
        for file in unused(model.objects.filter(pk__in=keys)).order_by("pk"):
            if not is_typed(file):
                remove_file(file, by=None, channel="purge_logs")
