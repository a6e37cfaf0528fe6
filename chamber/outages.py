"""Which errors come from the machine below the program, and the sentence for each.

They are no fault of the program and pass by themselves or by the operator's hand: they are
answered with 503 and logged in one line. Decision 105.
"""

import errno
import sqlite3
from dataclasses import dataclass

from django.db import InterfaceError, InternalError, OperationalError

NOTHING_DONE = "这一步没有办成，也没有存下任何内容"


@dataclass(frozen=True)
class Outage:
    """What the database or the disk cannot do now; `retry_after` is in seconds."""

    name: str
    sentence: str
    retry_after: int


class OutageError(Exception):
    """An error of our own that stands for an outage."""

    outage: Outage


# SQLite on a full disk is opened for reading alone, so the two cannot be told apart everywhere.
DISK = Outage(
    "disk", f"服务器的磁盘已满或不能写入，{NOTHING_DONE}；请联系管理员清理磁盘后再试。", 300
)
BUSY = Outage("busy", f"数据库正忙，{NOTHING_DONE}；请稍等几秒再试。", 5)
CROWDED = "现在访问的人太多，网站一时忙不过来"
AWAY = Outage("away", "数据库暂时连不上，请稍后再试；一直如此请联系管理员。", 30)
PAGE_NUMBERS = Outage(
    "numbers",
    f"几台服务器共用的网页版本号（Redis）暂时连不上，{NOTHING_DONE}；请稍等几秒再试，"
    "一直如此请联系管理员。",
    5,
)
STORE = Outage(
    "store",
    "存放图片和附件的对象存储暂时连不上，这张图片或这个文件现在打不开，也存不进去；"
    "文字不受影响，请稍后再试，一直如此请联系管理员。",
    10,
)

OF_SQLITE = {
    **dict.fromkeys((sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED), BUSY),
    **dict.fromkeys((sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY), DISK),
    sqlite3.SQLITE_CANTOPEN: AWAY,
}
# Codes of PostgreSQL: https://www.postgresql.org/docs/current/errcodes-appendix.html
OF_POSTGRESQL = {
    **dict.fromkeys(("55P03", "57014", "40P01", "40001", "25P03", "53200", "53300"), BUSY),
    **dict.fromkeys(("53100", "25006"), DISK),
    **dict.fromkeys(("57P01", "57P02", "57P03", "58030"), AWAY),
}
OF_SYSTEM = dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EROFS), DISK)
PRIMARY = 0xFF  # the kind in SQLite's error codes; the higher bits say where it happened


def outage_of(error: BaseException | None) -> Outage | None:
    """Return the Outage that an error, or one that led to it, comes from.
    None for a fault."""
    seen = set()
    while error is not None and id(error) not in seen:
        if outage := _outage(error):
            return outage
        seen.add(id(error))
        error = error.__cause__ or error.__context__
    return None


def _outage(error):
    if isinstance(error, OutageError):
        return error.outage
    if isinstance(error, sqlite3.Error):
        return OF_SQLITE.get(sqlite_kind(error))
    if isinstance(error, OSError):
        return OF_SYSTEM.get(error.errno)
    if isinstance(error, (OperationalError, InterfaceError)):
        return _of_driver(error.__cause__)
    if isinstance(error, InternalError):  # PostgreSQL's class 25: no time left, no writing
        return OF_POSTGRESQL.get(getattr(error.__cause__, "sqlstate", None))
    return None


def _of_driver(error):
    """Return the Outage of PostgreSQL's driver; an error without a code is a lost connection."""
    if error is None or isinstance(error, sqlite3.Error):
        return None
    code = getattr(error, "sqlstate", None)
    return AWAY if code is None or code.startswith("08") else OF_POSTGRESQL.get(code)


def sqlite_kind(error) -> int | None:
    """Return the primary error code of SQLite; None where the driver raised the error itself."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & PRIMARY
