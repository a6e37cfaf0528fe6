"""The driver itself, before a server that stops for a while."""

import itertools
import socketserver
import threading
import time

import pytest

from tests.loads.open_loop import Drive, ask, drive

pytestmark = pytest.mark.any_database
STOP = 1.0  # seconds


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        while (line := self.rfile.readline()) not in (b"", b"\r\n"):
            path = line.split()[1]
            while self.rfile.readline() != b"\r\n":
                pass
            with self.server.answering:
                if self.server.stops_at and time.monotonic() > self.server.stops_at:
                    self.server.stops_at = None
                    time.sleep(STOP)
            status = b"503 Service Unavailable" if path == b"/refused/" else b"200 OK"
            self.wfile.write(b"HTTP/1.1 %s\r\nContent-Length: 2\r\n\r\nok" % status)


class Server(socketserver.ThreadingTCPServer):
    daemon_threads, allow_reuse_address = True, True
    request_queue_size = 200

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answering, self.stops_at = threading.Lock(), None


@pytest.fixture
def server():
    with Server() as running:
        threading.Thread(target=running.serve_forever, args=(0.05,), daemon=True).start()
        yield running
        running.shutdown()


def test_every_request_has_its_answer(server):
    port = server.server_address[1]
    asks = itertools.cycle([ask("/", port=port, kind="a"), ask("/refused/", port=port, kind="b")])
    answered = drive(port, asks, rate=200, seconds=0.5)
    assert (answered.statuses("a"), answered.statuses("b")) == ({200: 50}, {503: 50})
    assert (answered.errors(), answered.refused(), len(answered.delays)) == (0, 50, 100)


def test_who_would_have_come_while_the_server_stood_is_counted_as_having_waited(server):
    port = server.server_address[1]
    server.stops_at = time.monotonic() + 0.5
    answered = drive(port, itertools.repeat(ask("/", port=port)), rate=100, seconds=2)
    assert answered.statuses() == {200: 200}
    waited = sum(seconds > STOP / 2 for _, seconds, _ in answered.all())
    assert waited >= 40  # half of those who came in that second
    assert answered.quantile(0.9) > STOP * 500


def test_control_one_that_waits_for_its_answer_sees_one_slow_request(server):
    port = server.server_address[1]
    server.stops_at = time.monotonic() + 0.2
    seconds = []
    for _ in range(100):
        begun = time.monotonic()
        drive(port, iter([ask("/", port=port)]), rate=1, seconds=1)
        seconds.append(time.monotonic() - begun)
    assert sum(each > STOP / 2 for each in seconds) == 1


def test_what_is_not_answered_is_an_error():
    with Server() as silent:  # it listens, and nobody takes the connection
        port = silent.server_address[1]
        run = Drive(port, rate=100, seconds=0.1)
        run.count, begun = 10, time.monotonic()
        threading.Timer(0.5, silent.socket.close).start()
        answered = run.run(itertools.repeat(ask("/", port=port)))
    assert (answered.errors(), answered.statuses()) == (10, {0: 10})
    assert time.monotonic() - begun < 20


def test_a_run_without_bound_is_refused():
    with pytest.raises(ValueError, match="are more than"):
        Drive(1, rate=10_000, seconds=100)
