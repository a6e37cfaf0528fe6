"""The safe fetcher against a real server: refused by default, and let through where allowed."""

import socket
import threading
import time
from dataclasses import replace

import pytest

from series.actions.errors import EditorialError
from series.actions.media.fetch import MOST_RESOLVING, Net, fetch, is_public
from tests.helpers.picture_server import Pictures, png


@pytest.fixture
def lets(port):
    """A net in which every name is this machine and this machine is allowed: the control."""
    return Net(
        resolve=lambda host, port: ["127.0.0.1"],
        allows=lambda ip: ip == "127.0.0.1",
        ports=frozenset({port}),
        seconds=2,
    )


def test_this_machine_is_refused(port):
    for host in ("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0x7f.1", "2130706433"):
        with pytest.raises(EditorialError, match=r"内部网络|找不到"):
            fetch(f"http://{host}:{port}/png", net=Net(ports=frozenset({port})))
    assert Pictures.seen == []


def test_the_same_address_is_fetched_where_it_is_allowed(port, lets):
    assert fetch(f"http://pictures.test:{port}/png", net=lets) == png()
    ((path, headers),) = Pictures.seen
    assert (path, headers["Host"]) == ("/png", f"pictures.test:{port}")
    assert not {"Cookie", "Referer", "Authorization"} & set(headers)


def test_other_ports_are_refused(port):
    with pytest.raises(EditorialError, match=f"端口 {port}"):
        fetch(f"http://127.0.0.1:{port}/png")


@pytest.mark.parametrize(
    "address",
    [
        "ftp://a.cn/b.png", "file:///etc/passwd", "data:image/png;base64,AAAA", "//a.cn/b.png", "b.png", "",
        "http://", "http:///b.png", "http://user@a.cn/b.png", "http://a.cn:99999/b.png", "http://[::1/b.png",
        "http://a.cn/b c.png", "http://a.cn/\r\nX: y", "http://a.cn/" + "x" * 2000, "gopher://a.cn",
    ],
)  # fmt: skip
def test_what_is_no_address_of_a_picture(address):
    with pytest.raises(EditorialError, match="图片地址"):
        fetch(address)


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fc00::1",
        "ff02::1", "::ffff:8.8.8.8", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:1::1",
        "2001:db8::1", "fe80::1%eth0", "name",
        "fec0::1", "feff::1", "3fff::1", "3fff:fff::1", "192.88.99.1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(ip):
    assert not is_public(ip)


@pytest.mark.parametrize(
    "ip", ["8.8.8.8", "114.114.114.114", "2400:3200::1", "2606:4700:4700::1111"]
)
def test_addresses_that_are_public(ip):
    assert is_public(ip)


def test_one_inner_address_among_public_ones_is_enough(port, lets):
    net = Net(resolve=lambda host, port: ["8.8.8.8", "10.0.0.1"], ports=frozenset({port}))
    with pytest.raises(EditorialError, match="内部网络"):
        fetch(f"http://mixed.test:{port}/png", net=net)


def test_a_name_that_changes_its_mind_leads_nowhere(port):
    """Rebinding: public when asked first, this machine afterwards. It is asked once."""
    answers = [["203.0.113.9"], ["127.0.0.1"]]
    net = Net(
        resolve=lambda host, port: answers.pop(0),
        allows=lambda ip: ip == "203.0.113.9",
        ports=frozenset({port}),
        seconds=1,
    )
    with pytest.raises(EditorialError, match=r"连接不上|太慢"):
        fetch(f"http://rebinding.test:{port}/png", net=net)
    assert len(answers) == 1
    assert Pictures.seen == []


def test_rebinding_between_redirects_is_refused(port):
    answers = [["127.0.0.1"], ["127.0.0.2"]]
    net = Net(
        resolve=lambda host, port: answers.pop(0),
        allows=lambda ip: ip == "127.0.0.1",
        ports=frozenset({port}),
        seconds=2,
    )
    with pytest.raises(EditorialError, match="内部网络"):
        fetch(f"http://rebinding.test:{port}/turn/1", net=net)
    assert [path for path, _ in Pictures.seen] == ["/turn/1"]


def test_a_redirect_inside_is_refused(port):
    """The first host passes for public; where it points to does not."""
    net = Net(
        resolve=lambda host, port: ["127.0.0.1"] if host == "public.test" else ["127.0.0.2"],
        allows=lambda ip: ip == "127.0.0.1",
        ports=frozenset({port}),
        seconds=2,
    )
    for target in (f"http://127.0.0.2:{port}/png", f"http://inside.test:{port}/png"):
        with pytest.raises(EditorialError, match="内部网络"):
            fetch(f"http://public.test:{port}/turn/{target}", net=net)
    with pytest.raises(EditorialError, match="图片地址"):
        fetch(f"http://public.test:{port}/turn/file:///etc/passwd", net=net)
    assert fetch(f"http://public.test:{port}/turn/http://public.test:{port}/png", net=net) == png()


