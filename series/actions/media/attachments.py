"""Storage of attachments: their type is checked by their bytes, the name on disk made from them."""

import hashlib
import io
import secrets
import zipfile
from pathlib import PurePosixPath

from django.db import transaction

from series.actions.audit.chain import record
from series.actions.errors import EditorialError
from series.models import Attachment
from series.models.audit import lock_audit_chain
from series.text.language.single_line import single_line

from .atomic_files import write_whole
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
    check_file(data, extension)
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


def check_file(data, extension):
    """Refuse a file that is too large, of a forbidden type, or not what its ending says.

    Raises EditorialError.
    """
    if extension not in BEGINNINGS:
        raise EditorialError(f"不能上传这种文件，请换成 {ALLOWED} 之一")
    if not data:
        raise EditorialError("这个文件是空的，请重新选择")
    if len(data) > MAX_BYTES:
        raise EditorialError(f"附件超过 {MAX_BYTES // 1024 // 1024} MB，请压缩或分开上传")
    if not data.startswith(BEGINNINGS[extension]):
        raise EditorialError(f"文件内容不是 {extension} 格式，请用正确的格式另存后再上传")
    if extension in OFFICE:
        _check_office(data, extension)


def _check_office(data, extension):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except zipfile.BadZipFile as error:
        raise EditorialError(f"这个 {extension} 文件已损坏，请重新导出后再上传") from error
    if not any(name.startswith(OFFICE[extension]) for name in names):
        raise EditorialError(f"文件内容不是 {extension} 格式，请用正确的格式另存后再上传")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise EditorialError("文件里有宏，不能上传，请另存为不带宏的格式")
