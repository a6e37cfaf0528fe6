"""The page cache in front of the real site, asked as a server asks it."""

from dataclasses import dataclass, replace
from io import BytesIO
from urllib.parse import quote, urlsplit

from django.core.handlers.wsgi import WSGIHandler

from chamber.page_cache import writes
from chamber.page_cache.pages import Pages
from chamber.page_cache.wsgi import PageCache
from series import serving

HOST = "testserver"
BROWSER = "Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0"


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self):
        return self.body.decode()


class KeptSite:
    """A process of the site: its own pages, the numbers of the machine."""

    def __init__(self, **site):
        self.django = CountedApplication(WSGIHandler())
        own = replace(serving.kept_site(), hosts=frozenset([HOST]), **site)
        self.cache = PageCache(
            self.django, versions=writes.versions(), pages=Pages(64 * 1024 * 1024), site=own
        )
        self.cache._go_along_at = float("inf")  # no request goes along of its own

    def get(self, address, **environ):
        """The answer of the cache."""
        return ask(self.cache, address, **environ)

    def anew(self, address, **environ):
        """The answer of Django itself."""
        return ask(self.django.application, address, **environ)

    def is_kept(self, address):
        """Tell whether the page is answered without Django."""
        before = self.django.asked
        self.get(address)
        return self.django.asked == before


class CountedApplication:
    """A WSGI application that knows how often it was asked."""

    def __init__(self, application):
        self.application, self.asked = application, 0

    def __call__(self, environ, start_response):
        self.asked += 1
        return self.application(environ, start_response)


def ask(application, address, *, method="GET", **environ):
    """The answer of a WSGI application; other names are headers, as `user_agent`."""
    parts, told = urlsplit(address), {}
    asked = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": parts.path.encode().decode("latin-1"),
        "QUERY_STRING": quote(parts.query, safe="=&%"),
        "SERVER_NAME": HOST,
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": HOST,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": BytesIO(),
        **{f"HTTP_{name.upper()}": value for name, value in environ.items()},
    }

    def start_response(status, headers, error=None):
        told.update(
            status=int(status[:3]), headers={name.lower(): value for name, value in headers}
        )

    answer = application(asked, start_response)
    try:
        body = b"".join(answer)
    finally:
        if hasattr(answer, "close"):
            answer.close()
    return Answer(told["status"], told["headers"], body)
