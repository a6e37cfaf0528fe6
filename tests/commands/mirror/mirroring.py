"""A mirror of the test's site, and what stands in it."""

import io
import json
from pathlib import Path

from django.core.management import call_command
from django.test import Client

ROOT = "http://testserver"
STYLES = Path(__file__).resolve().parents[3] / "static"


def mirror(folder, *, root=ROOT, jobs=1, **options):
    """What `manage.py mirror` says."""
    out = io.StringIO()
    call_command("mirror", str(folder), root=root, jobs=jobs, stdout=out, **options)
    return out.getvalue()


def bytes_of(folder):
    """{file below `public`: its bytes}."""
    public = folder / "public"
    return {
        path.relative_to(public).as_posix(): path.read_bytes()
        for path in public.rglob("*")
        if path.is_file()
    }


def times_of(folder):
    """{file below `public`: when it was written}."""
    public = folder / "public"
    return {
        path.relative_to(public).as_posix(): path.stat().st_mtime_ns
        for path in public.rglob("*")
        if path.is_file()
    }


def pages_of(folder):
    """{address: (file, status)} of the last finished run."""
    told = json.loads((folder / "state" / "manifest.json").read_text(encoding="utf-8"))
    return {address: tuple(page[:2]) for address, page in told["of_pages"].items()}


def differences(folder, known):
    """The addresses whose file is not what the site answers; `known` are answers {address: …}."""
    files, client, found = bytes_of(folder), Client(), []
    for address, (file, status) in pages_of(folder).items():
        if address not in known:
            answer = client.get(address)
            known[address] = answer.status_code, answer.content
        if known[address] != (status, files[file]):
            found.append(address)
    return found
