"""What people do with their own endorsement, by its code and their phone. Decision 129."""

import hmac

from django.db import transaction
from django.utils import timezone

from chamber.personal_data.fields import keyed_hashes
from series.actions.errors import EditorialError
from series.models import COUNTED, Endorsement, EndorsementState
from series.models.participation.endorsement import CODE, PHONE

from .deciding import count_again
from .versions import current_version, lock_settings

CORRECTED = ("contact", "email", "pledge", "name_public")


def find_own(code: str, phone: str) -> Endorsement | None:
    """Return the endorsement of this code if the phone is its own.

    `phone` is in its stored form.
    """
    row = Endorsement.objects.filter(code_hash__in=keyed_hashes(code, CODE)).first()
    same = row and any(
        hmac.compare_digest(row.phone_hash, hashed) for hashed in keyed_hashes(phone, PHONE)
    )
    return row if same else None


@transaction.atomic
def withdraw(row: Endorsement) -> Endorsement:
    """Take back one's endorsement; it is counted no more. Raises EditorialError."""
    row = _locked(row)
    if row.state not in COUNTED:
        raise EditorialError("这条联署已经不在计入之列，不用撤回")
    Endorsement.objects.filter(pk=row.pk).update(
        state=EndorsementState.WITHDRAWN, decided_at=timezone.now(), decided_by=None
    )
    return _counted(row)


@transaction.atomic
def correct(row: Endorsement, **values) -> Endorsement:
    """Change what a person may change of their endorsement: CORRECTED."""
    row = _locked(row)
    for name in CORRECTED:
        setattr(row, name, values.get(name, getattr(row, name)))
    row.save(update_fields=CORRECTED)
    return _counted(row)


@transaction.atomic
def confirm(row: Endorsement) -> Endorsement:
    """Stand behind the words of today, after the call was changed. Raises EditorialError."""
    row = _locked(row)
    if row.state not in COUNTED:
        raise EditorialError("这条联署已经不在计入之列，不用确认")
    row.version = current_version(row.initiative_id)
    row.save(update_fields=["version"])
    return row


@transaction.atomic
def delete_own(row: Endorsement) -> None:
    """Delete one's endorsement with all that it says of a person."""
    row = _locked(row)
    row.delete()
    count_again(row.initiative_id)


def _locked(row):
    lock_settings(row.initiative_id)
    found = Endorsement.objects.select_for_update().filter(pk=row.pk).first()
    if found is None:
        raise EditorialError("这条联署已经删除")
    return found


def _counted(row):
    count_again(row.initiative_id)
    row.refresh_from_db()
    return row
