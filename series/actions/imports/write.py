"""Storing the plan of one text: all of it or nothing."""

from django.db import IntegrityError, transaction

from series.actions.audit.chain import record
from series.actions.editorial.publication import publish_archive
from series.actions.editorial.revisions import create_entry, save_revision
from series.actions.errors import EditorialError
from series.actions.media.pictures import picture_digest, store_picture
from series.actions.relations.organizations import names_read_first
from series.actions.relations.similar import similarity_sentence
from series.models import Entry, Kind, Picture, Revision, SimilarPair
from series.models.audit import lock_audit_chain

from .catalogue import create_missing
from .plan import CREATE, NOTE, NOTHING, REMEMBER, REVISE, last_import, stored_content

CHANNEL = "import_article"


@names_read_first
def write_plan(plan, *, receipt):
    """Store the plan in its own transaction. New picture files are deleted if it fails."""
    files = []
    try:
        with transaction.atomic():
            lock_audit_chain()
            _write(plan, receipt=receipt, files=files)
    except BaseException as error:
        for storage, name in files:
            storage.delete(name)
        if isinstance(error, IntegrityError):
            raise EditorialError("另一个程序刚写入了同一篇或同名的条目，请再运行一次") from error
        raise


def _write(plan, *, receipt, files):
    if plan.step == NOTHING and not plan.publishes:
        return
    entry, revision = plan.entry, None
    if plan.step in (CREATE, REVISE):
        entry, revision = _store(plan, receipt=receipt, files=files)
    elif plan.step == REMEMBER:
        Entry.objects.filter(pk=entry.pk).update(import_digest=plan.digest)
    if plan.publishes:
        publish_archive(entry, revision=revision or last_import(entry), channel=CHANNEL)


def _store(plan, *, receipt, files):
    """Create or revise the entry of a text; return (entry, revision)."""
    target = create_missing(plan.target, channel=CHANNEL)
    urls = {token: _store_picture(plan, token, files) for token in plan.pictures}
    content = stored_content(plan, target=target, urls=urls)
    saved = {"by": None, "channel": CHANNEL, "note": f"{NOTE}：{receipt.file_name}"[:200]}
    if plan.step == CREATE:
        keys = {"import_key": plan.key, "import_digest": plan.digest}
        entry = create_entry(Kind.ARTICLE, content, **saved, **keys)
    else:
        entry = plan.entry
        save_revision(entry, content, base=entry.newest.number, **saved)
        Entry.objects.filter(pk=entry.pk).update(import_digest=plan.digest)
    revision = Revision.objects.filter(entry=entry.pk).order_by("-number").first()
    detail = {"file": receipt.file_name, **receipt.for_audit()}
    record(NOTE, by=None, channel=CHANNEL, entry=entry, digest=revision.digest, **detail)
    return entry, revision


def stored_similar(key):
    """Return sentences about the entries that are similar to the entry of an import key."""
    rows = SimilarPair.objects.filter(entry__import_key=key).select_related("other")
    return [
        similarity_sentence(row.other, row.percent) for row in rows.order_by("-percent", "other")
    ]


def _store_picture(plan, token, files):
    """Store a picture and return its address.
    A new file is noted in `files` at once."""
    image = plan.pictures[token]
    is_new = not Picture.objects.filter(digest=picture_digest(image.data)).exists()
    picture = store_picture(image.data, tidy=plan.tidied[token], alt=image.alt)
    if is_new:
        files.append((picture.file.storage, picture.file.name))
    return picture.get_absolute_url()
