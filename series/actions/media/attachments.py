"""Storage of attachments.
Their type is checked by their bytes, the name on disk made from them.

Nothing is stored that runs or loads something when it is opened, and pictures are stored as those
of a text are, without what does not draw them (decision 106).
"""

import hashlib
import secrets
from functools import partial
from pathlib import PurePosixPath

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from series.actions.audit.chain import record
from series.actions.errors import EditorialError
from series.models import Attachment, Entry
from series.models.audit import lock_audit_chain
from series.roles import may
from series.text.language.single_line import single_line

from .archive_checks import check_archive, check_office, members
from .atomic_files import write_upload
from .office_checks import COMPOUND
from .old_office import STREAMS, checked_ofd, checked_old_office
from .picture_bytes import tidy_picture
from .recordings import checked_mp3, tidy_mp4
from .usage import may_see_attachment, remember_uploader

MAX_BYTES = 20 * 1024 * 1024
OFFICE = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
BEGINNINGS = {
    "pdf": (b"%PDF-",),
    "zip": (b"PK\x03\x04",),
    "jpg": (b"\xff\xd8\xff",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "gif": (b"GIF87a", b"GIF89a"),
    **dict.fromkeys((*OFFICE, "ofd"), (b"PK\x03\x04",)),
    **dict.fromkeys(STREAMS, (COMPOUND,)),
}
MEDIA = {"mp3": checked_mp3, "mp4": tidy_mp4}
OTHER_FORMAT = "文件内容不是 {} 格式，请用正确的格式另存后再上传"
SAME = {"jpeg": "jpg"}
ALLOWED = "、".join(sorted(BEGINNINGS))


def media_limit():
    """Return the most bytes of an audio or video file."""
    return settings.RECORDING_MB * 1024 * 1024


def limit_of(extension):
    """Return the most bytes of an attachment with this ending."""
    return media_limit() if extension in MEDIA else MAX_BYTES


def extension_of(name):
    """Return the ending of an uploaded file's name, in the one spelling that is stored."""
    ending = PurePosixPath(name.replace("\\", "/")).suffix.lstrip(".").lower()
    return SAME.get(ending, ending)


def store_attachment(data, *, name, by, title=""):
    """Store an attachment and return it.

    `name` is the name of the uploaded file, used for its ending and, where no title is given, for
    the title. Raises EditorialError.
    """
    path = PurePosixPath(name.replace("\\", "/"))
    extension = extension_of(name)
    data = checked_file(data, extension)
    digest = hashlib.sha256(data).hexdigest()
    attachment = Attachment(
        title=single_line(title or path.stem)[:120], extension=extension, size=len(data)
    )
    # A name of its own for each upload: one that fails deletes no file of another.
    name = f"{digest[:16]}-{secrets.token_hex(3)}.{extension}"
    attachment.file.name = attachment.file.field.generate_filename(attachment, name)
    write_upload(attachment.file.name, data, what="附件")
    try:
        _write_row(attachment, digest, by=by)
    except BaseException:
        attachment.file.delete(save=False)
        raise
    return attachment


@transaction.atomic
def _write_row(attachment, digest, *, by):
    lock_audit_chain()
    attachment.save()
    detail = {"attachment": attachment.pk, "title": attachment.title, "sha256": digest}
    record("上传附件", by=by, object=attachment.title, **detail)
    remember_uploader(attachment, by)


def signed_use(attachment):
    """Return an entry that left its writers' hands with this attachment, or None.

    What its readers see of a file, the title and the transcript, stands as it was signed.
    """
    rows = Entry.objects.filter(revisions__attachments=attachment.pk)
    sent = Q(live__isnull=False) | Q(slip_number__isnull=False)
    return rows.filter(sent).order_by("pk").first()


@transaction.atomic
def change_attachment(attachment, *, title, transcript, by):
    """Rename an attachment, or change its transcript, before a text with it is submitted.

    Raises EditorialError.
    """
    lock_audit_chain()
    if not may(by, "edit") or not may_see_attachment(by, attachment):
        raise EditorialError("附件的名称须由编辑修改")
    if entry := signed_use(attachment):
        raise EditorialError(f"“{attachment}”已随《{entry}》送审，名称和文字稿不能再改，请另传一份")
    title = single_line(title)[:120]
    if not title:
        raise EditorialError("请填写附件的名称")
    before, attachment.title, attachment.transcript = attachment.title, title, transcript.strip()
    attachment.save(update_fields=["title", "transcript"])
    detail = {"id": attachment.pk, "name": title, "before": before}
    record("修改附件", by=by, object=f"附件“{title}”", **detail)


def checked_file(data, extension):
    """Return the bytes to store.
    Refuse what is too large, runs, or is not what its ending says.

    Raises EditorialError.
    """
    if extension not in BEGINNINGS and extension not in MEDIA:
        raise EditorialError(f"不能上传这种文件，请换成 {ALLOWED}、{'、'.join(MEDIA)} 之一")
    if not data:
        raise EditorialError("这个文件是空的，请重新选择")
    if len(data) > limit_of(extension):
        limit = limit_of(extension) // 1024 // 1024
        raise EditorialError(f"附件超过 {limit} MB，请压缩或分开上传")
    if extension in MEDIA:
        return MEDIA[extension](data, extension)
    if not data.startswith(BEGINNINGS[extension]):
        raise EditorialError(OTHER_FORMAT.format(extension))
    return CHECKED.get(extension, _checked_office)(data, extension)


def _tidy_picture(data, extension):
    tidy = tidy_picture(data)
    if tidy.extension != extension:
        raise EditorialError(OTHER_FORMAT.format(extension))
    return tidy.data


def _checked_archive(data, extension):
    check_archive(data)
    return data


def _checked_office(data, extension):
    if not any(name.startswith(OFFICE[extension]) for name, _ in members(data)):
        raise EditorialError(OTHER_FORMAT.format(extension))
    check_office(data)
    return data


CHECKED = {
    **dict.fromkeys(("jpg", "png", "gif"), _tidy_picture),
    **dict.fromkeys(STREAMS, partial(checked_old_office, other_format=OTHER_FORMAT)),
    "ofd": partial(checked_ofd, other_format=OTHER_FORMAT),
    "zip": _checked_archive,
    "pdf": lambda data, extension: data,
}
