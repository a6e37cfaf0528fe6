"""A new key for the audit chain.
The first of an installation, or one that replaces another."""

import os
import secrets

from django.conf import settings
from django.db import transaction

from series.actions.errors import EditorialError
from series.models import AuditLine
from series.models.audit import lock_audit_chain

from .chain import record
from .keys import audit_keys, key_file

CHANGED = "启用审计密钥"
LOST = (
    "审计记录有密钥印记，这里却没有密钥：请把原来的 audit_key 放回 CHAMBER_DATA 再启动；"
    "确已丢失的，先运行 manage.py audit_key --commit 启用新的"
)


@transaction.atomic
def add_key(*, by=None, only_first=False):
    """Write a new key into the file and record that it marks the chain.
    It does from the next line on.

    With `only_first` nothing is done where there is a key, and EditorialError is raised where the
    chain has marks of one that is not here: lines without it would be faults for ever (decision
    126). Returns the AuditLine, or None.
    """
    head = lock_audit_chain()
    if settings.AUDIT_KEY:
        if only_first:
            return None
        raise EditorialError("密钥由 CHAMBER_AUDIT_KEY 给出，请在那里加上“起始编号 密钥”后重启")
    if only_first and audit_keys():
        return None
    if only_first and AuditLine.objects.exclude(mark="").exists():
        raise EditorialError(LOST)
    _append(f"{head.count} {secrets.token_hex(32)}\n")
    return record(CHANGED, by=by, channel="audit_key", since=head.count)


def _append(line):
    path = key_file()
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "w") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())
