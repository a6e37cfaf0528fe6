"""Addresses of public pages, written once a process."""

from functools import lru_cache

from django.urls import get_script_prefix, get_urlconf, reverse

MOST = 20_000


def address_of(name, key) -> str:
    """Return the path of the page with this name and key."""
    return _written(get_urlconf(), get_script_prefix(), str(name), key)


@lru_cache(maxsize=MOST)
def _written(urlconf, prefix, name, key):
    return reverse(f"series:{name}", args=[key], urlconf=urlconf)
