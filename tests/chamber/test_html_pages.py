"""Each script and style of a page stands there with its digest; pages are for their own origin."""

import base64
import hashlib
import re

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory, override_settings

from chamber import html_pages
from tests.audit import observatory
from tests.helpers import people

FILES = re.compile(r"<(?:script|link)\b[^>]*>")
ADDRESS = re.compile(r'(?:src|href)="(/static/[^"]+\.(?:js|css))"')
DIGEST = re.compile(r'integrity="sha384-([^"]+)"')

# Their digests are those of the files as they are; to pack them as well took 14 s.
PACKED = (
    "css",
    "js",
    "json",
    "map",
    "svg",
    "txt",
    "md",
    "html",
    "xml",
    "ico",
    "png",
    "gif",
    "woff2",
)


def forget():
    html_pages.digest_of.cache_clear()
    html_pages._collected.cache_clear()


@pytest.fixture
def fresh():
    forget()
    yield
    forget()


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """The folder of collected files under names with digests, as a server has them."""
    folder = tmp_path_factory.mktemp("collected")
    storages = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "chamber.static_storage.StaticFiles"},
    }
    unpacked = {"WHITENOISE_SKIP_COMPRESS_EXTENSIONS": PACKED}
    with override_settings(STORAGES=storages, STATIC_ROOT=folder, **unpacked):
        call_command("collectstatic", interactive=False, verbosity=0)
        forget()
        yield folder
    forget()


def files_of(page):
    """[(address, digest or None)] of the scripts and styles of a page."""
    found = []
    for tag in FILES.findall(page):
        if address := ADDRESS.search(tag):
            digest = DIGEST.search(tag)
            found.append((address[1], digest and digest[1]))
    return found


def digest_on_disk(folder, address):
    data = (folder / address.removeprefix("/static/")).read_bytes()
    return base64.b64encode(hashlib.sha384(data).digest()).decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/privacy/", "/search/", "/no-such-page", "/desk/login/"])
def test_every_script_and_style_of_a_page_has_its_digest(collected, client, path):
    page = client.get(path)
    files = files_of(page.text)
    assert len(files) >= 5
    assert files == [(address, digest_on_disk(collected, address)) for address, _ in files]
    assert page["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/desk/", "/desk/series/article/add/"])
def test_at_the_desk_those_of_forms_and_of_django_too(collected, client, path):
    client.force_login(people.editor())
    files = files_of(client.get(path).text)
    assert any("/admin/css/" in address for address, _ in files)
    assert files == [(address, digest_on_disk(collected, address)) for address, _ in files]


def test_a_page_of_a_refusal_has_plain_names_and_no_digest(collected):
    """A name without a digest is another file after an upgrade, while a browser keeps the old."""
    page = Client().get("/", HTTP_HOST="evil.example.com")
    assert page.status_code == 400
    assert page["Cross-Origin-Resource-Policy"] == "same-origin"
    assert ("/static/site/base.css", None) in files_of(page.text)


def finished(response):
    return html_pages.html_pages(lambda request: response)(RequestFactory().get("/"))


def test_only_scripts_and_styles_are_touched(collected):
    address = staticfiles_storage.url("site/seal.svg")
    style = staticfiles_storage.url("site/base.css")
    text = (
        f'<link rel="icon" href="{address}"><link rel="canonical" href="{style}">'
        f'<a href="{style}">x</a><script src="https://elsewhere.example/a.js"></script>'
        f'<script src="/static/none.js"></script><p>&lt;script src="{style}"></p>'
        f'<link rel="stylesheet" integrity="sha384-x" href="{style}">'
    )
    assert finished(HttpResponse(text)).text == text


def test_the_length_is_that_of_the_finished_page(collected):
    style = staticfiles_storage.url("site/base.css")
    response = HttpResponse(f'<link rel="stylesheet" href="{style}">')
    response["Content-Length"] = len(response.content)
    page = finished(response)
    assert int(page["Content-Length"]) == len(page.content)
    assert 'integrity="sha384-' in page.text


def test_what_is_no_page_is_left_as_it_is():
    made = [
        HttpResponse("<script src=x>", content_type="text/plain"),
        HttpResponse(b"\x89PNG", content_type="image/png"),
    ]
    for response in made:
        before = response.content
        answer = finished(response)
        assert answer.content == before
        assert "Cross-Origin-Resource-Policy" not in answer
    stream = finished(StreamingHttpResponse(["<p>", "text"], content_type="text/html"))
    assert b"".join(stream.streaming_content) == b"<p>text"


@pytest.mark.django_db
def test_control_without_collected_files_there_is_no_digest(client, settings, fresh):
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    files = files_of(client.get("/no-such-page").text)
    assert files
    assert {digest for _, digest in files} == {None}


@pytest.fixture
def public(settings):
    """The settings of a site with a host name (tests/structure/test_settings reads them there)."""
    settings.SECURE_HSTS_SECONDS = 63_072_000
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True


def points(client, path):
    return observatory.score(client.get(path, secure=True))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "least"), [("/", 135), ("/search/", 135), ("/desk/login/", 140), ("/desk/", 140)]
)
def test_the_score_of_the_observatory_s_table(collected, public, client, path, least):
    if path == "/desk/":
        client.force_login(people.editor())
    found = points(client, path)
    assert observatory.BASE + sum(found.values()) == least, found


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "value", "item"),
    [
        ("SECURE_HSTS_SECONDS", 0, "https"),
        ("SECURE_REFERRER_POLICY", "unsafe-url", "referrer"),
        ("CSRF_COOKIE_SECURE", False, "cookies"),
        ("CSRF_COOKIE_SAMESITE", None, "cookies"),
        ("SECURE_CONTENT_TYPE_NOSNIFF", False, "sniffing"),
        ("CONTENT_SECURITY_POLICY", {"DIRECTIVES": {"default-src": ["*"]}}, "content policy"),
        ("CONTENT_SECURITY_POLICY", {"DIRECTIVES": {"default-src": ["'none'"]}}, "frames"),
    ],
)
def test_control_each_item_falls_without_its_setting(
    collected, public, client, settings, name, value, item
):
    before = points(client, "/desk/login/")[item]
    setattr(settings, name, value)
    assert points(Client(), "/desk/login/")[item] < before  # its middleware reads them anew
