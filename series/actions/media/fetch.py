"""Fetching of a picture from another site.
Only at a person's request, only from public hosts.

A host is resolved once and the connection goes to the address that was checked, so that a name
which resolves differently later (DNS rebinding) has no effect. Each of a host's addresses is
checked, and they are tried in order. A redirect is a new address and is checked again.
"""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from series.actions.errors import EditorialError

from .picture_bytes import MAX_BYTES

MOST_REDIRECTS = 3
LONGEST_ADDRESS = 2000
CHUNK = 64 * 1024
REDIRECTS = frozenset({301, 302, 303, 307, 308})
DEFAULT_PORTS = {"http": 80, "https": 443}
# Addresses that contain an IPv4 address, which may be any host.
EMBEDDING = tuple(
    ipaddress.ip_network(block)
    for block in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")
)
# Blocks that Python's list of private ones does not hold: site-local addresses of old (RFC 3879),
# documentation (RFC 9637), relays to IPv6 (RFC 7526).
NOT_PUBLIC = tuple(
    ipaddress.ip_network(block) for block in ("fec0::/10", "3fff::/20", "192.88.99.0/24")
)
HEADERS = {
    "Accept": "image/webp,image/png,image/jpeg,image/gif",
    "Accept-Encoding": "identity",
    "User-Agent": "Mozilla/5.0 (compatible; picture fetch)",
    "Connection": "close",
}
MOST_RESOLVING = 4  # names at a time; one that the name server never answers holds its place
FAULTS = (OSError, http.client.HTTPException, ValueError)

NO_ADDRESS = "图片地址无法识别，没有取回"
TOO_SLOW = "对方网站太慢，{:g} 秒内没有取回图片，请稍后再试或下载后上传"
TOO_LARGE = f"图片超过 {MAX_BYTES // 1024 // 1024} MB，没有取回，请下载压缩后再上传"
UNREACHABLE = "连接不上“{}”，图片没有取回，请稍后再试或下载后上传"
INSIDE = "“{}”指向内部网络，不能从那里取图，请下载后上传"


def resolved(host: str, port: int) -> list[str]:
    """Return the IP addresses of a host."""
    rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(row[4][0] for row in rows))


def is_public(address: str) -> bool:
    """Tell whether an IP address belongs to the public internet."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:  # with a zone: fe80::1%eth0
        return False
    if ip.version == 6 and (ip.ipv4_mapped or any(ip in block for block in EMBEDDING)):
        return False
    if any(ip in block for block in NOT_PUBLIC):
        return False
    closed = ip.is_multicast or ip.is_reserved or ip.is_private or ip.is_unspecified
    return ip.is_global and not closed


@dataclass(frozen=True)
class Net:
    """The limits of fetching.
    What may be reached, and the time for a picture with redirects."""

    resolve: Callable[[str, int], list[str]] = resolved
    allows: Callable[[str], bool] = is_public
    ports: frozenset[int] = frozenset(DEFAULT_PORTS.values())
    seconds: float = 10.0


INTERNET = Net()
_resolving = threading.BoundedSemaphore(MOST_RESOLVING)


def fetch(address: str, *, net: Net | None = None) -> bytes:
    """Return the bytes behind an address, not yet known to be a picture. Raises EditorialError."""
    net = net or INTERNET
    deadline = time.monotonic() + net.seconds
    for _ in range(MOST_REDIRECTS + 1):
        answer = _ask(address, net=net, deadline=deadline)
        if isinstance(answer, bytes):
            return answer
        address = _onward(address, answer)
    raise EditorialError(f"图片地址转了 {MOST_REDIRECTS} 次以上，没有取回，请下载后上传")


def _onward(address: str, location: str) -> str:
    try:
        return urljoin(address, location)
    except ValueError as error:
        raise EditorialError(NO_ADDRESS) from error


def _ask(address: str, *, net: Net, deadline: float) -> bytes | str:
    """Return the bytes, or the address of a redirect."""
    parts, port = _checked(address, net)
    ips = _addresses_of(parts.hostname, port, net=net, deadline=deadline)
    line = _Line(parts, port, ips, left=lambda: _left(deadline, net))
    watchdog = threading.Timer(_left(deadline, net), line.cut)
    watchdog.daemon = True
    watchdog.start()
    try:
        return _response(line, parts)
    except FAULTS as error:
        _left(deadline, net)
        raise EditorialError(UNREACHABLE.format(parts.hostname)) from error
    finally:
        watchdog.cancel()
        line.close()
        _left(deadline, net)


def _checked(address: str, net: Net) -> tuple[SplitResult, int]:
    try:
        parts = urlsplit(address)
        port = parts.port or DEFAULT_PORTS.get(parts.scheme, 0)
        host = (parts.hostname or "").encode("idna")
    except (ValueError, UnicodeError) as error:
        raise EditorialError(NO_ADDRESS) from error
    plain = address.isprintable() and " " not in address and len(address) <= LONGEST_ADDRESS
    if not host or not plain or parts.scheme not in DEFAULT_PORTS or parts.username is not None:
        raise EditorialError(NO_ADDRESS)
    if port not in net.ports:
        raise EditorialError(f"图片地址用了不常用的端口 {port}，没有取回，请下载后上传")
    return parts, port


def _addresses_of(host: str, port: int, *, net: Net, deadline: float) -> list[str]:
    """Return the IP addresses of a host in order.
    Raises EditorialError if any is not public."""
    ips = _resolve(host, port, net=net, deadline=deadline)
    if not ips:
        raise EditorialError(f"找不到“{host}”，图片没有取回，请核对地址")
    if not all(net.allows(ip) for ip in ips):
        raise EditorialError(INSIDE.format(host))
    return ips


def _resolve(host: str, port: int, *, net: Net, deadline: float) -> list[str]:
    """Return the IP addresses that the name server gives in time.

    Nothing can interrupt the query, so a thread does it; there are MOST_RESOLVING threads at most,
    including those that nobody waits for any more.
    """
    ips: list[str] = []

    def ask():
        try:
            with contextlib.suppress(OSError, UnicodeError):
                ips.extend(net.resolve(host.encode("idna").decode(), port))
        finally:
            _resolving.release()

    if _resolving.acquire(timeout=_left(deadline, net)):
        asking = threading.Thread(target=ask, name="resolve a name", daemon=True)
        try:
            asking.start()
        except RuntimeError:  # no thread to be had: nobody asks, and the place is free again
            _resolving.release()
            raise
        asking.join(_left(deadline, net))
    _left(deadline, net)
    return ips


def _left(deadline: float, net: Net) -> float:
    """Return the seconds that are left. Raises EditorialError when there are none."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise EditorialError(TOO_SLOW.format(net.seconds))
    return left


