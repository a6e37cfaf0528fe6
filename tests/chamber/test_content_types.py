"""Charsets that a request declares, at the door of the server: no middleware has run yet."""

import io
from pathlib import Path

import pytest
from django.core.signals import request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

from chamber.content_types import refuse_other_charsets

STRANGE = ("base64", "hex", "rot13", "zlib", "undefined", "punycode", "idna", "utf-7", "gb2312")
ROOT = Path(__file__).resolve().parents[2]


def ask(application, content_type, *, method="GET"):
    """(status, body) of one request as the server hands it over."""
    told = []
    environ = {
        **{"REQUEST_METHOD": method, "PATH_INFO": "/robots.txt", "QUERY_STRING": "q=%E5-a"},
        **{"SERVER_NAME": "localhost", "SERVER_PORT": "80", "CONTENT_TYPE": content_type},
        **{"wsgi.input": io.BytesIO(), "wsgi.url_scheme": "http", "wsgi.errors": io.StringIO()},
    }
    body = b"".join(application(environ, lambda status, headers: told.append(status)))
    return told[0][:3], body.decode()


@pytest.fixture(autouse=True)
def _connections_stay_as_they_are():
    """Leave connections that other tests opened: no page here needs one, as in Django's client."""
    request_started.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)


@pytest.fixture(scope="module")
def site():
    return refuse_other_charsets(get_wsgi_application())


@pytest.mark.parametrize("charset", [*STRANGE, "x'", "utf-16"])
def test_another_charset_is_refused_with_the_page(site, charset):
    status, page = ask(site, f"text/plain; charset={charset}")
    if charset == "x'":
        assert status == "200"  # unknown: read as UTF-8
        return
    assert (status, "这个请求无法处理" in page) == ("400", True)


def test_a_parameter_in_no_encoding_is_refused(site):
    assert ask(site, "text/plain; name*=nonsense''a")[0] == "400"


def test_head_has_no_body(site):
    assert ask(site, "text/plain; charset=hex", method="HEAD") == ("400", "")


@pytest.mark.parametrize("declared", ["", "text/plain", "text/plain; charset=UTF8", "; charset="])
def test_others_are_answered(site, declared):
    assert ask(site, declared)[0] == "200"


def test_control_without_it_django_fails_before_any_page():
    with pytest.raises(Exception, match="is not a text encoding"):
        ask(get_wsgi_application(), "text/plain; charset=base64")


def test_the_server_has_it():
    source = (ROOT / "chamber" / "wsgi.py").read_text(encoding="utf-8")
    assert "application = refuse_other_charsets(get_wsgi_application())" in source
