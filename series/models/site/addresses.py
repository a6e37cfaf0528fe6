"""Addresses of public pages, written once a process."""

from functools import lru_cache

from django.urls import get_script_prefix, get_urlconf, reverse

MOST = 20_000


def address_of(name, *keys) -> str:
    """Return the path of the page with this name and these keys."""
    return _written(get_urlconf(), get_script_prefix(), str(name), keys)


@lru_cache(maxsize=MOST)
def _written(urlconf, prefix, name, keys):
    return reverse(f"series:{name}", args=keys, urlconf=urlconf)
