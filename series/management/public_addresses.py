"""The public addresses that may show an entry, as the views beside them declare it.

Read off the running URL table: a page that declares nothing stops the certificate instead of
being forgotten by it.
"""

from django.urls import URLPattern, get_resolver

PUBLIC = "series"  # the name space of series.urls


class UndeclaredError(Exception):
    """A public address whose view does not say whether it may show an entry."""


def public_patterns():
    """Yield every URLPattern of the public site."""
    for each in get_resolver().url_patterns:
        if getattr(each, "app_name", None) == PUBLIC:
            yield from patterns_in(each)


def patterns_in(resolver):
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            yield each
        else:
            yield from patterns_in(each)


def is_declared(pattern):
    return hasattr(pattern.callback, "entry_addresses")


def addresses_of(withdrawn):
    """Yield every PublicAddress that may show the entry, pattern by pattern."""
    for pattern in public_patterns():
        if not is_declared(pattern):
            raise UndeclaredError(f"{pattern.pattern} does not declare its entry addresses")
        if declared := pattern.callback.entry_addresses:
            yield from declared(withdrawn, **pattern.default_args)
