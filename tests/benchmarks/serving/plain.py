"""What kept pages are measured against: the same bytes by nothing, by a file, and by a small view.

Each is an application for the same server. CHAMBER_PAGE names the folder of the bytes, one file a page.
"""

import os
from pathlib import Path

from whitenoise import WhiteNoise

FOLDER = Path(os.environ["CHAMBER_PAGE"])
TYPE = ("Content-Type", "text/html; charset=utf-8")


def _answer(file):
    body = file.read_bytes()
    return [TYPE, ("Content-Length", str(len(body)))], body


ANSWERS = {f"/{file.stem}": _answer(file) for file in FOLDER.glob("*.html")}


def bare(environ, start_response):
    headers, body = ANSWERS[environ["PATH_INFO"]]
    start_response("200 OK", headers)
    return [body]


files = WhiteNoise(bare, root=str(FOLDER), prefix="files/")


def small():
    """Return the smallest honest Django view of the texts of the site in CHAMBER_DATA."""
    import django

    django.setup()
    from tests.benchmarks.against_small.small_site import small_handler

    return small_handler()
