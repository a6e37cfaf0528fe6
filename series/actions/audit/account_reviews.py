"""When the accounts were reviewed last, as the audit tells. Decision 114."""

from datetime import timedelta

from series.models import AuditLine

REVIEWED = "账号已复核"
REVIEWED_WITHIN = timedelta(days=365)


def last_review() -> AuditLine | None:
    """Return the audit line of the newest review of the accounts; None before the first."""
    return AuditLine.objects.filter(verb=REVIEWED).order_by("-number").first()
