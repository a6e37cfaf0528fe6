"""A web server on this machine that hands out pictures, also slow, endless and moved ones."""

import io
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from PIL import Image

from series.actions.media.fetch import CHUNK, MAX_BYTES


def png():
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "PNG")
    return out.getvalue()


class Pictures(BaseHTTPRequestHandler):
    """Answers by path; `seen` keeps (path, headers) of every request."""

    seen: list = []

    def do_GET(self):
        self.seen.append((self.path, dict(self.headers)))
        name = self.path.strip("/").partition("/")
        getattr(self, f"give_{name[0]}")(name[2])

    def give_png(self, rest):
        self._send(png())

    def give_text(self, rest):
        self._send(b"<html>no picture</html>")

    def give_gone(self, rest):
        self.send_error(404)

    def give_turn(self, rest):
        """/turn/2 turns twice and then gives the picture; /turn/http://… turns there."""
        target = rest if not rest.isdigit() else f"/turn/{int(rest) - 1}" if rest != "1" else "/png"
        self.send_response(302)
        self.send_header("Location", target)
        self.end_headers()

    def give_drip(self, rest):
        """Headers at once, a byte every tenth of a second."""
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self._drip(b"x" * 1000)

    def give_slowheader(self, rest):
        self._drip(b"HTTP/1.1 200 OK\r\n" + b"X-Slow: " + b"y" * 1000)

    def give_large(self, rest):
        """More than announced nowhere: the size only shows while it comes."""
        self.send_response(200)
        self.end_headers()
        self._write(b"z" * (MAX_BYTES + 10 * CHUNK))

    def give_announced(self, rest):
        self.send_response(200)
        self.send_header("Content-Length", str(MAX_BYTES + 1))
        self.end_headers()

    def give_short(self, rest):
        self.send_response(200)
        self.send_header("Content-Length", "5000")
        self.end_headers()
        self._write(png())

    def _send(self, data):
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self._write(data)

    def _drip(self, data):
        for at in range(len(data)):
            if not self._write(data[at : at + 1]):
                return
            time.sleep(0.1)

    def _write(self, data):
        try:
            self.wfile.write(data)
            self.wfile.flush()
            return True
        except OSError:
            return False

    def log_message(self, *words):
        pass


@pytest.fixture
def server():
    Pictures.seen = []
    running = ThreadingHTTPServer(("127.0.0.1", 0), Pictures)
    running.daemon_threads = True
    threading.Thread(target=running.serve_forever, args=(0.05,), daemon=True).start()
    yield running
    running.shutdown()
    running.server_close()


@pytest.fixture
def port(server):
    return server.server_address[1]
