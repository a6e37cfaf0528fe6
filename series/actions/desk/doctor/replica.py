"""Examination of the replica that readers' pages are read from (decision 159)."""

from django.conf import settings
from django.db import Error, connection, connections

from chamber.backends.replica.reading import ALIAS, CLUSTER
from chamber.page_cache import writes

from .line import error, warning, well

NAME = "副本"
FAR, LONG = 64 * 1024 * 1024, 60  # bytes and seconds behind, beyond which it is told
INSTEAD = "读者的网页现由主库回答"
HERE = "SELECT pg_wal_lsn_diff(pg_current_wal_flush_lsn(), '0/0')"
REPLAYED = """
SELECT pg_is_in_recovery(), pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0'),
    extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()),
    CASE WHEN pg_is_in_recovery() THEN pg_is_wal_replay_paused() END,
    (SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()
        AND NOT has_table_privilege(format('%I.%I', schemaname, tablename), 'SELECT'))
"""


def replica():
    """Look whether the replica follows this database, how far, and may be read."""
    if not settings.REPLICA:
        return
    if writes.versions() is None:
        yield warning(NAME, f"CHAMBER_PAGES_MB 是 0，CHAMBER_REPLICA 没有用上，{INSTEAD}")
        return
    try:
        (cluster,) = _row(connections[ALIAS], CLUSTER)
        told = _row(connections[ALIAS], REPLAYED)
    except Error as problem:
        yield error(
            NAME, f"连不上（{problem}），{INSTEAD}；请启动它，或核对 CHAMBER_REPLICA，好了自己恢复"
        )
        return
    is_same = _row(connection, CLUSTER) == (cluster,)
    yield _line(*told, end=_row(connection, HERE)[0], is_same=is_same)


def _line(is_following, reached, seconds, is_paused, closed_tables, *, end, is_same):
    """Return the one line that tells the worst of what was found."""
    if not is_same:
        return error(NAME, f"不是这个数据库的副本，{INSTEAD}；请立即取消或改正 CHAMBER_REPLICA")
    if not is_following:
        return error(NAME, f"是主库，不是副本（或已提升为主库），{INSTEAD}；请改正 CHAMBER_REPLICA")
    if closed_tables:
        return error(
            NAME, f"账号读不了 {closed_tables} 张表，{INSTEAD}；请在主库授予 pg_read_all_data"
        )
    behind = max(0, int(end - (reached or 0)))
    late = f"落后 {behind / 1024:.0f} KB" + (f"、{seconds:.0f} 秒" if behind and seconds else "")
    if is_paused:
        return warning(NAME, f"停止了回放，{late}，{INSTEAD}；请运行 pg_wal_replay_resume()")
    if behind > FAR or (behind and seconds and seconds > LONG):
        return warning(NAME, f"{late}，赶上之前，{INSTEAD}；请检查两台之间的网络和副本的磁盘")
    return well(NAME, f"跟得上，{late}")


def _row(link, question):
    with link.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()
