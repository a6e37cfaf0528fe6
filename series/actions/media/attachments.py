"""Storage of attachments.
Their type is checked by their bytes, the name on disk made from them.

Nothing is stored that runs or loads something when it is opened, and pictures are stored as those
of a text are, without what does not draw them (decision 106).
"""

import hashlib
import secrets
from pathlib import PurePosixPath

from django.db import transaction

from series.actions.audit.chain import record
from series.actions.errors import EditorialError
from series.models import Attachment
from series.models.audit import lock_audit_chain
from series.text.language.single_line import single_line

from .archive_checks import check_archive, check_office, members
from .atomic_files import write_whole
from .picture_bytes import tidy_picture
from .usage import remember_uploader

MAX_BYTES = 20 * 1024 * 1024
OFFICE = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
BEGINNINGS = {
    "pdf": (b"%PDF-",),
    "zip": (b"PK\x03\x04",),
    "jpg": (b"\xff\xd8\xff",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "gif": (b"GIF87a", b"GIF89a"),
    **dict.fromkeys(OFFICE, (b"PK\x03\x04",)),
}
OTHER_FORMAT = "文件内容不是 {} 格式，请用正确的格式另存后再上传"
DISK = "附件没有存入：服务器的磁盘写不进去（可能已满），请联系管理员后再上传"
SAME = {"jpeg": "jpg"}
ALLOWED = "、".join(sorted(BEGINNINGS))


def store_attachment(data, *, name, by, title=""):
    """Store an attachment and return it.

    `name` is the name of the uploaded file, used for its ending and, where no title is given, for
    the title. Raises EditorialError.
    """
    path = PurePosixPath(name.replace("\\", "/"))
    ending = path.suffix.lstrip(".").lower()
    extension = SAME.get(ending, ending)
    data = checked_file(data, extension)
    digest = hashlib.sha256(data).hexdigest()
    attachment = Attachment(
        title=single_line(title or path.stem)[:120], extension=extension, size=len(data)
    )
    # A name of its own for each upload: one that fails deletes no file of another.
    name = f"{digest[:16]}-{secrets.token_hex(3)}.{extension}"
    attachment.file.name = attachment.file.field.generate_filename(attachment, name)
    try:
        write_whole(attachment.file.name, data)
    except OSError as error:
        raise EditorialError(DISK) from error
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


def checked_file(data, extension):
    """Return the bytes to store.
    Refuse what is too large, runs, or is not what its ending says.

    Raises EditorialError.
    """
    if extension not in BEGINNINGS:
        raise EditorialError(f"不能上传这种文件，请换成 {ALLOWED} 之一")
    if not data:
        raise EditorialError("这个文件是空的，请重新选择")
    if len(data) > MAX_BYTES:
        raise EditorialError(f"附件超过 {MAX_BYTES // 1024 // 1024} MB，请压缩或分开上传")
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
    "zip": _checked_archive,
    "pdf": lambda data, extension: data,
}
