"""Personal data in the database: nothing readable without the key that is kept elsewhere."""

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import FieldError
from django.db import connection, models
from django.test.utils import isolate_apps

from chamber.personal_data.fields import (
    EncryptedTextField,
    KeyedHashField,
    StoredText,
    keyed_hashes,
)
from chamber.personal_data.keys import MissingKeyError, add_key, key_file

PHONE = "13800138000"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_key(settings, tmp_path):
    settings.DATA_DIR, settings.PERSONAL_KEY = tmp_path, ""
    add_key()


@pytest.fixture
def guest():
    """Return a model of the two fields, with a table of its own."""
    with isolate_apps("series"):

        class Guest(models.Model):
            phone = EncryptedTextField()
            phone_hash = KeyedHashField(of="phone", purpose="guest")

            class Meta:
                app_label = "series"

        number = "integer" if connection.vendor == "sqlite" else "serial"
        with connection.cursor() as cursor:
            cursor.execute(
                f"CREATE TABLE series_guest"
                f" (id {number} PRIMARY KEY, phone text NOT NULL, phone_hash text NOT NULL)"
            )
        yield Guest


def stored(model):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT phone, phone_hash FROM {model._meta.db_table}")
        return cursor.fetchall()


def test_a_phone_is_found_and_read_but_not_from_the_database_alone(guest):
    guest.objects.create(phone=PHONE)
    guest.objects.create(phone=PHONE)
    found = guest.objects.filter(phone_hash__in=keyed_hashes(PHONE, "guest"))
    assert [row.phone for row in found] == [PHONE, PHONE]
    rows = stored(guest)
    assert PHONE not in str(rows)
    assert rows[0][0] != rows[1][0]  # equal phones are not seen to be equal by their text
    assert guest.objects.filter(phone_hash__in=keyed_hashes(PHONE, "other")).count() == 0


def test_control_an_ordinary_field_lies_open(guest):
    guest.objects.create(phone=StoredText(PHONE))  # stored as it is
    assert PHONE in str(stored(guest))


def test_an_empty_text_stays_empty(guest):
    guest.objects.create(phone="")
    assert stored(guest) == [("", "")]
    assert guest.objects.get().phone == ""


def test_a_changed_phone_gets_another_hash(guest):
    row = guest.objects.create(phone=PHONE)
    row.phone = "13900139000"
    row.save()
    assert stored(guest)[0][1] == keyed_hashes("13900139000", "guest")[0]


def test_a_row_that_is_carried_over_keeps_what_was_stored(guest):
    guest.objects.create(phone=PHONE)
    cipher, hashed = stored(guest)[0]
    guest.objects.all().delete()
    guest.objects.create(phone=StoredText(cipher), phone_hash=hashed)
    assert stored(guest) == [(cipher, hashed)]
    assert guest.objects.get().phone == PHONE


def test_after_a_new_key_old_rows_are_read_and_found(guest):
    guest.objects.create(phone=PHONE)
    add_key()
    guest.objects.create(phone=PHONE)
    assert stored(guest)[0][1] != stored(guest)[1][1]
    found = guest.objects.filter(phone_hash__in=keyed_hashes(PHONE, "guest"))
    assert [row.phone for row in found] == [PHONE, PHONE]


def test_without_the_key_one_sentence_says_what_is_missing(guest):
    guest.objects.create(phone=PHONE)
    own = key_file().read_bytes()
    for written, said in (
        (Fernet.generate_key(), "不是用现有的密钥存的"),
        (b"abc", "无法识别"),
        (b"\n\n", "没有个人信息密钥"),
    ):
        key_file().write_bytes(written)
        with pytest.raises(MissingKeyError, match=said):
            guest.objects.get()
    key_file().unlink()
    with pytest.raises(MissingKeyError, match=r"请从另存的地方放回 .*personal_key"):
        guest.objects.get()
    key_file().write_bytes(own)
    assert guest.objects.get().phone == PHONE


def test_the_key_may_stand_in_the_environment(guest, settings):
    settings.PERSONAL_KEY = f"{Fernet.generate_key().decode()},{Fernet.generate_key().decode()}"
    key_file().unlink()
    guest.objects.create(phone=PHONE)
    assert guest.objects.get().phone == PHONE


def test_the_file_is_for_its_owner_only():
    assert key_file().stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("lookup", ["phone", "phone__contains", "phone__in"])
def test_nobody_searches_the_encrypted_text_by_mistake(guest, lookup):
    with pytest.raises(FieldError, match="look it up by its KeyedHashField"):
        guest.objects.filter(**{lookup: [PHONE] if lookup.endswith("in") else PHONE}).exists()
