"""A visitor who keeps nothing: no cookies, no cache, no proxy, no redirect followed."""

import contextlib
import http.client
from dataclasses import dataclass, field

TIMEOUT = 20


@dataclass(frozen=True)
class Answer:
    status: int
    type: str = ""
    body: bytes = b""
    location: str = ""
    cookies: tuple = field(default=())

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")

    @property
    def is_html(self):
        return self.type == "text/html"


class Visitor:
    """One kept-alive connection to a port of this machine."""

    def __init__(self, port, headers=None):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
        self.headers = headers or {}

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
        return Answer(
            status=answer.status,
            type=answer.headers.get_content_type(),
            body=answer.read(),
            location=answer.headers.get("Location", ""),
            cookies=tuple(answer.headers.get_all("Set-Cookie") or ()),
        )

    def close(self):
        with contextlib.suppress(OSError):
            self.connection.close()
