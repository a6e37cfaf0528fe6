"""What kept pages are measured against: the same bytes by nothing, by a file, and by a small view.

Each is an application for the same server; `kept` names the file of the bytes in CHAMBER_PAGE.
"""

import os
from pathlib import Path

from whitenoise import WhiteNoise

FILE = Path(os.environ["CHAMBER_PAGE"])
BODY = FILE.read_bytes()
HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(BODY)))]


def bare(environ, start_response):
    start_response("200 OK", HEADERS)
    return [BODY]


files = WhiteNoise(bare, root=str(FILE.parent), prefix="files/")


def small():
    """Return the smallest honest Django view of the texts of the site in CHAMBER_DATA."""
    import django

    django.setup()
    from tests.benchmarks.against_small.small_site import small_handler

    return small_handler()
