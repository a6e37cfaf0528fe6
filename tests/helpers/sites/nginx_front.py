"""nginx before two hosts, with the file of docs/deploy/hosts and a certificate of its own."""

import contextlib
import http.client
import shutil
import ssl
import subprocess
import time
from pathlib import Path

from tests.loads.places import ROOT, free_port

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
FILE = ROOT / "docs/deploy/hosts/nginx.conf"
NAME = "zt.example.org"
PATHS = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def write_settings(folder: Path, *, port=443, servers=("10.0.0.11:8000", "10.0.0.12:8000")):
    """Write the recipe's file for these servers and this port; return the path of nginx's own."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    words = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={NAME}"]
    words += ["-keyout", key, "-out", certificate]
    subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True)
    text = FILE.read_text(encoding="utf-8")
    text = text.replace(f"/etc/ssl/private/{NAME}.key", str(key))
    text = text.replace(f"/etc/ssl/{NAME}.pem", str(certificate))
    text = text.replace("listen 443", f"listen 127.0.0.1:{port}")
    text = text.replace("10.0.0.11:8000", servers[0]).replace("10.0.0.12:8000", servers[1])
    places = " ".join(f"{each}_temp_path {folder}/{each};" for each in PATHS)
    own = folder / "nginx.conf"
    own.write_text(
        f"pid {folder}/pid; error_log {folder}/errors; daemon off; master_process off;"
        f" events {{}} http {{ access_log off; {places} {text} }}"
    )
    return own


class NginxFront:
    """What answers for both hosts."""

    def __init__(self, port):
        self._port = port
        self._context = ssl._create_unverified_context()

    def get(self, path):
        """Return (status, text)."""
        link = http.client.HTTPSConnection(
            "127.0.0.1", self._port, timeout=60, context=self._context
        )
        try:
            link.request("GET", path, headers={"Host": NAME})
            answer = link.getresponse()
            return answer.status, answer.read().decode().replace("<wbr>", "")
        finally:
            link.close()


@contextlib.contextmanager
def running_nginx(own: Path, folder: Path, *, ask):
    """Run nginx with these settings; the block begins when `ask` gets an answer."""
    process = subprocess.Popen([NGINX, "-c", own, "-e", folder / "errors"])
    try:
        for _ in range(200):
            with contextlib.suppress(OSError):
                ask("/healthz")
                break
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(20)


@contextlib.contextmanager
def nginx_before(hosts, folder: Path):
    """Yield the NginxFront of two hosts."""
    port = free_port()
    own = write_settings(
        folder, port=port, servers=[f"{host.address}:{host.port}" for host in hosts]
    )
    front = NginxFront(port)
    with running_nginx(own, folder, ask=front.get):
        yield front
