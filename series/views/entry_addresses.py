"""The addresses of each public view that may show a given entry.

`manage.py prove_withdrawn` visits what is declared. Decision 41.
"""

from series.actions.withdrawal.addresses import (
    CLEAN,
    CLOSED,
    GONE,
    IF_MODIFIED_SINCE,
    IF_NONE_MATCH,
    PublicAddress,
    just_before,
)

__all__ = [
    "CLEAN",
    "CLOSED",
    "GONE",
    "IF_MODIFIED_SINCE",
    "IF_NONE_MATCH",
    "PublicAddress",
    "at_its_place",
    "just_before",
    "shows_entries",
    "shows_no_entry",
]


def shows_entries(addresses):
    """Declare that the view may show an entry at `addresses(withdrawn, **extra)`.

    Each is a PublicAddress; `extra` are the arguments that the URL table gives the view.
    """

    def declare(view):
        view.entry_addresses = addresses
        return view

    return declare


def shows_no_entry(view):
    """Declare that the view's answers hold no text, title or address of an entry."""
    view.entry_addresses = None
    return view


def at_its_place(name, path, withdrawn, *, of=None):
    """Yield the address of a list from its beginning, and from where the entry stood.

    `of` is the topic whose list it is.
    """
    wants = withdrawn.wants(of) if of else CLEAN
    yield PublicAddress(name, path, wants)
    yield PublicAddress(f"{name}原位", f"{path}?{withdrawn.here}", wants)
