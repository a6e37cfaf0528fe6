"""Register: the public's form, or somebody added by hand at the desk. Decision 128."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from chamber.personal_data.fields import keyed_hashes
from series.actions.errors import RegistrationError
from series.models import (
    Invitation,
    Registration,
    RegistrationGroup,
    RegistrationMail,
    RegistrationMailKind,
    RegistrationState,
    RegistrationWay,
    SessionChoice,
)
from series.models.participation.registration import PHONE_PURPOSE, STANDING
from series.registration.codes import new_code
from series.registration.window import window_of

from .promotion import lock_settings, next_moment, promote

PHONE_TAKEN = (
    "报名没有存下：尾号 {tail} 的手机号不能再报一次。报过名的，请凭报名码打开原来的报名；"
    "忘了报名码，请打电话给主办方。"
)


@dataclass(frozen=True)
class Person:
    """One person of a form; the phone is in its stored form."""

    name: str
    phone: str


@dataclass(frozen=True)
class SentForm:
    """What a form says; `form_key` is the same when it is sent twice."""

    people: tuple[Person, ...]
    form_key: str
    organization: str = ""
    email: str = ""
    answers: dict = field(default_factory=dict)
    sessions: tuple[int, ...] = ()
    note: str = ""
    invitation: int | None = None


class PhoneTakenError(RegistrationError):
    """A refusal because a phone has a standing registration, in `group`."""

    def __init__(self, sentence, *, field, group):
        super().__init__(sentence, field=field)
        self.group = group


def register(event, sent: SentForm, *, by=None, at_the_door=False) -> RegistrationGroup:
    """Store a form and queue its people. Raises RegistrationError.

    `by` is who adds it at the desk, `at_the_door` that a helper at the event does: both go past
    window, invitation and approval. Else it is the public: whoever tries a phone that is registered
    is told little, and the address given then gets its code again.
    """
    try:
        return _register(event, sent, by=by, by_public=by is None and not at_the_door)
    except PhoneTakenError as error:
        if by is None and not at_the_door and error.group.email:
            send_code_again(error.group)
        raise


def send_code_again(group):
    """Store a message with the code, unless one waits already."""
    kind = RegistrationMailKind.CODE
    if not RegistrationMail.objects.filter(group=group, kind=kind, sent_at=None).exists():
        RegistrationMail.objects.create(group=group, kind=kind)


@transaction.atomic
def _register(event, sent, *, by, by_public):
    settings = lock_settings(event.pk)
    before = RegistrationGroup.objects.filter(event=event.pk, form_key=sent.form_key).first()
    if before:
        return before
    if by_public:
        _check_open(settings)
    _check_people(settings, sent, by_public=by_public)
    invitation = _invitation_for(settings, sent) if by_public else None
    group = _make_group(settings, sent, invitation, by=by)
    _make_people(settings, group, sent, waits=settings.needs_approval and by_public)
    promote(settings)
    if group.email:
        RegistrationMail.objects.create(group=group, kind=RegistrationMailKind.RECEIVED)
    return group


def _check_open(settings):
    window = window_of(settings.event, settings, timezone.now())
    if not window.is_open:
        raise RegistrationError(window.sentence)


def _check_people(settings, sent, *, by_public):
    most = settings.most_together
    if not sent.people:
        raise RegistrationError("请至少填写一个人的姓名和手机号。", field="name_1")
    if by_public and len(sent.people) > most:
        raise RegistrationError(f"一次最多报 {most} 人，请分开报名。", field="name_1")
    phones = [person.phone for person in sent.people]
    for number, phone in enumerate(phones, start=1):
        if phone in phones[: number - 1]:
            raise RegistrationError("两个人的手机号相同，请各写各的。", field=f"phone_{number}")
        check_phone_is_free(settings.pk, phone, field=f"phone_{number}")


def check_phone_is_free(event_id, phone, *, field, but=None):
    """Raise PhoneTakenError where a standing registration other than `but` has this phone."""
    standing = Registration.objects.filter(event=event_id, state__in=STANDING)
    same = standing.filter(phone_hash__in=keyed_hashes(phone, PHONE_PURPOSE)).exclude(pk=but)
    if taken := same.select_related("group").first():
        sentence = PHONE_TAKEN.format(tail=phone[-4:])
        raise PhoneTakenError(sentence, field=field, group=taken.group)


def _invitation_for(settings, sent):
    """Return the invitation of the form, checked for what is left of its quota."""
    if settings.way != RegistrationWay.INVITATION:
        return None
    invitation = Invitation.objects.filter(
        pk=sent.invitation, settings=settings, revoked_at=None
    ).first()
    if invitation is None:
        raise RegistrationError("这场活动凭邀请链接报名，请用收到的链接打开报名表。")
    left = invitation.quota - invited_so_far(invitation)
    if len(sent.people) > left:
        said = f"这条邀请还可以报 {left} 人，请减少人数。" if left else "这条邀请的名额已用完。"
        raise RegistrationError(said, field="name_1")
    return invitation


def invited_so_far(invitation) -> int:
    """Return how many standing registrations came by this invitation."""
    return Registration.objects.filter(group__invitation=invitation, state__in=STANDING).count()


def _make_group(settings, sent, invitation, *, by):
    return RegistrationGroup.objects.create(
        event_id=settings.pk,
        invitation=invitation,
        organization=sent.organization,
        email=sent.email,
        answers=sent.answers,
        code=new_code(),
        consent=None if by else settings.consents.first(),
        consented_at=None if by else timezone.now(),
        form_key=sent.form_key,
        note=sent.note,
        added_by=by,
    )


def _make_people(settings, group, sent, *, waits):
    queued_at = None if waits else next_moment(settings)
    sessions = list(settings.sessions.filter(pk__in=sent.sessions))
    for person in sent.people:
        row = Registration.objects.create(
            event_id=settings.pk,
            group=group,
            name=person.name,
            phone=person.phone,
            state=RegistrationState.PENDING if waits else RegistrationState.LIVE,
            queued_at=queued_at,
        )
        SessionChoice.objects.bulk_create(
            SessionChoice(registration=row, session=session) for session in sessions
        )
