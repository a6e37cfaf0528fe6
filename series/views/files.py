"""Pictures and attachments: bytes go out only through here, never by a path from the address."""

import logging
import mimetypes

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from series.models import Attachment, Entry, Picture
from series.roles import may

logger = logging.getLogger(__name__)
PICTURE_TYPES = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "webp": "image/webp"}
# No longer: what is withdrawn must also leave the caches between here and the reader.
KEPT = 3600


@require_safe
def picture(request, pk, digest, extension):
    row = get_object_or_404(Picture, pk=pk)
    if (digest, extension) != (row.digest[:12], row.extension):
        raise Http404("没有这张图片")
    public = Entry.objects.published().filter(pictures=row).exists()
    response = _opened(row, request, public=public)
    response["Content-Type"] = PICTURE_TYPES[extension]
    return response


@require_safe
def attachment(request, pk):
    row = get_object_or_404(Attachment, pk=pk)
    public = Entry.objects.published().filter(attachments=row).exists()
    name = f"{row.title}.{row.extension.lstrip('.')}"
    response = _opened(row, request, public=public, as_name=name)
    kind, _ = mimetypes.guess_type(name)
    response["Content-Type"] = kind or "application/octet-stream"
    return response


def _opened(row, request, *, public, as_name=""):
    if not public and not may(request.user, "view"):
        raise Http404("没有这个文件，或者它所在的稿件尚未发布")
    try:
        stream = row.file.open("rb")
    except FileNotFoundError as error:
        logger.error("file of %s %s is missing: %s", type(row).__name__, row.pk, row.file.name)
        raise Http404("文件已丢失，请联系管理员") from error
    response = FileResponse(stream, as_attachment=bool(as_name), filename=as_name)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    if public:
        patch_cache_control(response, public=True, max_age=KEPT)
    else:
        patch_cache_control(response, private=True, no_store=True)
    return response
