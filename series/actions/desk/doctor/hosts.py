"""Examination of what several hosts share (decision 143)."""

import socket
from hashlib import blake2b

from django.conf import settings

from chamber.page_cache import writes
from chamber.page_cache.versions import UnreadableError
from chamber.personal_data.keys import key_file as personal_key_file
from series.actions.audit.keys import key_file as audit_key_file

from .line import error, warning, well

NAME = "几台服务器"


def hosts():
    """Look at the numbers of pages, and whether every host has the same keys."""
    if not settings.REDIS:
        return
    numbers = writes.versions()
    if numbers is None:
        yield warning(NAME, "CHAMBER_PAGES_MB 是 0，网页每次都重新做，CHAMBER_REDIS 没有用上")
        return
    own = blake2b("\n".join(_keys()).encode(), digest_size=8).hexdigest()
    try:
        told = numbers.note_host(socket.gethostname(), own)
    except UnreadableError as problem:
        yield error(
            NAME,
            f"连不上 Redis（{problem}）：网页每次都重新做，发布暂停，请启动 Redis 或核对 CHAMBER_REDIS",
        )
        return
    others = sorted(host for host, said in told.items() if said != own)
    if others:
        what = "请把 secret_key、audit_key、personal_key 抄成一样的，再重启网站"
        yield error(NAME, f"这台的密钥与 {'、'.join(others)} 的不同，{what}")
    else:
        yield well(NAME, f"{len(told)} 台，密钥相同，Redis 正常")


def _keys():
    """Yield the words of this host's keys."""
    yield settings.SECRET_KEY
    files = ((settings.AUDIT_KEY, audit_key_file()), (settings.PERSONAL_KEY, personal_key_file()))
    for given, path in files:
        written = given or (path.read_text(encoding="ascii") if path.is_file() else "")
        yield from sorted(filter(None, map(str.strip, written.replace(",", "\n").splitlines())))
