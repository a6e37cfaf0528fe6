"""A damaged index: told in a sentence, repaired by the first `reindex`."""

from io import StringIO
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client

from series.actions.desk import checks
from series.search import sqlite
from series.search.asking import Ask, table_name
from series.search.damage import DamagedIndexError
from series.search.engine import engine, live_slot
from series.search.searching import entries_holding
from tests.helpers import making, people
from tests.helpers.reading import archived

pytestmark = pytest.mark.django_db(transaction=True)
HEADLINE = "会员总数超过32000家"
SENTENCE = "检索暂时不能使用，正在修复"


def spoil_blocks():
    """The blocks of all tables of the index are overwritten, as by a failing disk."""
    with connection.cursor() as cursor:
        for name in sqlite.TABLES:
            table = f"{table_name(live_slot())}_{name}_data"
            cursor.execute(f"SELECT id, length(block) FROM {table}")
            for key, length in cursor.fetchall():
                given = [b"\xff" * length, key]
                cursor.execute(f"UPDATE {table} SET block = %s WHERE id = %s", given)
    connection.close()


def lose_part():
    """A part that FTS5 needs to open the table is gone, as after a restore that was cut off."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {table_name(live_slot())}_whole_data")
    connection.close()


def lose_table():
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {table_name(live_slot())}{_whole()}")
    connection.close()


def _whole():
    return "_whole" if connection.vendor == "sqlite" else ""


DAMAGE = {"blocks": spoil_blocks, "part": lose_part, "table": lose_table}


@pytest.fixture(autouse=True)
def whole_index():
    """Other tests find slot A as a new site has it."""
    yield
    for slot in ("a", "b"):
        engine().drop(slot)
    engine().create("a")


@pytest.fixture(params=DAMAGE)
def damaged(request):
    if connection.vendor != "sqlite" and request.param != "table":
        pytest.skip("FTS5 只在 SQLite")
    row = archived(headline=HEADLINE)
    DAMAGE[request.param]()
    return row


def visitor():
    return Client(raise_request_exception=False)


def test_readers_and_operators_are_told_and_reindex_repairs(damaged):
    page = visitor().get("/search/?q=会员总数")
    assert (page.status_code, SENTENCE in page.text) == (503, True)
    assert page["Retry-After"] == "300"
    told = visitor().get("/search/suggest/?q=会员")
    assert (told.status_code, SENTENCE in told.json()["error"]) == (503, True)
    assert visitor().get(damaged.get_absolute_url()).status_code == 200
    with pytest.raises(CommandError, match="检索索引已损坏，请运行 manage"):
        call_command("audit_search", stderr=StringIO())
    findings = [each["text"] for each in checks.unfindable()]
    assert findings == ["检索索引已损坏，请运行 manage.py reindex 重建；稿件本身不受影响"]
    call_command("reindex", stdout=StringIO())
    assert entries_holding("会员总数") == {damaged.pk}
    assert damaged.get_absolute_url() in visitor().get("/search/?q=会员总数").text
    out = StringIO()
    call_command("audit_search", stdout=out)
    assert "全部找得到" in out.getvalue()


def test_publishing_waits_for_the_repair_and_leaves_nothing_half_done():
    row = making.article("signed")
    lose_table()
    client = visitor()
    client.force_login(people.chief())
    address = f"/desk/series/article/{row.pk}/publish/"
    answer = client.post(address, {"revision": making.newest(row).number})
    assert (answer.status_code, "请管理员运行 manage.py reindex" in answer.text) == (503, True)
    row.refresh_from_db()
    assert row.visibility == "draft"
    call_command("reindex", stdout=StringIO())
    assert client.post(address, {"revision": making.newest(row).number}).status_code == 302
    row.refresh_from_db()
    assert row.visibility == "public"


def test_control_a_damaged_table_cannot_be_dropped_by_itself():
    if connection.vendor != "sqlite":
        pytest.skip("FTS5 只在 SQLite")
    lose_part()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {table_name(live_slot())}_whole")
    call_command("reindex", stdout=StringIO())
    assert entries_holding("会员总数") == set()


def test_a_block_that_asks_for_gigabytes_is_damage_too():
    """Rubbish that SQLite reads as a length: it answers that it has no memory, not that the file is
    broken. Seed and rows are those of a failure that was seen."""
    if connection.vendor != "sqlite":
        pytest.skip("FTS5 只在 SQLite")
    table, chance = f"{table_name('b')}_whole", Random(117)
    engine().create("b")
    with connection.cursor() as cursor:
        for number in range(5):
            given = [number + 1, f"abc def{number} xyz " * 20, "m"]
            cursor.execute(f"INSERT INTO {table} (rowid, text, marks) VALUES (%s, %s, %s)", given)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, length(block) FROM {table}_data")
        for key, length in cursor.fetchall():
            given = [chance.randbytes(length), key]
            cursor.execute(f"UPDATE {table}_data SET block = %s WHERE id = %s", given)
    connection.close()
    with pytest.raises(MemoryError), connection.cursor() as cursor:  # control: it does ask
        cursor.execute(f"SELECT rowid FROM {table} WHERE {table} MATCH 'abc'")
    with pytest.raises(DamagedIndexError):
        engine().newest("b", Ask((("abc",),)), limit=1)
    engine().drop("b")
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
    assert not [name for name in names if name.startswith(table)]
