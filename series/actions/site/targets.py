"""Where a link of the navigation or a redirect may lead. Decision 122."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve

from series.actions.errors import EditorialError
from series.models import ENTRY_KINDS, Column, Entry, Series

LONGEST = 300
DESK = "/desk"
ROWS = {"column": Column, "series": Series}


@dataclass(frozen=True)
class LinkTarget:
    """A row of this site, or the address of a list or another site."""

    entry: Entry | None = None
    column: Column | None = None
    series: Series | None = None
    address: str = ""

    @property
    def fields(self):
        return vars(self)


def find_target(typed):
    """Return the LinkTarget of a typed address. Raises EditorialError.

    An address of this site must exist; one of an entry, a column or a series is kept as the row,
    so that a link follows it and is not shown while readers may not open it.
    """
    path = site_path(typed)
    if path is None:
        return LinkTarget(address=_other_site(typed))
    match = match_of(path)
    if match is None:
        raise EditorialError(f"本站没有 {path} 这个地址，请核对")
    if entry := entry_at(match):
        return LinkTarget(entry=entry)
    if match.url_name in ENTRY_KINDS:
        raise EditorialError(f"{path} 没有稿件，请核对")
    if model := ROWS.get(match.url_name):
        row = model.objects.filter(**match.kwargs).first()
        if row is None:
            raise EditorialError(f"{path} 没有内容，请核对")
        return LinkTarget(**{match.url_name: row})
    return LinkTarget(address=path)


def site_path(typed):
    """Return the path, with its query, of an address of this site.

    None for one of another site. Raises EditorialError for what is no address.
    """
    typed = typed.strip()
    parts = _split(typed)
    if not typed or len(typed) > LONGEST or not typed.isprintable() or " " in typed:
        raise EditorialError("请写一个地址，本站的从 / 写起，300 字以内，中间没有空格")
    if parts.scheme in ("http", "https") and parts.netloc:
        if parts.netloc != urlsplit(settings.SITE["base_url"]).netloc:
            return None
        typed = typed.partition(parts.netloc)[2] or "/"
    if not typed.startswith("/") or typed.startswith("//") or "\\" in typed:
        raise EditorialError(f"地址“{typed[:40]}”须从 / 写起，或是完整的网址，请核对")
    return typed


def _split(typed):
    try:
        return urlsplit(typed)
    except ValueError as error:  # such as a host with one bracket
        raise EditorialError(f"地址“{typed[:40]}”不是网址，请核对") from error


def _other_site(typed):
    typed = typed.strip()
    if "@" in urlsplit(typed).netloc:
        raise EditorialError("网址里不能有登录名，请核对")
    return typed


def match_of(path):
    """Return the ResolverMatch of a public path, None where no page answers."""
    bare = unquote(urlsplit(path).path)
    if bare == DESK or bare.startswith(f"{DESK}/"):
        return None
    try:
        return resolve(bare)
    except Resolver404:
        return None


def entry_at(match):
    """Return the entry, public or not, whose page is at this address; None without one."""
    if match.url_name not in ENTRY_KINDS:
        return None
    kwargs = {name: match.kwargs[name] for name in ("pk", "slug") if name in match.kwargs}
    if kwargs.get("pk", 0) > 2**63 - 1:
        return None
    rows = Entry.objects.at_work().filter(kind=match.url_name, **kwargs)
    return rows.defer("body", "plain_text", "draft_text").first()
