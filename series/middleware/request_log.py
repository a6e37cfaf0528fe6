"""Middleware that measures each request and logs one line for it (decision 111).

The line has no address of a reader, no query, header or field of a form: search words, passwords and
the key of a share link are in none. A key in a path is left out by name.
"""

import logging
import secrets
import time

from chamber.log_format import request_id
from chamber.request_pools import BEGUN
from series.actions.counters import requests

CLASSES = frozenset("desk api static search feeds pictures attachments".split())
logger = logging.getLogger("chamber.requests")


class RequestLog:
    """Middleware: it comes first, so that refused requests and styles are measured too."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = request_id.set(secrets.token_hex(8))
        begun = request.META.get(BEGUN) or time.perf_counter()  # with its waiting for a thread
        try:
            response = self.get_response(request)
            seconds = time.perf_counter() - begun
            requests.count_request(class_of(request), response.status_code, seconds)
            _log(request, response, seconds)
        finally:
            request_id.reset(token)
        return response


def log_early_answer(environ, status, *, route):
    """Log a request that was answered in front of Django, where lines are logged."""
    if not logger.isEnabledFor(logging.INFO):
        return
    path = environ["PATH_INFO"].encode("latin-1").decode(errors="replace")
    about = {"method": environ["REQUEST_METHOD"], "path": path, "route": route}
    about |= {"status": int(status[:3]), "milliseconds": 0.0}
    logger.info("%s %s %s", about["method"], path, about["status"], extra=about)


def class_of(request):
    """Return the class under which a request is counted: never what a visitor wrote."""
    match = request.resolver_match
    if named := class_of_path(request.path):
        return named
    if match is None:
        return "unknown"
    return "probe" if match.url_name in ("healthz", "readyz", "metrics") else "page"


def class_of_path(path):
    """Return the class that the first part of a path names, “” for all others."""
    first = path.split("/")[1] if "/" in path else ""
    return first if first in CLASSES else ""


def _log(request, response, seconds):
    match = request.resolver_match
    about = {
        "method": request.method,
        "path": request.path,
        "route": match.view_name if match else "",
        "status": response.status_code,
        "milliseconds": round(seconds * 1000, 1),
    }
    logger.info("%s %s %s", request.method, request.path, response.status_code, extra=about)
