"""The form of finished texts: a digest of the sources that write them."""

from functools import cache
from hashlib import blake2b
from pathlib import Path

from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
SOURCES = (
    "series/finished/*.py",
    "series/text/*.py",
    "series/text/language/*.py",
    "series/text/typography/*.py",
    "series/text/numbers/*.py",
    "series/text/markup/*.py",
    "series/templatetags/combs.py",
    "series/templatetags/numbers.py",
    "templates/series/_reading.html",
    "templates/series/_contents.html",
    "templates/series/_prose.html",
    "templates/series/_margin.html",
    "templates/series/_number.html",
    "templates/series/_section_comb.html",
)


@cache
def current_form() -> str:
    """Return the name of the form that this process writes, read once from its sources."""
    found = blake2b(settings.STATIC_URL.encode(), digest_size=8)
    for pattern in SOURCES:
        for path in sorted(ROOT.glob(pattern)):
            found.update(path.name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()
