"""Endorsing a call, from the public form or from paper. Decision 129.

Everything that changes how many there are happens under the lock of the call's settings, so that
the tallies always say what the rows say.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from chamber.personal_data.fields import keyed_hashes
from series.actions.errors import EditorialError
from series.models import (
    COUNTED,
    Endorsement,
    EndorsementMail,
    EndorsementMailKind,
    EndorsementSettings,
    EndorsementState,
    EndorsementWay,
    Initiative,
)
from series.models.audit import lock_audit_chain
from series.models.participation.endorsement import ADDRESS, PHONE
from series.registration.codes import new_code

from .thresholds import note_thresholds
from .versions import current_version, lock_settings


@dataclass(frozen=True)
class EndorsementDraft:
    """What somebody wrote: a credit code and a phone in their stored form, or empty."""

    is_organization: bool
    name: str
    phone: str = ""
    credit_code: str = ""
    contact: str = ""
    email: str = ""
    pledge: str = ""
    name_public: bool = False


class ClosedError(EditorialError):
    """A call that takes no endorsement now; the message says why, and since when."""


def closed_because(initiative: Initiative, settings: EndorsementSettings, today: date) -> str:
    """Return the sentence why nobody can endorse this call today; empty where one can."""
    if not initiative.is_public or not (
        settings.is_open_to_organizations or settings.is_open_to_persons
    ):
        return "这份倡议没有开放联署。"
    if initiative.open_from and today < initiative.open_from:
        return f"联署 {_day(initiative.open_from)} 开始。"
    if initiative.open_until and today > initiative.open_until:
        return f"联署已于 {_day(initiative.open_until)} 截止。"
    return ""


def _day(day):
    return f"{day.year}年{day.month}月{day.day}日"


@transaction.atomic
def endorse(initiative_id, draft, *, address="", form_key="", today=None):
    """Store an endorsement from the public form. Returns (endorsement, whether it is new).

    Whoever stands behind the call already is left as they are: by credit code, else by phone; a
    form that comes twice is one endorsement. Raises ClosedError, EditorialError.
    """
    settings = _locked(initiative_id)
    initiative = Initiative.objects.get(pk=initiative_id)
    if reason := closed_because(initiative, settings, today or timezone.localdate()):
        raise ClosedError(reason)
    allowed = (
        settings.is_open_to_organizations if draft.is_organization else settings.is_open_to_persons
    )
    if not allowed:
        raise ClosedError(f"这份倡议只由{settings.get_signers_display()}联署。")
    if form_key and (sent := Endorsement.objects.filter(form_key=form_key).first()):
        return sent, False
    if known := find_counted(initiative_id, draft):
        return known, False
    hashed = keyed_hashes(address, ADDRESS)[0] if address else ""
    return _store(
        settings,
        draft,
        way=EndorsementWay.ONLINE,
        form_key=form_key,
        address_hash=hashed,
        consent=settings.consents.first(),
    ), True


@transaction.atomic
def add_from_paper(initiative_id, draft, *, by):
    """Store an endorsement that was given on paper, verified by whoever enters it.

    The window does not matter: paper arrives late. Returns (endorsement, whether it is new).
    """
    lock_audit_chain()
    settings = _locked(initiative_id)
    if known := find_counted(initiative_id, draft):
        return known, False
    row = _store(
        settings,
        draft,
        way=EndorsementWay.PAPER,
        state=EndorsementState.VERIFIED,
        decided_by=by,
        decided_at=timezone.now(),
    )
    note_thresholds(initiative_id, by=by)
    return row, True


def find_counted(initiative_id: int, draft: EndorsementDraft) -> Endorsement | None:
    """Return the standing endorsement of the same organization or person."""
    rows = Endorsement.objects.filter(initiative=initiative_id).counted()
    if draft.credit_code:
        return rows.filter(credit_code=draft.credit_code).first()
    same_phone = Q(phone_hash__in=keyed_hashes(draft.phone, PHONE), credit_code="")
    return rows.filter(same_phone).first() if draft.phone else None


def _locked(initiative_id):
    settings = lock_settings(initiative_id)
    if settings is None:
        raise ClosedError("这份倡议没有开放联署。")
    return settings


def _store(settings, draft, **facts):
    if not draft.credit_code and not draft.phone:
        raise EditorialError("请填写统一社会信用代码或手机号：没有它们，分不清是不是同一家")
    version = current_version(settings.initiative_id)
    if version is None:
        raise EditorialError("倡议还没有公开，发布以后再联署")
    row = Endorsement.objects.create(
        initiative_id=settings.initiative_id,
        version=version,
        code=new_code(),
        created_at=timezone.now(),
        **{key: getattr(draft, key) for key in draft.__dataclass_fields__},
        **facts,
    )
    change_tallies(settings.pk, row, step=1)
    if row.email and row.way == EndorsementWay.ONLINE:
        EndorsementMail.objects.create(endorsement=row, kind=EndorsementMailKind.RECEIVED)
    return row


def change_tallies(settings_id, row, *, step):
    """Count an endorsement in (`step` 1) or out (-1), by its state of this moment."""
    if row.state not in COUNTED:
        return
    verified = row.state == EndorsementState.VERIFIED
    names = {"verified" if verified else "waiting": F(row.state) + step}
    if verified and row.name_public:
        names["named"] = F("named") + step
    EndorsementSettings.objects.filter(pk=settings_id).update(**names)
