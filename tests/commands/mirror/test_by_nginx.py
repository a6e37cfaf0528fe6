"""The generated settings in a real nginx: bytes, 410, redirects."""

import http.client
import shutil
import socket
import subprocess
import time

import pytest

from series.actions.site.redirects import add_redirect
from tests.commands.mirror.mirroring import mirror, pages_of
from tests.helpers import making, people

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow(
        reason="starts nginx; the settings' text is held by tests/commands/mirror/test_mirror.py"
    ),
    pytest.mark.skipif(NGINX is None, reason="没有 nginx"),
]
CONF = """
pid {place}/pid;
error_log {place}/error.log;
daemon off;
master_process off;
events {{ }}
http {{
    access_log off;
    client_body_temp_path {place}/body;
    proxy_temp_path {place}/proxy;
    fastcgi_temp_path {place}/fastcgi;
    uwsgi_temp_path {place}/uwsgi;
    scgi_temp_path {place}/scgi;
    include {folder}/server/maps.conf;
    server {{
        listen 127.0.0.1:{port};
        include {folder}/server/site.conf;
    }}
}}
"""


@pytest.fixture
def serve(tmp_path):
    started = []

    def start(folder):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        place = tmp_path / "nginx"
        place.mkdir()
        conf = place / "nginx.conf"
        conf.write_text(CONF.format(place=place, folder=folder, port=port))
        started.append(subprocess.Popen([NGINX, "-c", str(conf)], stderr=subprocess.DEVNULL))
        until = time.monotonic() + 20
        while time.monotonic() < until:
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", port)) == 0:
                    return port
            time.sleep(0.05)
        raise AssertionError((place / "error.log").read_text())

    yield start
    for process in started:
        process.terminate()
        process.wait()


def get(port, address):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", address)
    answer = connection.getresponse()
    return answer.status, answer.read(), dict(answer.getheaders())


def test_nginx_answers_as_the_site_does(folder, serve):
    for number in range(31):
        making.article("public", headline=f"第{number}次会议", tags=["两个健康"])
    gone = making.article("public", headline="撤下来的")
    shown = making.event("public")
    add_redirect("/old/news.html", shown.get_absolute_url(), by=people.chief())
    making.take_off(gone)
    mirror(folder, alone=True)
    port, pages = serve(folder), pages_of(folder)
    for address, (file, status) in pages.items():
        answered = get(port, address)
        assert answered[:2] == (status, (folder / "public" / file).read_bytes()), address
    assert {status for _, status in pages.values()} == {200, 410}
    assert [address for address in pages if "?before=" in address] != []  # control: deep pages

    alone = (folder / "public" / "alone.html").read_bytes()
    missing = (folder / "public" / "404.html").read_bytes()
    for address in ("/search/?q=a", f"/events/{shown.pk}/register/", "/api/articles", "/desk/"):
        assert get(port, address)[:2] == (404, alone)
    for address in ("/nothing/", "/404.html", "/.none"):
        assert get(port, address)[:2] == (404, missing)
    first = get(port, "/articles/")[1]
    assert get(port, "/articles/?before=../../state/mirror")[1] == first
    moved = get(port, "/old/news.html?from=weixin")
    assert (moved[0], moved[2]["Location"]) == (301, f"{shown.get_absolute_url()}?from=weixin")
    folderless = get(port, "/articles")
    assert (folderless[0], folderless[2]["Location"]) == (301, "/articles/")
    word = get(port, f"/events/{shown.pk}.docx")
    assert word[2]["Content-Disposition"] == "attachment"
    assert "wordprocessingml" in word[2]["Content-Type"]
