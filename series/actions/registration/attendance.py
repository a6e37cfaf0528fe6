"""How many came to an event, written by the office. Decision 132."""

from django.db import transaction
from django.utils import timezone

from series.actions.audit.chain import record
from series.actions.errors import EditorialError
from series.models import RegistrationSettings
from series.models.audit import lock_audit_chain

from .promotion import lock_settings
from .settings import check_may

MOST_PEOPLE = 100_000


@transaction.atomic
def set_attended(event, *, many, by):
    """Store how many people came to an event that was held. Raises EditorialError."""
    lock_audit_chain()
    check_may(by, "register", event)
    if event.starts_at is None or event.starts_at > timezone.now():
        raise EditorialError("活动还没有开始，开始以后再登记人数")
    if many is None or not 0 <= many <= MOST_PEOPLE:
        raise EditorialError(f"请写到了几人，0 到 {MOST_PEOPLE}")
    RegistrationSettings.objects.get_or_create(pk=event.pk)
    settings = lock_settings(event.pk)
    settings.attended = many
    settings.save(update_fields=["attended"])
    record("登记人数", by=by, entry=event, people=many)
