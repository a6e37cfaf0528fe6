"""A small site with files, and everything that it answers: what a restored one must equal."""

import hashlib
import shutil
from datetime import timedelta
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone

from series.actions.editorial.bin import KEPT_DAYS, discard
from series.actions.editorial.bin_purge import purge_bin
from series.actions.media.attachments import store_attachment
from series.actions.media.pictures import store_picture
from series.search.engine import engine
from tests.helpers import making, people
from tests.helpers.emptying import empty_tables
from tests.helpers.pages import make_site, make_work
from tests.helpers.reading import addresses
from tests.helpers.samples import photographs

FIRST = ("/", "/sitemap/", "/feeds/", "/archive/", "/figures/", "/search/?q=常商", "/sitemap.xml")
NOT_FOLLOWED = ("/desk/", "/static/", "/display/", "/covers/", "/search/?", "/calendar")
FORMS = ("/typos/", "/consultations/ask/")  # each has a token of its own
NOT_FOLLOWED += FORMS
CLOCKED = (".docx",)  # its parts carry the time of the request


def fill():
    """A site with every kind of entry, a signed text, a draft, one in the bin and one purged from it,
    a picture and an attachment."""
    column = making.column()
    make_site(column, make_work(column))
    picture = store_picture(photographs.photograph(), alt="会场", by=people.editor())
    paper = store_attachment(b"%PDF-1.7 paper", name="章程.pdf", by=people.editor())
    body = f'<p>市工商联开会。</p><img src="{picture.get_absolute_url()}" alt="会场">'
    making.article("public", headline="会上发布章程", body=body, attachments=[paper.pk])
    making.article("published", headline="三级审核签过的一篇")
    making.article("draft", headline="还没有送审的一篇")
    with time_machine.travel(timezone.now() - timedelta(days=KEPT_DAYS + 1)):
        gone = making.event("draft", headline="清除了的一篇")
        discard(gone, revision=making.newest(gone), by=people.editor())
    assert purge_bin() == 1
    binned = making.article("draft", headline="回收站里的一篇")
    discard(binned, revision=making.newest(binned), by=people.editor())


def answers(*, not_followed=NOT_FOLLOWED, clocked=CLOCKED):
    """{address: (status, bytes)} of every public address that a reader comes to from the first."""
    client, found, waiting = Client(), {}, list(FIRST)
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        answer = client.get(address)
        data = b"".join(answer) if answer.streaming else answer.content
        found[address] = answer.status_code, data
        if answer.get("Content-Type", "").startswith("text/html"):
            inside = _inside(address, data.decode(), not_followed)
            waiting += [one for one in inside if not one.endswith(clocked)]
    return found


def _inside(address, text, not_followed):
    for link in addresses(text):
        parts = urlsplit(urljoin(f"http://testserver{address}", link))
        if parts.netloc == "testserver":
            path = f"{parts.path}?{parts.query}" if parts.query else parts.path
            if not path.startswith(not_followed):
                yield path


def media_there():
    """{name: SHA-256} of every file in the media folder."""
    root = Path(settings.MEDIA_ROOT)
    files = (path for path in root.rglob("*") if path.is_file())
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


def first_slot():
    """The search index as a new site has it; a restore or a rebuild may have left the other."""
    engine().drop("b")
    engine().create("a")


@pytest.fixture(autouse=True)
def same_slot_after():
    yield
    first_slot()


def lose_everything():
    empty_tables()
    first_slot()
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
