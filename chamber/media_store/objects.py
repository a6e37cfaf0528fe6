"""Stored files in a bucket of an S3-compatible store, by django-storages. Decision 160.

Every object is private: readers get its bytes from the site, which asks at each request whether
they may see them. One client serves all threads of a process. After a failure nobody asks the
store for PAUSE seconds, so that a store that hangs does not hold the threads that answer pages.
"""

import hashlib
import logging
import os
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files import File
from storages.backends.s3 import S3Storage

from .states import PART, PIECE, FileState, OtherBytesError, StoreAwayError, contents_md5

CONNECT, READ = 1, 5  # seconds
PAUSE = 3
LIFE = 60  # seconds of a signed address
IN_MEMORY = 2 * 1024 * 1024  # of a file that is opened; a larger one waits on the disk
NO_ACL = "AccessControlListNotSupported"  # of a bucket in which everything belongs to its owner
logger = logging.getLogger(__name__)


class ObjectStore(S3Storage):
    """One bucket. Its client is made when it is first needed, once for all threads."""

    def __init__(self, *, style, **options):
        super().__init__(default_acl="private", client_config=_client_config(style), **options)
        self._making = threading.Lock()
        self._shared, self._has_sockets = None, False
        self._begin()
        os.register_at_fork(after_in_child=self._begin)

    def _begin(self):
        """Begin as a process of its own, but keep a client without sockets."""
        if self._has_sockets:
            self._shared, self._has_sockets = None, False
        self._quiet_until = 0.0  # 0 while the store answers
        self._probing = threading.Lock()

    def load(self):
        """Load the client; forked processes share it."""
        return self.connection

    @property
    def connection(self):
        """Return this process's connection; every thread may use its client."""
        with self._making:
            if self._shared is None:
                self._shared = self._connected(self.client_config)
        return self._shared

    def _connected(self, config):
        session = self._create_session()
        place = {"region_name": self.region_name, "endpoint_url": self.endpoint_url}
        return session.resource("s3", config=config, **place)

    @property
    def place(self) -> str:
        """Return the name of this place for a sentence."""
        return f"存储桶 {self.bucket_name}"

    @property
    def lock_folder(self) -> Path:
        """Return the folder in which programs of this host wait for each other."""
        return Path(settings.DATA_DIR)

    @contextmanager
    def _asking(self, name=""):
        """Give the client, and turn its errors into FileNotFoundError and StoreAwayError.

        While the store is known to be away it is not asked, and then by one thread alone.
        """
        is_probe = bool(self._quiet_until)
        if is_probe and (
            time.monotonic() < self._quiet_until or not self._probing.acquire(blocking=False)
        ):
            raise StoreAwayError(f"{self.place} 刚才没有回答")
        self._has_sockets = True
        try:
            yield self.connection.meta.client
            self._quiet_until = 0.0
        except ClientError as error:
            raise self._refusal(error, name) from error
        except BotoCoreError as error:
            self._be_quiet(error)
            raise StoreAwayError(f"{self.place} 没有回答：{error}") from error
        finally:
            if is_probe:
                self._probing.release()

    def _refusal(self, error, name):
        """Return what an answer that is a refusal means."""
        status = error.response["ResponseMetadata"].get("HTTPStatusCode", 0)
        if status >= 500:
            self._be_quiet(error)
        else:
            self._quiet_until = 0.0
        if status == 404 and name and error.response["Error"].get("Code") != "NoSuchBucket":
            return FileNotFoundError(f"{self.place} 里没有 {name}")
        return StoreAwayError(f"{self.place} 没有照办：{error}")

    def _be_quiet(self, error):
        self._quiet_until = time.monotonic() + PAUSE
        logger.error("the object store does not answer, not asked for %s s: %s", PAUSE, error)

    def write_whole(self, name: str, data: bytes):
        """Write an object in one step. Raises StoreAwayError; then there is none."""
        self._put(name, data, contents_md5([data]))

    def take(self, source: Path, name: str, *, sha256: str, modified_ns: int = 0):
        """Write an object from a file with these bytes in one step. Raises OtherBytesError.

        Its time is that of the writing.
        """
        with source.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                raise OtherBytesError(name)
            file.seek(0)
            digest = contents_md5(iter(lambda: file.read(PIECE), b""))
            file.seek(0)
            self._put(name, file, digest)

    def settle(self):
        """Make sure of what was written: an object is when it is confirmed."""

    def _save(self, name, content):
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as whole:
            for piece in File(content).chunks():
                whole.write(piece)
            whole.seek(0)
            digest = contents_md5(iter(lambda: whole.read(PIECE), b""))
            whole.seek(0)
            self._put(name, whole, digest)
        return name

    def _put(self, name, body, digest):
        """Write an object; the store refuses bytes that have not this digest on arrival."""
        given = {**self._get_write_parameters(name), "ContentMD5": digest}
        key = self._normalize_name(name)
        with self._asking() as client:
            try:
                client.put_object(Bucket=self.bucket_name, Key=key, Body=body, **given)
            except ClientError as error:
                if error.response["Error"].get("Code") != NO_ACL:
                    raise
                given.pop("ACL")
                client.put_object(Bucket=self.bucket_name, Key=key, Body=body, **given)

    def state(self, name: str) -> FileState:
        """Return the FileState of an object. Raises FileNotFoundError, StoreAwayError."""
        with self._asking(name) as client:
            found = client.head_object(Bucket=self.bucket_name, Key=self._normalize_name(name))
        return _state(found["ContentLength"], found)

    def exists(self, name):
        try:
            self.state(name)
        except FileNotFoundError:
            return False
        return True

    def size(self, name):
        return self.state(name).size

    def get_modified_time(self, name):
        with self._asking(name) as client:
            found = client.head_object(Bucket=self.bucket_name, Key=self._normalize_name(name))
        return found["LastModified"]

    def delete(self, name):
        with self._asking() as client:
            client.delete_object(Bucket=self.bucket_name, Key=self._normalize_name(name))

    def opened(self, name: str, start: int, end: int):
        """Open the bytes from `start` to before `end` for reading, as they come."""
        return self._begun(name, Range=f"bytes={start}-{end - 1}")["Body"]

    def opened_whole(self, name: str):
        """Return the FileState of an object, and the object open for reading."""
        found = self._begun(name)
        return _state(found["ContentLength"], found), found["Body"]

    def _begun(self, name, **given):
        with self._asking(name) as client:
            key = self._normalize_name(name)
            return client.get_object(Bucket=self.bucket_name, Key=key, **given)

    def signed_path(self, name: str, *, kind: str, method: str) -> str:
        """Return path and query by which nginx may ask for an object.

        It may for LIFE seconds; the store answers with this content type.
        """
        given = {"ResponseContentType": kind}
        address = urlsplit(self.url(name, parameters=given, expire=LIFE, http_method=method))
        return f"{address.path}?{address.query}"

    def _open(self, name, mode="rb"):
        """Return a whole object as a file in which a reader may go back."""
        if mode != "rb":
            raise ValueError("Objects are written in one step, by write_whole")
        whole = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 (its reader closes it)
        for piece in self.pieces(name):
            whole.write(piece)
        whole.seek(0)
        return File(whole, name)

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of an object. Raises FileNotFoundError, StoreAwayError."""
        with self._asking(name) as client:
            key = self._normalize_name(name)
            body = client.get_object(Bucket=self.bucket_name, Key=key)["Body"]
            with body:
                yield from body.iter_chunks(PIECE)

    def files(self) -> Iterator[tuple[str, FileState]]:
        """Yield (name, FileState) of every finished object, in order of names."""
        with self._asking() as client:
            pages = client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket_name)
            for page in pages:
                for found in page.get("Contents", ()):
                    name = found["Key"]
                    if not name.endswith(PART) and not name.rpartition("/")[2].startswith("."):
                        yield name, _state(found["Size"], found)

    def lost(self, names: Iterable[str]) -> set[str]:
        """Return those of these files that are not there, from one list of all objects."""
        return {*names} - {name for name, _ in self.files()}

    def require_answer(self):
        """Raise StoreAwayError where the bucket does not answer."""
        with self._asking() as client:
            client.head_bucket(Bucket=self.bucket_name)

    def fault(self) -> str:
        """Return why files cannot be stored; “” where they can."""
        self.require_answer()
        return ""

    def is_open_to_all(self, name: str) -> bool:
        """Tell whether somebody without our key is given an object."""
        anybody = self._connected(self.client_config.merge(Config(signature_version=UNSIGNED)))
        key = self._normalize_name(name)
        try:
            anybody.meta.client.get_object(Bucket=self.bucket_name, Key=key)["Body"].close()
        except ClientError:
            return False
        return True

    def keeps_versions(self) -> bool:
        """Tell whether the bucket keeps what is deleted or written over."""
        with self._asking() as client:
            found = client.get_bucket_versioning(Bucket=self.bucket_name)
        return found.get("Status") == "Enabled"


def _client_config(style):
    return Config(
        s3={"addressing_style": style},
        signature_version="s3v4",
        connect_timeout=CONNECT,
        read_timeout=READ,
        retries={"total_max_attempts": 1},
        max_pool_connections=16,
        # Stores of other makers know no trailing checksums; each write has its ContentMD5.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )


def _state(size, found):
    modified = int(found["LastModified"].timestamp() * 1_000_000) * 1000
    return FileState(size, modified, found["ETag"])
