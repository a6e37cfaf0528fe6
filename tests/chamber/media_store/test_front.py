"""nginx fetches the objects by signed addresses that nobody else is told."""

import contextlib
import http.client
from urllib.parse import parse_qs, urlsplit

import pytest

from series.actions.editorial.publication import withdraw
from series.actions.media.attachments import store_attachment
from series.actions.media.pictures import store_picture
from tests.helpers import making, people
from tests.helpers.samples.photographs import drawn, saved
from tests.helpers.sites.nginx_front import NGINX, PATHS, running_nginx
from tests.helpers.sites.s3_server import needs_s3
from tests.loads.places import ROOT, free_port

pytestmark = [pytest.mark.any_database, needs_s3]
PDF = b"%PDF-1.7 " + bytes(range(200))
RECIPE = ROOT / "docs/deploy/hosts/stored-files.conf"


def made(bucket, settings):
    """A public text with a picture and an attachment, on a site behind such a front."""
    settings.S3_FRONT = True
    picture = store_picture(saved(drawn(60, 40), "JPEG"))
    sheet = store_attachment(PDF, name="议程.pdf", by=None)
    figure = f'<figure><img src="{picture.get_absolute_url()}" alt="图"></figure>'
    row = making.article("public", body=f"<p>有图。</p>{figure}", attachments=[sheet.pk])
    return row, picture, sheet


@pytest.mark.django_db
def test_the_front_is_told_a_signed_address_of_a_minute(bucket, client, settings):
    _, _, sheet = made(bucket, settings)
    answer = client.get(sheet.get_absolute_url())
    told = urlsplit(answer["X-Accel-Redirect"])
    assert (answer.content, answer["Cache-Control"]) == (b"", "public, no-cache")
    assert answer["Content-Disposition"].endswith("%E8%AE%AE%E7%A8%8B.pdf")
    assert parse_qs(told.query)["X-Amz-Expires"] == ["60"]
    name = told.path.removeprefix("/stored-files/chamber-media/")
    assert bucket.say("GET", name, query=f"?{told.query}") == (200, PDF)
    assert bucket.say("GET", name)[0] == 403  # control: not without the signature


@pytest.mark.django_db
def test_the_front_is_told_nothing_of_what_a_reader_may_not_see(bucket, client, settings):
    row, picture, sheet = made(bucket, settings)
    paths = [picture.get_absolute_url(), sheet.get_absolute_url()]
    assert all("X-Accel-Redirect" in client.get(path) for path in paths)
    withdraw(row, reason="内容有误", by=people.chief())
    for path in paths:
        answer = client.get(path)
        assert (answer.status_code, "X-Accel-Redirect" in answer) == (404, False)


class Front:
    """nginx with the recipe's file, before a live server."""

    def __init__(self, port):
        self.port = port

    def ask(self, path, method="GET", **headers):
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        with contextlib.closing(link):
            link.request(method, path, headers=headers)
            answer = link.getresponse()
            return answer.status, answer.read(), answer.headers


@pytest.fixture
def front(live_server, bucket, tmp_path):
    if NGINX is None:
        pytest.skip("没有 nginx")
    port = free_port()
    recipe = RECIPE.read_text(encoding="utf-8").replace(
        "https://10.0.0.10:9000", f"http://127.0.0.1:{bucket.port}"
    )
    places = " ".join(f"{each}_temp_path {tmp_path}/{each};" for each in PATHS)
    (tmp_path / "nginx.conf").write_text(
        f"pid {tmp_path}/pid; daemon off; master_process off; events {{}} http {{ access_log off;"
        f" {places} server {{ listen 127.0.0.1:{port};"
        f" location / {{ proxy_pass {live_server.url}; }} {recipe} }} }}"
    )
    front = Front(port)
    with running_nginx(tmp_path / "nginx.conf", tmp_path, ask=front.ask):
        yield front


@pytest.mark.slow(reason="nginx and a live server")
@pytest.mark.django_db(transaction=True)
def test_readers_get_the_bytes_through_nginx(front, bucket, settings):
    row, picture, sheet = made(bucket, settings)
    path = sheet.get_absolute_url()
    status, data, headers = front.ask(path)
    assert (status, data) == (200, PDF)
    assert headers["Cache-Control"] == "public, no-cache"
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "%E8%AE%AE%E7%A8%8B.pdf" in headers["Content-Disposition"]
    assert "X-Accel-Redirect" not in headers
    assert front.ask(path, **{"If-None-Match": headers["ETag"]})[:2] == (304, b"")
    assert front.ask(path, Range="bytes=9-12")[:2] == (206, bytes(range(4)))
    assert front.ask(path, "HEAD")[0] == 200
    assert front.ask(picture.get_absolute_url())[2]["Content-Type"] == "image/jpeg"
    assert front.ask("/stored-files/chamber-media/" + sheet.file.name)[0] == 404
    bucket.pause()
    status, data, headers = front.ask(path)
    bucket.go_on()
    assert (status, headers["Retry-After"]) == (503, "10")
    assert "对象存储暂时连不上" in data.decode()
    sheet.file.delete(save=False)
    assert front.ask(path)[0] == 404
    withdraw(row, reason="内容有误", by=people.chief())
    assert front.ask(picture.get_absolute_url())[0] == 404
