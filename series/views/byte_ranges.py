"""Parts of a file, as players ask for them.

When a reader jumps in a recording (RFC 9110, 14)."""

import re

from django.http import FileResponse, HttpResponse

ONE_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})\Z", re.ASCII)
WHOLE = None
NOTHING = (0, 0)


def asked_part(request, size, *, etag=""):
    """Return (first byte, byte behind the last) that a request asks for.

    WHOLE without a range.

    NOTHING where the range lies outside the file. A range under another state of the file
    (If-Range), several ranges and what is no range are answered with the whole file.
    """
    match = ONE_RANGE.match(request.headers.get("Range", ""))
    if request.method != "GET" or not match or not any(match.groups()):
        return WHOLE
    if request.headers.get("If-Range", etag) != etag:
        return WHOLE
    first, last = match.groups()
    if not first:  # the last so many bytes
        return (max(size - int(last), 0), size) if int(last) else NOTHING
    start, end = int(first), min(int(last) + 1, size) if last else size
    if last and int(last) < start:
        return WHOLE
    return (start, end) if start < size else NOTHING


def answer_part(file, size, part):
    """Answer with a part of a file that is open at its beginning: 206."""
    start, end = part
    response = FileResponse(file, status=206)
    response["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    response["Content-Length"] = str(end - start)
    return response


def answer_nothing(size):
    """Answer a range that lies outside the file: 416."""
    return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
