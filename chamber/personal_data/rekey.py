"""Write all personal data anew under the newest key."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models, transaction

from .fields import EncryptedTextField, KeyedHashField
from .keys import add_key

PIECE = 500


def models_with_personal_data() -> Iterator[tuple[type[models.Model], list[str]]]:
    """Yield each model that has encrypted fields, with their names and those of hashes."""
    for model in apps.get_models():
        fields = model._meta.local_concrete_fields
        if any(isinstance(field, EncryptedTextField) for field in fields):
            kinds = (EncryptedTextField, KeyedHashField)
            yield model, [field.name for field in fields if isinstance(field, kinds)]


def rekey() -> int:
    """Append a new key and write every encrypted value and hash under it.

    Old keys stay in the file until somebody takes them out: backups of before need them. Rows are
    written in pieces; after a run that was stopped, another one writes all of them. Returns the
    number of rows.
    """
    add_key()
    return sum(_rekey_model(model, names) for model, names in models_with_personal_data())


def _rekey_model(model, names):
    done, last = 0, 0
    while keys := list(
        model._base_manager.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:PIECE]
    ):
        with transaction.atomic():
            rows = list(model._base_manager.select_for_update().filter(pk__in=keys))
            for row in rows:
                _hash_again(row, names)
            model._base_manager.bulk_update(rows, names)
        done, last = done + len(rows), keys[-1]
    return done


def _hash_again(row, names):
    for name in names:
        field = row._meta.get_field(name)
        if isinstance(field, KeyedHashField):
            field.pre_save(row, add=False)
