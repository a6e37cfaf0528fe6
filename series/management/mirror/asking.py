"""What the site answers to a reader without a cookie, asked in-process.

Such a request names no browser, so that it is counted neither as a view nor as anything else.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from chamber.page_cache.dependence import ENVIRON, Asked
from chamber.page_cache.versions import EVERYTHING, slots_of
from series.management.visiting import InProcess, environ_of

from . import MirrorError

PORTS = {"http": "80", "https": "443"}


@dataclass(frozen=True)
class SiteAnswer:
    """An answer: `depends` are the numbers' places of what a kept page shows, else empty.

    `viewed` is the entry whose views the page tells."""

    status: int
    headers: dict[str, str]
    body: bytes
    depends: tuple[int, ...] = ()
    viewed: int | None = None

    @property
    def kind(self) -> str:
        """Return the content type without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip()

    @property
    def is_for_all(self) -> bool:
        """Tell whether everybody is answered so: no cookie is set, and caches may keep it."""
        control = self.headers.get("cache-control", "")
        return "set-cookie" not in self.headers and not {"private", "no-store"} & {
            part.strip() for part in control.split(",")
        }


class AskedSite:
    """The site under its public address."""

    def __init__(self, root: str):
        parts = urlsplit(root)
        self._site = InProcess()
        self._host, self._scheme = parts.netloc, parts.scheme

    def ask(self, address: str) -> SiteAnswer:
        """Return the answer to GET at an address, without a cookie or a condition."""
        asked = Asked()
        environ = environ_of(address, {"Host": self._host}) | {
            "SERVER_PORT": PORTS[self._scheme],
            "wsgi.url_scheme": self._scheme,
            ENVIRON: asked,
        }
        if settings.BEHIND_PROXY:
            environ["HTTP_X_FORWARDED_PROTO"] = self._scheme
        status, headers, body = self._site.answer(environ)
        depends = ()
        if asked.is_kept:
            depends = tuple(slots_of([EVERYTHING, asked.own or EVERYTHING, *asked.keys]))
        told = {name.lower(): text for name, text in headers}
        return SiteAnswer(status, told, body, depends, asked.viewed)


def root_of_site(given: str) -> str:
    """Return the public address under which the pages are asked. Raises MirrorError."""
    configured = settings.SITE["base_url"]
    root = (given or configured or _first_host()).rstrip("/")
    parts = urlsplit(root)
    if parts.scheme not in PORTS or not parts.hostname or parts.path or parts.query:
        raise MirrorError(f"--root“{given}”不是网站的地址，请写成 https://域名")
    if configured and root != configured:
        raise MirrorError(f"网站的地址是 {configured}（SITE_BASE_URL），不是 {root}；请改正 --root")
    if parts.hostname not in [host.strip("[]") for host in settings.ALLOWED_HOSTS]:
        raise MirrorError(
            f"{parts.hostname} 不是本站的域名，请改正 --root，或把它加进 CHAMBER_HOSTS"
        )
    if settings.SECURE_SSL_REDIRECT and parts.scheme != "https":
        raise MirrorError(f"本站只用 https 回答，--root 请写 https://{parts.netloc}")
    return root


def _first_host():
    if not settings.PUBLIC_HOSTS:
        raise MirrorError("没有设置网站的地址，请加 --root https://域名，或设置 SITE_BASE_URL")
    return f"https://{settings.PUBLIC_HOSTS[0]}"
