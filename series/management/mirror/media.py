"""Pictures, attachments and styles of a mirror: copies of the stored files."""

import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import Q
from django.urls import reverse

from series.models import Attachment, Entry, Picture, Speaker

from . import MirrorError
from .folder import MirrorFolder, file_of

NOT_PUBLIC = (
    "desk",
    "admin",
    "django_prose_editor",
)  # styles of the desk: the application serves them
FOLDERS = ("pictures", "attachments")


@dataclass(frozen=True)
class MirrorFile:
    """A stored file and its place in the mirror.

    `source` is the file, or its name in the object store.

    An attachment has an `address` and the two headers of its answer: `download`, `kind`."""

    source: Path | str
    file: str
    address: str = ""
    download: str = ""
    kind: str = ""


def public_files() -> Iterator[MirrorFile]:
    """Yield every picture, rendition, crop and attachment that a public page may show."""
    shown = Entry.objects.published()
    of_entry = Q(entries__in=shown) | Q(portrait_of__in=Speaker.objects.published())
    pictures = Picture.objects.filter(pk__in=Picture.objects.filter(of_entry).values("pk"))
    for row in pictures.order_by("pk").iterator():
        yield from _files_of(row)
    carried = Attachment.objects.filter(entries__in=shown).values("pk")
    for row in Attachment.objects.filter(pk__in=carried).order_by("pk").iterator():
        yield _attachment(row)


def _files_of(row):
    def stored(name, address):
        return MirrorFile(_source(name), file_of(address))

    yield stored(row.file.name, row.get_absolute_url())
    for extension in row.FORMATS if row.renditions else ():
        for width in row.renditions:
            address = reverse("series:rendition", args=[row.pk, row.digest[:12], width, extension])
            yield stored(row.rendition_name(str(width), extension), address)
        for width in row.cover_widths:
            name = row.rendition_name(f"cover-{width}", extension)
            yield stored(name, row.cover_url(width, extension))


def _source(name):
    return name if settings.S3 else Path(default_storage.path(name))


def _attachment(row):
    """Return an attachment's file; its address has no extension, so the file gets one."""
    extension = row.extension.lstrip(".")
    download = f"{row.title}.{extension}"
    address = row.get_absolute_url()
    kind = mimetypes.guess_type(download)[0] or "application/octet-stream"
    file = file_of(address, extension)
    source = _source(row.file.name)
    told = f"attachment; filename*=utf-8''{quote(download)}"
    return MirrorFile(source, file, address, told, kind)


def copy_files(files: list[MirrorFile], folder: MirrorFolder) -> tuple[int, list[MirrorFile]]:
    """Copy the files that changed. Return (how many, those that are lost)."""
    copied, lost = 0, []
    present = dict(default_storage.files()) if settings.S3 else {}
    for each in files:
        target = folder.public / each.file
        try:
            if isinstance(each.source, Path):
                copied += folder.copy(each.source, target)
            else:
                copied += folder.fetch(each.source, present.get(each.source), target)
        except FileNotFoundError:
            lost.append(each)
    return copied, lost


def static_files() -> list[MirrorFile]:
    """Return the styles, scripts and drawings of the public site. Raises MirrorError."""
    root = Path(settings.STATIC_ROOT)
    if not (root / "site").is_dir():
        raise MirrorError("样式文件还没有收集，请先运行 manage.py collectstatic --noinput")
    return [
        MirrorFile(path, file_of(f"/{settings.STATIC_URL.strip('/')}/{name.as_posix()}"))
        for path in sorted(root.rglob("*"))
        if path.is_file() and (name := path.relative_to(root)).parts[0] not in NOT_PUBLIC
    ]
