"""Requests to the site as a reader makes them: in this process or over HTTP."""

from contextlib import contextmanager
from http.client import HTTPException
from io import BytesIO
from urllib.error import HTTPError, URLError
from urllib.parse import unquote_to_bytes, urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from series.actions.withdrawal.certificate import AddressAnswer

TIMEOUT = 20
LARGEST = 20_000_000


class InProcess:
    """Requests to the application in this process, with its middleware and without network."""

    def __init__(self):
        self.application = WSGIHandler()  # not chamber.wsgi, which starts to render pictures

    def __call__(self, path, *, headers, method="GET"):
        status, _, body = self.answer(environ_of(path, headers, method))
        return AddressAnswer(status, body.decode("utf-8", "replace"))

    def answer(self, environ) -> tuple[int, list[tuple[str, str]], bytes]:
        """Return (status, headers, body) of the answer to a WSGI environment."""
        starts = []
        with connection_kept():
            parts = self.application(environ, lambda *start: starts.append(start))
            try:
                body = b"".join(parts)
            finally:
                getattr(parts, "close", lambda: None)()
        status, headers = starts[-1][:2]
        return int(status.split()[0]), headers, body


class _Kept:
    """How many blocks keep the connection now."""

    blocks = 0


@contextmanager
def connection_kept():
    """Keep the command's database connection open when a request ends.

    A block around many requests saves each of them the signals' own work."""
    signals = (request_started, request_finished) if not _Kept.blocks else ()
    for signal in signals:
        signal.disconnect(close_old_connections)
    _Kept.blocks += 1
    try:
        yield
    finally:
        _Kept.blocks -= 1
        for signal in signals:
            signal.connect(close_old_connections)


def environ_of(path, headers, method="GET"):
    """Return the WSGI environment of a request without a reader: no cookie, no browser's name."""
    address, _, query = path.partition("?")
    header_variables = {
        f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()
    }
    return {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(address).decode("latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "443" if settings.SECURE_SSL_REDIRECT else "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "https" if settings.SECURE_SSL_REDIRECT else "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": BytesIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        **header_variables,
    }


class _NoRedirect(HTTPRedirectHandler):
    """Handler that returns a redirect as the answer instead of following it."""

    def redirect_request(self, *args):
        return None


class OverHttp:
    """Requests to a running server at `base_url`, without the machine's proxy."""

    def __init__(self, base_url):
        parts = urlsplit(base_url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"“{base_url}”不是网址，请写成 https://域名")
        self.base = base_url.rstrip("/")
        self.opener = build_opener(ProxyHandler({}), _NoRedirect())

    def __call__(self, path, *, headers, method="GET"):
        request = Request(self.base + path, headers=headers, method=method)  # noqa: S310 (http(s) only, above)
        try:
            with self.opener.open(request, timeout=TIMEOUT) as answer:
                return AddressAnswer(answer.status, answer.read(LARGEST).decode("utf-8", "replace"))
        except HTTPError as error:
            with error:
                return AddressAnswer(error.code, error.read(LARGEST).decode("utf-8", "replace"))
        except (URLError, HTTPException, OSError) as error:
            return AddressAnswer(0, f"无法访问（{error}）")