class _Line(http.client.HTTPConnection):
    """A connection to one of several IP addresses that addresses the host by its name.

    `left` returns the seconds that remain, and raises EditorialError when there are none.
    """

    def __init__(self, parts: SplitResult, port: int, ips: list[str], *, left: Callable[[], float]):
        super().__init__(parts.hostname.encode("idna").decode(), port)
        self.default_port = DEFAULT_PORTS[parts.scheme]
        self.ips, self.left, self.is_secret = ips, left, parts.scheme == "https"
        self.wire = None  # http.client lets go of `sock` while the answer still comes

    def connect(self):
        self.sock = self.wire = self._connected()
        self.sock.settimeout(self.left())
        if self.is_secret:
            secret = ssl.create_default_context()
            self.sock = self.wire = secret.wrap_socket(
                self.sock, server_hostname=self.host, do_handshake_on_connect=False
            )
            self.sock.do_handshake()

    def _connected(self):
        """Return a socket to the first address that answers.
        Each one gets a share of the time."""
        *before, last = self.ips
        for number, ip in enumerate(before):
            with contextlib.suppress(OSError):
                share = self.left() / (len(self.ips) - number)
                return socket.create_connection((ip, self.port), share)
        return socket.create_connection((last, self.port), self.left())

    def cut(self):
        """Shut the connection down, even while it waits for slow data."""
        if self.wire is not None:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(self.wire, socket.SHUT_RDWR)


def _response(line: _Line, parts: SplitResult) -> bytes | str:
    path = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
    line.request("GET", _in_ascii(path), headers=HEADERS)
    response = line.getresponse()
    if response.status in REDIRECTS and response.getheader("Location"):
        return response.getheader("Location")
    if response.status != http.client.OK:
        raise EditorialError(f"“{parts.hostname}”没有给出图片（{response.status}），请下载后上传")
    return _read_bytes(response)


def _in_ascii(path: str) -> str:
    return "".join(c if c.isascii() else "".join(f"%{b:02X}" for b in c.encode()) for c in path)


def _read_bytes(response: http.client.HTTPResponse) -> bytes:
    if (response.length or 0) > MAX_BYTES:
        raise EditorialError(TOO_LARGE)
    pieces, size = [], 0
    while piece := response.read1(CHUNK):
        size += len(piece)
        if size > MAX_BYTES:
            raise EditorialError(TOO_LARGE)
        pieces.append(piece)
    if response.length:
        raise http.client.IncompleteRead(b"".join(pieces))
    return b"".join(pieces)
