"""文中提到: names are looked up in memory, and every process hears of a change of the register."""

import pytest
from django.db import connection, transaction
from django.db.models.signals import post_init
from django.test.utils import CaptureQueriesContext

from chamber.models import Organization, RegisterState
from series.actions.relations.organizations import keys_named_in, organizations_named_in
from series.models import Mention
from tests.helpers import making

pytestmark = pytest.mark.django_db
TEXT = "常州市新能源商会与武进区机械商会座谈，新能源商会介绍做法。"


@pytest.fixture
def energy():
    return making.organization("常州市新能源商会", short_name="新能源商会", intro="成立于2010年。")


def rows_loaded(deed):
    """How many organizations a deed reads into memory as rows."""
    rows = []

    def note(sender, instance, **signal):
        rows.append(instance)

    post_init.connect(note, sender=Organization)
    try:
        deed()
    finally:
        post_init.disconnect(note, sender=Organization)
    return len(rows)


def test_a_save_loads_no_organization(energy):
    for number in range(50):
        making.organization(f"第{number}行业商会")
    row = making.article()
    body = f"<p>{TEXT}</p>"
    assert rows_loaded(lambda: making.change(row, body=body)) == 0
    assert Mention.objects.get().organization == energy


def test_names_are_read_once_and_then_asked_for_with_one_small_query(energy):
    assert keys_named_in(TEXT) == [energy.pk]
    with CaptureQueriesContext(connection) as asked:
        assert keys_named_in(TEXT) == [energy.pk]
    assert len(asked) == 1
    assert RegisterState._meta.db_table in asked[0]["sql"]


def test_the_rows_come_in_the_order_of_the_text(energy):
    machines = making.organization("武进区机械商会")
    assert organizations_named_in("武进区机械商会、新能源商会") == [machines, energy]
    assert organizations_named_in("没有写到谁") == []


def machines(**fields):
    return Organization(name="武进区机械商会", **fields)


ENERGY, MACHINES = "常州市新能源商会", "武进区机械商会"


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda row: Organization.objects.create(name=MACHINES), [ENERGY, MACHINES]),
        (lambda row: Organization.objects.get_or_create(name=MACHINES), [ENERGY, MACHINES]),
        (
            lambda row: Organization.objects.bulk_create([Organization(name=MACHINES)]),
            [ENERGY, MACHINES],
        ),
        (lambda row: Organization.objects.update(short_name="", other_names=""), [ENERGY]),
        (lambda row: Organization.objects.filter(pk=row.pk).delete(), []),
        (lambda row: row.delete(), []),
    ],
    ids=["create", "get_or_create", "bulk_create", "update", "delete many", "delete"],
)
def test_whatever_changes_the_register_is_known_at_the_next_use(energy, change, named):
    assert keys_named_in(TEXT) == [energy.pk]
    change(energy)
    assert [row.name for row in organizations_named_in(TEXT)] == named


@pytest.mark.parametrize("way", ["save", "bulk_update"])
def test_a_changed_name_is_known_at_the_next_use(energy, way):
    assert keys_named_in(TEXT) == [energy.pk]
    energy.name, energy.short_name = "常州市光伏商会", ""
    if way == "save":
        energy.save()
    else:
        Organization.objects.bulk_update([energy], ["name", "short_name"])
    assert keys_named_in(TEXT) == []
    assert keys_named_in("常州市光伏商会") == [energy.pk]


def test_what_was_taken_back_is_not_remembered(energy):
    with transaction.atomic():
        making.organization("武进区机械商会")
        assert len(keys_named_in(TEXT)) == 2
        transaction.set_rollback(True)
    assert keys_named_in(TEXT) == [energy.pk]
