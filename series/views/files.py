"""Serve pictures and attachments; no other view does, and no path comes from the address.

Every request checks again whether this reader may see the file. A cache may keep its bytes but must
ask before it shows them (`no-cache` with a strong ETag), so that a withdrawal works at once. The
token of a share link (`?share=`) opens what its revision shows. Decision 36.
"""

import logging
import mimetypes

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from series.actions.editorial.share_links import opens
from series.actions.media.usage import may_see_attachment, may_see_picture
from series.models import Attachment, Entry, Picture, Speaker

from .byte_ranges import NOTHING, WHOLE, answer_nothing, answer_part, asked_part
from .entry_addresses import CLOSED, IF_NONE_MATCH, PublicAddress, shows_entries
from .speakers import is_public_portrait

logger = logging.getLogger(__name__)
PICTURE_TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
}
# Headers with which a reader may get less than the whole file.
CONDITIONS = frozenset(
    ["Range", "If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since"]
)
NO_PICTURE = "没有这张图片"


def own_files(model, withdrawn):
    """Return the entry's rows of Picture or Attachment that no other public entry has."""
    others = Entry.objects.published().exclude(pk=withdrawn.entry.pk)
    carried = model.objects.filter(entries__in=others).values("pk")
    rows = model.objects.filter(entries=withdrawn.entry.pk)
    if model is Picture:
        rows = rows.exclude(portrait_of__in=Speaker.objects.published())
    return rows.exclude(pk__in=carried).order_by("pk")


def closed_file(name, path):
    """Return the address of a file that nobody is served.
    Not even a cache that has it."""
    return PublicAddress(name, path, CLOSED).and_remembered(IF_NONE_MATCH)


def picture_addresses(withdrawn):
    for row in own_files(Picture, withdrawn):
        yield from closed_file(f"图片 {row.pk}", row.get_absolute_url())


@shows_entries(picture_addresses)
@require_safe
def picture(request, pk, digest, extension):
    row = _picture_row(pk, digest)
    if extension != row.extension:
        raise Http404(NO_PICTURE)
    return _answer_picture(request, row, row.file.name, extension)


def rendition_addresses(withdrawn):
    for row in own_files(Picture, withdrawn):
        for extension in row.FORMATS:
            for width in row.renditions:
                args = [row.pk, row.digest[:12], width, extension]
                path = reverse("series:rendition", args=args)
                yield from closed_file(f"图片 {row.pk} 的小图", path)


@shows_entries(rendition_addresses)
@require_safe
def rendition(request, pk, digest, width, extension):
    """Answer with a smaller copy of a picture, for readers who may see the original."""
    row = _picture_row(pk, digest)
    if width not in row.renditions or extension not in row.FORMATS:
        raise Http404(NO_PICTURE)
    return _answer_picture(request, row, row.rendition_name(str(width), extension), extension)


def cover_addresses(withdrawn):
    for row in own_files(Picture, withdrawn):
        for extension in row.FORMATS if row.renditions else ():
            for width in row.cover_widths:
                path = row.cover_url(width, extension)
                yield from closed_file(f"图片 {row.pk} 的小图", path)


@shows_entries(cover_addresses)
@require_safe
def cover(request, pk, digest, width, extension):
    """Answer with the 16:9 crop around the focus, for readers who may see the original."""
    row = _picture_row(pk, digest)
    if not row.renditions or width not in row.cover_widths or extension not in row.FORMATS:
        raise Http404(NO_PICTURE)
    return _answer_picture(request, row, row.rendition_name(f"cover-{width}", extension), extension)


def attachment_addresses(withdrawn):
    for row in own_files(Attachment, withdrawn):
        yield from closed_file(f"附件 {row.pk}", row.get_absolute_url())


@shows_entries(attachment_addresses)
@require_safe
def attachment(request, pk):
    row = get_object_or_404(Attachment, pk=pk)
    public = Entry.objects.published().filter(attachments=row).exists()
    token = request.GET.get("share", "")
    _check(public or may_see_attachment(request.user, row) or opens(token, attachment=row))
    download = f"{row.title}.{row.extension.lstrip('.')}"
    kind = mimetypes.guess_type(download)[0] or "application/octet-stream"
    return _answer(request, row, row.file.name, public=public, kind=kind, download=download)


def _picture_row(pk, digest):
    row = get_object_or_404(Picture, pk=pk)
    if digest != row.digest[:12]:
        raise Http404(NO_PICTURE)
    return row


def _answer_picture(request, row, name, extension):
    public = Entry.objects.published().filter(pictures=row).exists() or is_public_portrait(row)
    token = request.GET.get("share", "")
    _check(public or may_see_picture(request.user, row) or opens(token, picture=row))
    return _answer(request, row, name, public=public, kind=PICTURE_TYPES[extension])


def _check(allowed):
    if not allowed:
        raise Http404("没有这个文件，或者它所在的稿件尚未发布")


def _answer(request, row, name, *, public, kind, download=""):
    """Answer with a stored file that this reader may see, or 304.
    `name` is the file's."""
    if settings.S3_FRONT:
        response = _handed_to_front(request, row.file.storage, name, kind, download)
    else:
        response = _stored(request, row, name, public=public, kind=kind, download=download)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    if public:
        patch_cache_control(response, public=True, no_cache=True)
    else:
        patch_cache_control(response, private=True, no_store=True)
    return response


def _handed_to_front(request, storage, name, kind, download):
    """Tell nginx alone where the object is; it sends the bytes, or 304."""
    response = HttpResponse(content_type=kind)
    path = storage.signed_path(name, kind=kind, method=request.method)
    response["X-Accel-Redirect"] = f"/stored-files{path}"
    if download:
        response["Content-Disposition"] = content_disposition_header(True, download)
    return response


def _stored(request, row, name, *, public, kind, download):
    """Answer with the bytes of a stored file, or 304."""
    try:
        state, response = _read(request, row.file.storage, name, public, download)
    except FileNotFoundError as error:
        logger.error("file of %s %s is missing: %s", type(row).__name__, row.pk, name)
        raise Http404("文件已丢失，请联系管理员") from error
    if response.status_code != 304:
        response["Content-Type"], response["Accept-Ranges"] = kind, "bytes"
    if public:
        response["ETag"] = state.etag
    return response


def _read(request, storage, name, public, download):
    """Return the FileState of a stored file and the answer: bytes, or 304."""
    if CONDITIONS.isdisjoint(request.headers):
        state, file = storage.opened_whole(name)
        return state, _whole(file, state, download)
    state = storage.state(name)
    unchanged = get_conditional_response(request, etag=state.etag) if public else None
    return state, unchanged or _part_or_whole(request, storage, name, state, download)


def _part_or_whole(request, storage, name, state, download):
    part = asked_part(request, state.size, etag=state.etag)
    if part is WHOLE:
        return _whole(storage.opened_whole(name)[1], state, download)
    if part == NOTHING:
        return answer_nothing(state.size)
    return answer_part(storage.opened(name, *part), state.size, part)


def _whole(file, state, download):
    response = FileResponse(file, as_attachment=bool(download), filename=download)
    response["Content-Length"] = str(state.size)
    return response
