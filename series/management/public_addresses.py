"""The public addresses that may show an entry, as declared by their views.

They are read from the URL configuration, so a view without a declaration stops the certificate of
withdrawal instead of being missed by it (decision 41).
"""

from django.urls import URLPattern, get_resolver

PUBLIC = "series"  # the name space of series.urls


class UndeclaredError(Exception):
    """Raised for a public address whose view does not declare its entry addresses."""


def public_patterns():
    """Yield every URLPattern of the public site."""
    for resolver in get_resolver().url_patterns:
        if getattr(resolver, "app_name", None) == PUBLIC:
            yield from patterns_in(resolver)


def patterns_in(resolver):
    """Yield every URLPattern of a resolver and of the resolvers in it."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from patterns_in(pattern)


def is_declared(pattern):
    """Tell whether the view of a pattern declares its entry addresses."""
    return hasattr(pattern.callback, "entry_addresses")


def addresses_of(withdrawn):
    """Yield every PublicAddress that may show a withdrawn entry.

    Raises UndeclaredError."""
    for pattern in public_patterns():
        if not is_declared(pattern):
            raise UndeclaredError(f"{pattern.pattern} does not declare its entry addresses")
        if declared := pattern.callback.entry_addresses:
            yield from declared(withdrawn, **pattern.default_args)