def test_three_redirects_and_no_more(port, lets):
    assert fetch(f"http://a.test:{port}/turn/3", net=lets) == png()
    with pytest.raises(EditorialError, match="转了 3 次以上"):
        fetch(f"http://a.test:{port}/turn/4", net=lets)


@pytest.mark.parametrize("path", ["drip", "slowheader"])
def test_a_slow_drip_is_cut(port, lets, path):
    began = time.monotonic()
    with pytest.raises(EditorialError, match="2 秒内没有取回"):
        fetch(f"http://a.test:{port}/{path}", net=lets)
    assert time.monotonic() - began < 4


def test_a_name_server_that_never_answers_is_left(lets):
    net = Net(resolve=lambda host, port: time.sleep(5) or [], seconds=0.3)
    began = time.monotonic()
    with pytest.raises(EditorialError, match="没有取回图片"):
        fetch("http://silent.test/png", net=net)
    assert time.monotonic() - began < 2


def test_names_that_are_never_answered_leave_no_more_threads_than_may_ask(port, lets):
    answered, asked = threading.Event(), []

    def silence(host, port):
        asked.append(threading.current_thread())
        answered.wait(30)
        return []

    net = replace(lets, resolve=silence, seconds=0.05)
    try:
        for number in range(MOST_RESOLVING + 6):
            with pytest.raises(EditorialError, match="没有取回图片"):
                fetch(f"http://silent{number}.test:{port}/png", net=net)
        assert 1 <= sum(thread.is_alive() for thread in asked) <= MOST_RESOLVING
    finally:
        answered.set()
    # Control: once the name server answers there is room again.
    assert fetch(f"http://a.test:{port}/png", net=lets) == png()


def both(ip):
    return ip in ("127.0.0.1", "127.0.0.2")


def test_where_the_first_address_refuses_the_next_one_is_tried(port, lets):
    net = replace(lets, resolve=lambda host, port: ["127.0.0.2", "127.0.0.1"], allows=both)
    assert fetch(f"http://two.test:{port}/png", net=net) == png()
    ((path, headers),) = Pictures.seen
    assert (path, headers["Host"]) == ("/png", f"two.test:{port}")


def test_where_no_address_answers_the_host_is_unreachable(port, lets):
    net = replace(lets, resolve=lambda host, port: ["127.0.0.2", "127.0.0.2"], allows=both)
    with pytest.raises(EditorialError, match="连接不上"):
        fetch(f"http://two.test:{port}/png", net=net)


@pytest.fixture
def silence(port):
    """127.0.0.2 takes no connection on the port and refuses none: its queue is full."""
    with socket.socket() as full, socket.socket() as one, socket.socket() as two:
        full.bind(("127.0.0.2", port))
        full.listen(0)
        for each in (one, two):
            each.setblocking(False)
            each.connect_ex(("127.0.0.2", port))
        yield


def test_a_silent_address_leaves_the_next_one_its_share_of_the_time(port, lets, silence):
    net = replace(lets, resolve=lambda host, port: ["127.0.0.2", "127.0.0.1"], allows=both)
    began = time.monotonic()
    assert fetch(f"http://two.test:{port}/png", net=net) == png()
    assert time.monotonic() - began < net.seconds


@pytest.mark.parametrize("path", ["large", "announced"])
def test_what_is_too_large_is_cut(port, lets, path):
    with pytest.raises(EditorialError, match="超过 20 MB"):
        fetch(f"http://a.test:{port}/{path}", net=lets)


def test_what_ends_too_soon_is_no_picture(port, lets):
    with pytest.raises(EditorialError, match="连接不上"):
        fetch(f"http://a.test:{port}/short", net=lets)


def test_a_page_that_is_gone_says_so(port, lets):
    with pytest.raises(EditorialError, match="没有给出图片（404）"):
        fetch(f"http://a.test:{port}/gone", net=lets)


@pytest.mark.parametrize(
    "target", ["//[", "http://[::1", "http://[x]/", "file:///etc/passwd", "ftp://a/"]
)
def test_a_turn_to_what_is_no_address(port, lets, target):
    with pytest.raises(EditorialError, match="无法识别"):
        fetch(f"http://a.example:{port}/turn/{target}", net=lets)
