"""What the page that is being made depends on (decision 137).

A view that declares itself public asks for its page to be kept; what it reads on the way is noted.
"""

import threading
from contextlib import contextmanager
from dataclasses import dataclass, field

ENVIRON = "chamber.page_cache"  # the key in the WSGI environment
_thread = threading.local()


@dataclass
class Asked:
    """What a view says of the page that it makes."""

    is_expected: bool = True  # False where the page was not kept when it was made before
    is_kept: bool = False
    seconds: float = 0.0  # for how long at most
    own: str = ""  # the key of what the page shows; a former copy is never shown once it changed
    viewed: int | None = None  # the entry whose views count the page
    keys: set[str] = field(default_factory=set)


@contextmanager
def noted(asked: Asked | None):
    """Note in `asked` what this thread reads in the block; nothing where it is None."""
    outer = noted_page()
    _thread.asked = asked
    try:
        yield
    finally:
        _thread.asked = outer


def depend_on(*keys: str) -> None:
    """Note that the page which is being made depends on these keys."""
    if (asked := getattr(_thread, "asked", None)) is not None:
        asked.keys.update(keys)


def noted_page() -> Asked | None:
    """Return what is noted of the page that this thread makes; None where nothing is."""
    return getattr(_thread, "asked", None)
