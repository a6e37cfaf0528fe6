"""Requests at a constant rate, whatever the answers do: latency counts from the moment planned for each.

A driver that waits for an answer before it asks again slows down with the server and hides the wait.
Here each request has its moment; what cannot be sent then (no free connection, a busy driver) is late,
and its lateness is in its latency. Raw sockets that stay open and one `epoll`, so that the driver
takes little of the processor that it shares with the server. Only servers of this machine, bounded
in requests and connections.
"""

import ctypes
import os
import select
import socket
import struct
import time
from collections import Counter, defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass, field

HOST = "127.0.0.1"
MOST_REQUESTS, MOST_CONNECTIONS = 400_000, 800
GRACE = 15.0  # seconds after the last moment in which answers are waited for
REFUSED, FAILED = 503, 0
_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Ask:
    """A request, as the bytes that are sent, and the kind under which it is counted."""

    kind: str
    sent: bytes


def ask(path, *, port, kind="", **headers):
    """Return the GET of a path; other names are headers, as `accept_encoding`."""
    lines = [f"GET {path} HTTP/1.1", f"Host: {HOST}:{port}", "User-Agent: Mozilla/5.0 Firefox"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return Ask(kind, "\r\n".join([*lines, "", ""]).encode())


@dataclass
class Answered:
    """What came of the requests: (planned moment, seconds, status) by kind; status 0 is none."""

    rate: float
    seconds: float
    by_kind: dict[str, list[tuple[float, float, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    delays: list[float] = field(default_factory=list)  # of the driver's own sending

    def add(self, other):
        """Add what came of a later run at the same rate."""
        self.seconds += other.seconds
        self.delays += other.delays
        for kind, found in other.by_kind.items():
            self.by_kind[kind] += found

    def all(self, kind=None):
        if kind is not None:
            return self.by_kind.get(kind, [])
        return [one for found in self.by_kind.values() for one in found]

    def statuses(self, kind=None):
        return Counter(status for _, _, status in self.all(kind))

    def quantile(self, share, *, kind=None, status=None):
        """Return the milliseconds of this share of the answers; refusals count only if asked for."""
        found = sorted(
            seconds
            for _, seconds, own in self.all(kind)
            if (own == status if status is not None else own not in (REFUSED, FAILED))
        )
        return found[min(len(found) - 1, int(share * len(found)))] * 1000 if found else 0.0

    def refused(self, kind=None):
        return self.statuses(kind)[REFUSED]

    def errors(self, kind=None):
        """Return how many were neither answered well nor refused."""
        well = (200, 301, 302, 304, REFUSED)
        return sum(count for status, count in self.statuses(kind).items() if status not in well)

    def goodput(self):
        """Return good answers a second of the time in which there was load."""
        total = len(self.all())
        return (total - self.refused() - self.errors()) / self.seconds


class Connection:
    """A connection with at most one request on its way."""

    def __init__(self, port):
        self.socket = socket.create_connection((HOST, port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.setblocking(False)
        self.fileno = self.socket.fileno()
        self.request, self.planned, self.received, self.missing = None, 0.0, b"", -1

    def send(self, request, planned):
        self.request, self.planned, self.received, self.missing = request, planned, b"", -1
        self.socket.send(request.sent)

    def read(self):
        """Return the status of the answer once it is whole, else None. Raises ConnectionError."""
        piece = self.socket.recv(262_144)
        if not piece:
            raise ConnectionResetError("the server closed the connection")
        if self.missing >= 0:
            self.missing -= len(piece)
        else:
            self.received += piece
            self._look_at_head()
        return self._status if self.missing == 0 else None

    def _look_at_head(self):
        head, end, body = self.received.partition(b"\r\n\r\n")
        if not end:
            return
        self._status = int(head[9:12])
        length = head.lower().partition(b"\r\ncontent-length:")[2].partition(b"\r\n")[0]
        if length:
            self.missing = int(length) - len(body)
        elif self._status == 304 or self.received.endswith(b"0\r\n\r\n"):
            self.missing = 0  # nothing, or the end of pieces


class Clock:
    """A timer that `epoll` waits for; its own waiting is counted in whole milliseconds."""

    def __init__(self):
        self.fileno = _libc.timerfd_create(time.CLOCK_MONOTONIC, os.O_NONBLOCK | os.O_CLOEXEC)
        if self.fileno < 0:
            raise OSError(ctypes.get_errno(), "timerfd_create")

    def wake_at(self, moment):
        whole, part = divmod(moment, 1)
        at = struct.pack("4q", 0, 0, int(whole), max(1, int(part * 1e9)))
        _libc.timerfd_settime(self.fileno, 1, at, None)  # 1: the moment itself

    def close(self):
        os.close(self.fileno)


class Drive:
    """One run of the driver."""

    def __init__(self, port, *, rate, seconds, connections=MOST_CONNECTIONS):
        self.count, self.connections = round(rate * seconds), connections
        if self.count > MOST_REQUESTS:
            raise ValueError(f"{self.count} requests are more than {MOST_REQUESTS}")
        self.port, self.rate, self.answered = port, rate, Answered(rate, seconds)
        self.poll, self.clock = select.epoll(), Clock()
        self.poll.register(self.clock.fileno, select.EPOLLIN)
        self.open, self.idle = {}, []
        self.waiting: deque[tuple[Ask, float]] = deque()

    def run(self, asks: Iterable[Ask]) -> Answered:
        """Send the requests, each at its moment, and return what came of them."""
        wanted, begun = iter(asks), time.monotonic() + 0.05
        next_at, end = 0, begun + self.count / self.rate + GRACE
        try:
            while next_at < self.count or len(self.idle) < len(self.open) or self.waiting:
                now = time.monotonic()
                if now > end:
                    break
                while next_at < self.count and begun + next_at / self.rate <= now:
                    self.waiting.append((next(wanted), begun + next_at / self.rate))
                    next_at += 1
                self._send_waiting()
                self.clock.wake_at(begun + next_at / self.rate if next_at < self.count else end)
                for number, _ in self.poll.poll(1.0):
                    self._read(number)
        finally:
            self._close()
        return self.answered

    def _send_waiting(self):
        while self.waiting and (self.idle or len(self.open) < self.connections):
            request, planned = self.waiting.popleft()
            link = self.idle.pop() if self.idle else self._connect()
            self.answered.delays.append(time.monotonic() - planned)
            try:
                link.send(request, planned)
            except OSError:  # the server had closed it
                self._drop(link)
                self.waiting.appendleft((request, planned))

    def _connect(self):
        link = Connection(self.port)
        self.open[link.fileno] = link
        self.poll.register(link.fileno, select.EPOLLIN)
        return link

    def _read(self, number):
        link = self.open.get(number)
        if link is None:
            return
        try:
            status = link.read()
        except OSError:
            if link.request is not None:
                self._note(link, FAILED)
            self._drop(link)
            return
        if status is not None:
            self._note(link, status)
            self.idle.append(link)

    def _note(self, link, status):
        seconds = time.monotonic() - link.planned
        self.answered.by_kind[link.request.kind].append((link.planned, seconds, status))
        link.request = None

    def _drop(self, link):
        self.poll.unregister(link.fileno)
        del self.open[link.fileno]
        if link in self.idle:
            self.idle.remove(link)
        link.socket.close()

    def _close(self):
        for link in list(self.open.values()):
            if link.request is not None:
                self._note(link, FAILED)
            link.socket.close()
        for request, planned in self.waiting:
            late = time.monotonic() - planned
            self.answered.by_kind[request.kind].append((planned, late, FAILED))
        self.clock.close()
        self.poll.close()


def drive(port, asks, *, rate, seconds) -> Answered:
    """Ask at this rate for so many seconds; `asks` is endless."""
    return Drive(port, rate=rate, seconds=seconds).run(asks)


def capacity(port, asks, *, count, connections=8) -> float:
    """Return the answers a second where so many readers ask again as soon as they are answered."""
    begun = time.monotonic()
    run = Drive(port, rate=count * 1000.0, seconds=0.001, connections=connections)
    answered = run.run(asks)
    seconds = time.monotonic() - begun
    return (count - answered.errors() - answered.refused()) / seconds
