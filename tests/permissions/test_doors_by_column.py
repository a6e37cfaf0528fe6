"""Roles that hold in one column open nothing in another, at any address of an entry."""

import pytest

from tests.helpers import making, people, permission_table
from tests.helpers.module_pages import desk_rows
from tests.helpers.people import of_column

__all__ = ["desk_rows"]
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
ROLES = ("编辑", "初审", "复审", "终审")
SLOW = pytest.mark.slow(reason="170 addresses a case; those of 初审 stay")
CASES = [pytest.param(role, marks=SLOW if role == "复审" else ()) for role in ROLES]
NEW = ("_changelist", "_add", "_new")


def entry_addresses(rows):
    """Every address that stands for one entry (of any kind)."""
    for name in permission_table.EXPECTED:
        takes_entry = "object_id" in permission_table.parameters()[name]
        if takes_entry and name.startswith(
            tuple(f"series_{kind}_" for kind in permission_table.KINDS)
        ):
            yield name, permission_table.address(name, rows)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", CASES)
def test_a_role_elsewhere_opens_no_address_of_an_entry(client, desk_rows, role, method):
    client.force_login(of_column(role, making.column("别的专栏")))
    opened = []
    addresses = list(entry_addresses(desk_rows))
    for name, url in addresses:
        answer = getattr(client, method)(url, {"revision": "1", "words": "请核对"})
        if answer.status_code != 403:
            opened.append((name, answer.status_code))
    assert opened == []
    assert len(addresses) > 60


@pytest.mark.parametrize("role", ROLES)
def test_control_the_same_role_here_opens_them(client, desk_rows, role):
    client.force_login(of_column(role, making.column()))
    refused = [
        name
        for name, url in entry_addresses(desk_rows)
        if name.endswith(("_change", "_history", "_proof")) and client.get(url).status_code == 403
    ]
    assert refused == []


@pytest.mark.parametrize("path", ["/desk/", "/desk/series/article/", "/desk/series/entry/"])
def test_lists_name_no_entry_of_another_column(client, path):
    mine, theirs = making.column("这个专栏"), making.column("别的专栏")
    making.article("submitted", column=mine, headline="看得到的稿件")
    making.article("submitted", column=theirs, headline="看不到的稿件")
    client.force_login(of_column("初审", mine))
    page = client.get(path)
    assert "看得到的稿件" in page.text
    assert "看不到的稿件" not in page.text
    client.force_login(people.first())
    assert "看不到的稿件" in client.get(path).text


def test_a_text_is_not_moved_into_a_column_of_others(client):
    mine, theirs = making.column("这个专栏"), making.column("别的专栏")
    entry = making.article(column=mine)
    editor = of_column("编辑", mine)
    client.force_login(editor)
    page = client.get(f"/desk/series/article/{entry.pk}/change/")
    assert "这个专栏" in page.text
    assert "别的专栏" not in page.text
    data = {"column": theirs.pk, "headline": "移走", "base": "1"}
    client.post(f"/desk/series/article/{entry.pk}/change/", data)
    assert making.newest(entry).content["column"] == mine.pk


def test_shared_things_are_arranged_by_those_who_hold_all_columns(client):
    client.force_login(of_column("编辑", making.column()))
    for model in ("chamber/organization", "series/tag", "series/column"):
        assert client.get(f"/desk/{model}/add/").status_code == 403, model
    client.force_login(people.editor())
    assert client.get("/desk/chamber/organization/add/").status_code == 200
