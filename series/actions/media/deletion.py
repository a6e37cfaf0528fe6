"""Deletion of pictures and attachments that no text ever had (decision 119).

A file that any revision has, or a working copy, stays: a signed text is shown as it was signed,
and nobody's unsaved text loses its picture.
"""

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Exists, OuterRef

from series.actions.audit.chain import record
from series.actions.errors import EditorialError
from series.models import Attachment, Picture, WorkingCopy
from series.models.audit import lock_audit_chain
from series.roles import may
from series.text.markup import stored_html

from .usage import ATTACHMENTS, PICTURES, may_see_attachment, may_see_picture

USED = "“{}”有稿件或没有保存的草稿在用，不能删除；先从那里取下也仍留在旧版本里"
ROLE = "删除图片和附件须由编辑操作"


def unused_pictures(rows):
    """Return those of these pictures that no revision has and no entry shows."""
    held = PICTURES.objects.filter(picture=OuterRef("pk"))
    return rows.exclude(Exists(held)).filter(entries=None)


def unused_attachments(rows):
    """Return those of these attachments that no revision has and no entry carries."""
    held = ATTACHMENTS.objects.filter(attachment=OuterRef("pk"))
    return rows.exclude(Exists(held)).filter(entries=None)


@transaction.atomic
def delete_picture(picture, *, by):
    """Delete a picture that nothing uses, with its files. Raises EditorialError."""
    lock_audit_chain()
    if not may(by, "edit") or not may_see_picture(by, picture):
        raise EditorialError(ROLE)
    row = unused_pictures(Picture.objects.filter(pk=picture.pk)).first()
    if row is None or row.get_absolute_url() in typed_addresses():
        raise EditorialError(USED.format(picture))
    remove_picture(row, by=by)


@transaction.atomic
def delete_attachment(attachment, *, by):
    """Delete an attachment that nothing uses, with its file. Raises EditorialError."""
    lock_audit_chain()
    if not may(by, "edit") or not may_see_attachment(by, attachment):
        raise EditorialError(ROLE)
    row = unused_attachments(Attachment.objects.filter(pk=attachment.pk)).first()
    if row is None or row.pk in typed_attachments():
        raise EditorialError(USED.format(attachment))
    remove_attachment(row, by=by)


def remove_picture(row, *, by, channel="desk"):
    """Delete the row of a picture, and its files once this is committed."""
    _record("图片", row, by=by, channel=channel, sha256=row.digest)
    names = [row.file.name, *rendition_names(row)]
    row.delete()
    transaction.on_commit(lambda: _remove_files(names))


def remove_attachment(row, *, by, channel="desk"):
    """Delete the row of an attachment, and its file once this is committed."""
    _record("附件", row, by=by, channel=channel, title=row.title)
    name = row.file.name
    row.delete()
    transaction.on_commit(lambda: _remove_files([name]))


def rendition_names(picture):
    """Return the names of all files that can have been made of a picture."""
    labels = [*map(str, picture.renditions), *(f"cover-{width}" for width in picture.cover_widths)]
    return [picture.rendition_name(label, kind) for label in labels for kind in picture.FORMATS]


def typed_addresses():
    """Return the addresses of the pictures in everybody's unsaved texts."""
    texts = (text for values in _typed("body") for text in values)
    return {address for text in texts for address in stored_html.picture_addresses(text)}


def typed_attachments():
    """Return the keys of the attachments in everybody's unsaved texts."""
    keys = {key for values in _typed("attachments") for key in values}
    texts = (text for values in _typed("body") for text in values)
    linked = {key for text in texts for key in stored_html.attachment_keys(text)}
    return linked | {int(key) for key in keys if key.isdecimal()}


def _typed(name):
    for fields in WorkingCopy.objects.values_list("fields", flat=True).iterator():
        yield fields.get(name, ())


def _record(what, row, *, by, channel, **detail):
    facts = {"id": row.pk, "name": str(row), **detail}
    record(f"删除{what}", by=by, channel=channel, object=f"{what}“{row}”", **facts)


def _remove_files(names):
    for name in names:
        default_storage.delete(name)
