"""Deletion of pictures and attachments that no text ever had (decision 119).

A file that any revision has, or a working copy, stays: a signed text is shown as it was signed,
and nobody's unsaved text loses its picture.
"""

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Exists, OuterRef

from series.actions.audit.chain import record
from series.actions.errors import EditorialError
from series.models import Attachment, Picture, Revision, WorkingCopy
from series.models.audit import lock_audit_chain
from series.roles import may
from series.text.markup import stored_html

from .usage import may_see_attachment, may_see_picture

USED = "“{}”有稿件在用，或在某一旧版本里，不能删除"
TYPED = "“{}”在没有保存的草稿里，不能删除；请先从那里取下"
ROLE = "您不能删除“{}”：须由上传它的编辑，或负责全部专栏的编辑办理"
VISIBLE = {Picture: may_see_picture, Attachment: may_see_attachment}


def unused(rows):
    """Return those of these pictures, or attachments, that no revision has and no entry shows."""
    name = rows.model._meta.model_name
    through = getattr(Revision, f"{name}s").through
    held = through.objects.filter(**{name: OuterRef("pk")})
    rows = rows.exclude(Exists(held)).filter(entries=None)
    return rows.filter(portrait_of=None) if rows.model is Picture else rows


def why_kept(file, *, by) -> str:
    """Return the sentence why this person cannot delete a file; empty where nothing forbids it."""
    if not may(by, "edit") or not VISIBLE[type(file)](by, file):
        return ROLE.format(file)
    if not unused(type(file).objects.filter(pk=file.pk)).exists():
        return USED.format(file)
    return TYPED.format(file) if is_typed(file) else ""


def is_typed(file) -> bool:
    """Tell whether somebody's unsaved text has the file."""
    if isinstance(file, Picture):
        return any(
            file.get_absolute_url() in stored_html.picture_addresses(text)
            for text in _typed("body")
        )
    linked = (key for text in _typed("body") for key in stored_html.attachment_keys(text))
    return str(file.pk) in _typed("attachments") or file.pk in linked


def _typed(name):
    """Yield what stands in this field, in lines or as markup, of each working copy."""
    for fields in WorkingCopy.objects.values_list("fields", flat=True).iterator():
        for key in (name, f"{name}_html"):
            yield from fields.get(key, ())


@transaction.atomic
def delete_file(file, *, by):
    """Delete a picture or an attachment that nothing uses. Raises EditorialError."""
    lock_audit_chain()
    file = type(file).objects.filter(pk=file.pk).first()  # as it is now: it may have renditions
    if file is None:
        raise EditorialError("这个文件刚被删除")
    if reason := why_kept(file, by=by):
        raise EditorialError(reason)
    remove_file(file, by=by)


def remove_file(file, *, by, channel="desk"):
    """Delete the row of a file with its audit line.

    What is stored goes once this is committed; a store that does not answer refuses it before.

    The caller has locked the audit chain and made sure that nothing uses it.
    """
    default_storage.require_answer()
    name = file._meta.verbose_name
    facts = {"id": file.pk, "name": str(file)}
    record(f"删除{name}", by=by, channel=channel, object=f"{name}“{file}”", **facts)
    names = [file.file.name, *(renditions_of(file) if isinstance(file, Picture) else ())]
    file.delete()
    transaction.on_commit(lambda: [default_storage.delete(one) for one in names])


def renditions_of(picture):
    """Return the names of all files that can have been made of a picture."""
    labels = [*map(str, picture.renditions), *(f"cover-{width}" for width in picture.cover_widths)]
    return [picture.rendition_name(label, kind) for label in labels for kind in picture.FORMATS]
