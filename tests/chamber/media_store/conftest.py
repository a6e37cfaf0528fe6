"""A site whose pictures and attachments lie in a bucket of a local S3 server."""

from importlib import import_module

import pytest
from django.core.files.storage import default_storage

from tests.helpers.sites.s3_server import s3_server
from tests.loads.places import free_port


@pytest.fixture(scope="session")
def running_server():
    with s3_server() as server:
        yield server


@pytest.fixture(scope="session")
def objects():
    """The module of the store, which needs boto3."""
    return import_module("chamber.media_store.objects")


@pytest.fixture
def bucket(running_server, objects, settings):
    """The server, with an empty bucket in which this site's media lie."""
    settings.S3 = running_server.url
    settings.STORAGES = {**settings.STORAGES, "default": running_server.storage}
    default_storage._wrapped = objects.ObjectStore(**running_server.storage["OPTIONS"])
    yield running_server
    running_server.empty()


@pytest.fixture
def impatient(bucket, objects, monkeypatch):
    """The site waits a moment alone for a store that hangs."""
    for name, seconds in (("CONNECT", 0.3), ("READ", 0.3), ("PAUSE", 0.3)):
        monkeypatch.setattr(objects, name, seconds)
    default_storage._wrapped = objects.ObjectStore(**bucket.storage["OPTIONS"])
    yield
    bucket.go_on()


@pytest.fixture
def go_away(bucket, objects):
    """Let nobody answer where the site looks for the store; a second call brings it back."""
    real = bucket.storage["OPTIONS"]
    nobody = {**real, "endpoint_url": f"http://127.0.0.1:{free_port()}"}

    def turn(*, back=False):
        default_storage._wrapped = objects.ObjectStore(**(real if back else nobody))

    return turn
