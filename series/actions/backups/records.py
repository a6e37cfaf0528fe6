"""Rows as JSON lines that are the same whichever database they come from. Decision 107.

What a site makes anew is left out: content types, permissions, sessions, the search index. What
points at a permission is written by its names, since numbers differ from site to site.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from uuid import UUID

from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import models

from chamber.models import UserSession
from chamber.personal_data.fields import EncryptedTextField, StoredText, as_stored
from series.actions.errors import BackupError
from series.models import DraftDocument, SearchDocument, SearchIndex

PIECE = 500
MADE_ANEW = {
    *(ContentType, Permission, Session, UserSession),
    *(SearchDocument, SearchIndex, DraftDocument),
}
NAMED = {ContentType, Permission}  # written by name where a row points at them


def carried_models() -> list[type[models.Model]]:
    """Return every model whose rows an export carries, in order of their labels."""
    found = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    return sorted(
        (model for model in found if model not in MADE_ANEW), key=lambda model: model._meta.label
    )


def lines_of(model) -> Iterator[str]:
    """Yield each row of a model as one line of JSON, in order of keys."""
    names = _Names()
    fields = model._meta.local_concrete_fields
    columns = [as_stored(field) if _encrypted(field) else field.attname for field in fields]
    rows = model._base_manager.order_by("pk").values_list(*columns)
    for row in rows.iterator(chunk_size=PIECE):
        facts = {
            field.attname: names.written(field, value)
            for field, value in zip(fields, row, strict=True)
        }
        yield json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def rows_of_lines(model, lines) -> Iterator[models.Model]:
    """Yield the rows that lines of `lines_of` describe, not saved."""
    names = _Names()
    fields = {field.attname: field for field in model._meta.local_concrete_fields}
    for line in lines:
        facts = json.loads(line)
        if facts.keys() != fields.keys():
            raise BackupError(f"{model._meta.label} 的字段与这里的不同，请用同一版本的程序导出")
        yield model(**{name: names.read(fields[name], value) for name, value in facts.items()})


class ContentHash:
    """A digest over the lines of all models and all media.
    Media count by their names and digests."""

    def __init__(self):
        self._digest = hashlib.sha256()

    def add_model(self, model, lines):
        """Add a model's lines, and yield them on."""
        own = hashlib.sha256()
        for line in lines:
            own.update(f"{line}\n".encode())
            yield line
        self._add(f"{model._meta.label} {own.hexdigest()}")

    def add_media(self, media: dict):
        """Add the media, {name: StoredFile}."""
        for name, stored in sorted(media.items()):
            self._add(f"{name} {stored.sha256}")

    def _add(self, text):
        self._digest.update(f"{text}\n".encode())

    def value(self) -> str:
        return self._digest.hexdigest()


class _Names:
    """Content types and permissions by their names, read once, and back."""

    def __init__(self):
        self._names, self._keys = {}, {}

    def written(self, field, value):
        """Return a value of a field as plain JSON."""
        if value is not None and field.related_model in NAMED:
            return self._known(field.related_model)[0][value]
        return _plain(value)

    def read(self, field, value):
        """Return what a field holds for a value of plain JSON."""
        if value is not None and field.related_model in NAMED:
            keys = self._known(field.related_model)[1]
            if value not in keys:
                raise BackupError(f"这里没有权限 {value}，请用同一版本的程序导出")
            return keys[value]
        if isinstance(field, models.JSONField):
            return value
        return StoredText(value) if value and _encrypted(field) else field.to_python(value)

    def _known(self, model):
        if model not in self._names:
            fields = {
                ContentType: ("app_label", "model"),
                Permission: ("content_type__app_label", "content_type__model", "codename"),
            }[model]
            rows = model.objects.values_list("pk", *fields)
            self._names[model] = {key: ".".join(parts) for key, *parts in rows}
            self._keys[model] = {name: key for key, name in self._names[model].items()}
        return self._names[model], self._keys[model]


def _encrypted(field):
    """Tell whether a column is carried as it stands: its key is kept elsewhere.

    Decision 130."""
    return isinstance(field, EncryptedTextField)


def _plain(value):
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, UUID):
        return str(value)
    return value
