"""What every HTML page of the site carries.
Digests of its own scripts and styles, and CORP.

The digest of each script and style (subresource integrity) stands in its tag, so that a browser uses
no file that was changed after the site collected it. It is put into the finished page, since tags
come from Django's desk and from form media too, not from our templates alone. Scripts that a module
imports have none: the browser has no form for it but an inline import map, which the content policy
refuses; nor have the names without a digest on pages of faults, because a browser may still have the
file of before an upgrade. Decision 111.
"""

import base64
import hashlib
import re
from functools import cache

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage

TAG = re.compile(rb'<(script|link)(?=[^<>]*? (?:src|href)="([^"<>]+)")([^<>]*)>')


def html_pages(get_response):
    """Middleware: finish each HTML page with the digests and with Cross-Origin-Resource-Policy.

    It comes before all others that answer with pages, so that fault pages are finished too.
    """

    def answer(request):
        response = get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
            if not response.streaming and response.content:
                _add_digests(response)
        return response

    return answer


def _add_digests(response):
    response.content = TAG.sub(_with_digest, response.content)
    if "Content-Length" in response:
        response["Content-Length"] = str(len(response.content))


def _with_digest(match):
    tag, address, rest = match.groups()
    is_used = tag == b"script" or b'rel="stylesheet"' in rest
    digest = digest_of(address.decode()) if is_used and b" integrity=" not in rest else ""
    return b'<%s integrity="%s"%s>' % (tag, digest.encode(), rest) if digest else match[0]


@cache
def _collected():
    """Return the collected files by address: only names with a digest never change."""
    names = getattr(staticfiles_storage, "hashed_files", {}).values()
    return {f"{settings.STATIC_URL}{name}": name for name in names}


@cache
def digest_of(address: str) -> str:
    """Return the integrity value of a collected script or style, “” for any other address."""
    name = _collected().get(address)
    if name is None or not staticfiles_storage.exists(name):
        return ""
    with staticfiles_storage.open(name) as file:
        digest = hashlib.sha384(file.read()).digest()
    return f"sha384-{base64.b64encode(digest).decode()}"
