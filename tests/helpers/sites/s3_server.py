"""A throw-away S3 server with one bucket, which a test can pause and stop."""

import contextlib
import http.client
import os
import signal
import subprocess
import sys
import time
from importlib.util import find_spec

import pytest

from chamber.media_store.address import default_storage
from tests.loads.places import free_port

needs_s3 = pytest.mark.skipif(
    find_spec("moto") is None or find_spec("storages") is None,
    reason="请安装 requirements-dev.txt 里的 moto 和 django-storages",
)
BUCKET, KEY, SECRET = "chamber-media", "AKIDEXAMPLE", "secret-of-a-test"


class S3Server:
    """A server on 127.0.0.1 that holds everything in memory."""

    def __init__(self):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/{BUCKET}"
        self._process = None

    def start(self):
        words = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(self.port)]
        own = {**os.environ, "MOTO_ACCOUNT_ID": "123456789012"}
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._process = subprocess.Popen(words, env=own, **quiet)
        for _ in range(400):
            with contextlib.suppress(OSError):
                return self.say("PUT", "", anybody=False)
            time.sleep(0.05)
        raise RuntimeError("the S3 server does not answer")

    def empty(self):
        """Begin with an empty bucket."""
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        link.request("POST", "/moto-api/reset")
        link.getresponse().read()
        link.close()
        self.say("PUT", "", anybody=False)

    def say(self, method, name, *, anybody=True, headers=None, query=""):
        """Send one request, without a key or with one, and return (status, body)."""
        own = {} if anybody else {"Authorization": f"AWS {KEY}:none"}
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            link.request(method, f"/{BUCKET}/{name}{query}", headers={**own, **(headers or {})})
            answer = link.getresponse()
            return answer.status, answer.read()
        finally:
            link.close()

    def pause(self):
        """Take connections and answer nothing."""
        self._process.send_signal(signal.SIGSTOP)

    def go_on(self):
        self._process.send_signal(signal.SIGCONT)

    def stop(self):
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(20)

    @property
    def storage(self):
        """Django's setting of the storage of media."""
        place = {"region": "us-east-1", "style": "path"}
        return default_storage(self.url, KEY, SECRET, **place)


@contextlib.contextmanager
def s3_server():
    server = S3Server()
    server.start()
    try:
        yield server
    finally:
        server.stop()
