"""Examination of the installed program, its static files and its certificate."""

import re
import socket
import ssl
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import django
from django.conf import settings
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage

from .line import error, in_words, warning, well

PINNED = re.compile(r"^Django==([\d.]+)", re.MULTILINE | re.IGNORECASE)
SOON, VERY_SOON = timedelta(days=21), timedelta(days=5)
TIMEOUT = 5


def django_version():
    """Compare the installed Django with the one that the program asks for."""
    name = "Django"
    asked = PINNED.search((settings.BASE_DIR / "requirements.txt").read_text(encoding="utf-8"))[1]
    installed = django.get_version()
    if installed == asked:
        yield well(name, installed)
    else:
        yield warning(
            name,
            f"装的是 {installed}，requirements.txt 要求 {asked}："
            "请运行 .venv/bin/python -m pip install -r requirements.txt 并重启网站",
        )


def static_files():
    """Look for the collected static files and their manifest."""
    name = "静态文件"
    if not isinstance(staticfiles_storage, ManifestFilesMixin):
        yield well(name, "调试方式，直接读取")
        return
    named = staticfiles_storage.load_manifest()[0]
    lost = [file for file in named.values() if not staticfiles_storage.exists(file)]
    if not named or lost:
        what = f"缺 {lost[0]} 等 {len(lost)} 个" if lost else "没有收集过"
        yield error(name, f"{what}，请重启网站（manage.py serve 会重新收集）")
    else:
        yield well(name, f"{len(named)} 个，清单齐全")


def certificate():
    """Look at when the certificate of the public address ends.
    Skip where there is no address."""
    parts = urlsplit(settings.SITE["base_url"])
    if parts.scheme == "https" and parts.hostname:
        yield _certificate(parts.hostname, parts.port or 443)


def _certificate(host, port):
    name = "证书"
    try:
        end = _end_of_certificate(host, port)
    except ssl.SSLCertVerificationError as problem:
        return error(name, f"{host} 的证书浏览器不认（{problem.verify_message}），请更换")
    except OSError as problem:
        return warning(
            name, f"连不上 {host}:{port}（{problem}），没有查到证书，请核对 SITE_BASE_URL"
        )
    left = end - datetime.now(UTC)
    text = f"{host} 的证书还有 {in_words(left)}到期"
    if left < VERY_SOON:
        return error(name, f"{text}，请立即更换")
    return warning(name, f"{text}，请更换") if left < SOON else well(name, text)


def _end_of_certificate(host, port):
    context = ssl.create_default_context()
    with (
        socket.create_connection((host, port), timeout=TIMEOUT) as plain,
        context.wrap_socket(plain, server_hostname=host) as secure,
    ):
        ends = secure.getpeercert()["notAfter"]
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(ends), UTC)
