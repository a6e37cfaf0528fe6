"""Anchors: ends of the audit chain that are kept outside the database (decision 108).

A chain that is cut, or written anew from some line on, lacks the seal that an anchor holds. Each is
a line of a file, “time number seal”, and is sent to the keepers, who need no access to this site.
"""

import os
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone

from series.actions.errors import EditorialError
from series.models import AuditHead

SUBJECT = "审计链值 {}"
LETTER = (
    "{line}\n\n这是{site}今天的审计链值。请保存这封邮件；核验时用\n"
    "manage.py verify_signatures --expect {seal}\n就能知道此前的记录有没有被改写或截断。\n"
)


def chain_end() -> AuditHead:
    """Return the end of the chain. Raises EditorialError where it has no line yet."""
    head = AuditHead.objects.filter(pk=1).first()
    if head is None or not head.count:
        raise EditorialError("审计链还没有记录，没有链值可以另存")
    return head


def anchor_of(head) -> str:
    """Return the line of an anchor for this end of the chain."""
    return f"{timezone.localtime():%Y-%m-%dT%H:%M:%S%z} {head.count} {head.seal}"


def write_anchor(path: Path, line: str):
    """Append an anchor to a file, which is on the disk before this returns.

    Raises EditorialError where the file cannot be written.
    """
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "w") as file:
            file.write(f"{line}\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise EditorialError(
            f"链值没有写入 {path}（{error.strerror}），请换一个可写的位置"
        ) from error


def mail_anchor(line: str, recipients):
    """Send an anchor to its keepers, each in a letter of their own.
    Returns how many were sent."""
    number, seal = line.split(" ")[1:]
    letter = LETTER.format(line=line, site=settings.SITE["name"], seal=seal)
    return sum(
        EmailMessage(SUBJECT.format(number), letter, to=[address]).send() for address in recipients
    )


def read_anchors(path: Path) -> list[str]:
    """Return the seals of a file of anchors.
    Raises EditorialError for a line that is none."""
    seals = []
    for number, line in enumerate(
        path.read_text(encoding="ascii", errors="replace").splitlines(), 1
    ):
        parts = line.split()
        if not parts:
            continue
        if len(parts) != 3 or len(parts[2]) != 64:
            raise EditorialError(f"{path} 第 {number} 行不是链值，应是“时间 编号 链值”")
        seals.append(parts[2])
    return seals
