"""A visitor who keeps nothing: no cookies, no cache, no proxy, no redirect followed."""

import contextlib
import gzip
import http.client
from dataclasses import dataclass, field

import brotli

TIMEOUT = 20
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}


@dataclass(frozen=True)
class Answer:
    """What came, unpacked; `sent` is how many bytes of it were on the way."""

    status: int
    type: str = ""
    body: bytes = b""
    sent: int = 0
    location: str = ""
    cookies: tuple = field(default=())

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")

    @property
    def is_html(self):
        return self.type == "text/html"


class Visitor:
    """One kept-alive connection to a port of this machine, which takes what a browser takes."""

    def __init__(self, port, headers=None):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
        self.headers = {"Accept-Encoding": ", ".join(UNPACK)} | (headers or {})

    def get(self, path):
        """The answer to GET; a connection that the server closed is opened again once."""
        try:
            return self._get(path)
        except (http.client.HTTPException, ConnectionError):
            self.close()
            return self._get(path)

    def _get(self, path):
        self.connection.request("GET", path, headers=self.headers)
        answer = self.connection.getresponse()
        sent = answer.read()
        unpack = UNPACK.get(answer.headers.get("Content-Encoding"), bytes)
        return Answer(
            status=answer.status,
            type=answer.headers.get_content_type(),
            body=unpack(sent),
            sent=len(sent),
            location=answer.headers.get("Location", ""),
            cookies=tuple(answer.headers.get_all("Set-Cookie") or ()),
        )

    def close(self):
        with contextlib.suppress(OSError):
            self.connection.close()
