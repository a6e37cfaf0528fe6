"""The versions of a call: each endorsement names the words that it stands behind.

Decision 129."""

import hashlib
import json

from django.utils import timezone

from series.models import CallVersion, EndorsementSettings

from .mail import tell_endorsers
from .thresholds import note_thresholds

WORDS = ("kicker", "headline", "subtitle", "body")


def call_digest(content: dict) -> str:
    """Return the SHA-256 over the words of a call.

    What stands beside them does not count."""
    words = [content.get(key, "") for key in WORDS]
    return hashlib.sha256(json.dumps(words, ensure_ascii=False).encode()).hexdigest()


def lock_settings(initiative_id: int) -> EndorsementSettings | None:
    """Return the settings of a call under their lock; None where it gathers none."""
    rows = EndorsementSettings.objects.select_for_update()
    return rows.filter(initiative=initiative_id).first()


def current_version(initiative_id: int) -> CallVersion | None:
    """Return the version that readers see."""
    return CallVersion.objects.filter(initiative=initiative_id).order_by("-number").first()


def note_version(initiative_id: int, revision) -> CallVersion | None:
    """Begin a new version of a call if the published words are other ones.

    Endorsers of older words are told.

    In the transaction of the publication. Where the call gathers no endorsements, nothing is done.
    """
    if lock_settings(initiative_id) is None:
        return None
    note_thresholds(initiative_id, by=None)
    newest, digest = current_version(initiative_id), call_digest(revision.content)
    if newest and newest.digest == digest:
        return newest
    version = CallVersion.objects.create(
        initiative_id=initiative_id,
        number=newest.number + 1 if newest else 1,
        digest=digest,
        revision=revision,
        since=timezone.now(),
    )
    tell_endorsers(version)
    return version
