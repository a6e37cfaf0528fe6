"""Model fields for personal data, and the hashes by which they are found. Decision 130."""

import hmac

from cryptography.fernet import InvalidToken
from django.apps import apps
from django.core.exceptions import FieldError
from django.db import models
from django.db.models.functions import Cast

from .keys import MissingKeyError, personal_keys

HASH_LENGTH = 64


class StoredText(str):
    """The text of an encrypted column as it stands in the database.

    It is stored unchanged."""

    __slots__ = ()


class EncryptedTextField(models.TextField):
    """A text that stands encrypted in the database and is plain in Python.

    It can be asked only whether it is NULL: what is searched for has a KeyedHashField beside it.
    An empty text stays empty.
    """

    description = "加密的文字"

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        if not value or isinstance(value, StoredText):
            return value
        return personal_keys().newest.encrypt(value.encode()).decode("ascii")

    def from_db_value(self, value, expression, connection):
        """Return the plain text. Raises MissingKeyError where no key of this site fits."""
        if not value:
            return value
        try:
            return personal_keys().cipher.decrypt(value).decode()
        except InvalidToken as error:
            raise MissingKeyError(
                "这条个人信息不是用现有的密钥存的：请把当时的密钥放回 personal_key"
            ) from error

    def get_lookup(self, lookup_name):
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is encrypted: look it up by its KeyedHashField")
        return super().get_lookup(lookup_name)


class KeyedHashField(models.CharField):
    """The hash of another field of the row under the site's key.

    It is written when the row is saved.

    `of` names that field, `purpose` what the hash is for: hashes of one value for two purposes
    differ, so that two tables cannot be joined by them. Find rows by `keyed_hashes`.
    """

    description = "带密钥的摘要"

    def __init__(self, *args, of="", purpose="", **kwargs):
        self.of, self.purpose = of, purpose
        kwargs.update(max_length=HASH_LENGTH, editable=False, blank=True)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("max_length", "editable", "blank"):
            kwargs.pop(fixed, None)
        return name, path, args, {**kwargs, "of": self.of, "purpose": self.purpose}

    def pre_save(self, model_instance, add):
        value = getattr(model_instance, self.of)
        if isinstance(value, StoredText):  # a row that is carried over brings its hash along
            return super().pre_save(model_instance, add)
        hashed = keyed_hashes(value, self.purpose)[0] if value else ""
        setattr(model_instance, self.attname, hashed)
        return hashed


def keyed_hashes(value: str, purpose: str) -> list[str]:
    """Return the hashes of a value under every key of the site, the newest first.

    Write the value in its one form before (a phone by `phone_number`).
    """
    message = f"{purpose}\0{value}".encode()
    return [hmac.digest(key, message, "sha256").hex() for key in personal_keys().hash_keys]


def encrypted_fields() -> list[EncryptedTextField]:
    """Return the encrypted fields of all models of the site."""
    return [
        field
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, EncryptedTextField)
    ]


def as_stored(field: EncryptedTextField) -> Cast:
    """Return an expression for the text of this column as it stands in the database."""
    return Cast(field.attname, models.TextField())


def has_personal_data() -> bool:
    """Tell whether anything in the database stands encrypted."""
    return any(
        field.model._base_manager.annotate(stored=as_stored(field)).exclude(stored="").exists()
        for field in encrypted_fields()
    )
