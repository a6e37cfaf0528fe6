"""Settings of registration, changed at the desk; each change is an audit line. Decision 128."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from series.actions.audit.chain import record
from series.actions.errors import EditorialError, RegistrationError
from series.models import (
    Invitation,
    RegistrationGroup,
    RegistrationQuestion,
    RegistrationSession,
    RegistrationSettings,
    RegistrationWay,
)
from series.models.audit import lock_audit_chain
from series.models.participation.registration_settings import CONSENT, MOST_QUESTIONS
from series.registration.codes import new_code
from series.registration.consents import store_consent
from series.registration.places import places_of
from series.roles import may

from .promotion import lock_settings, promote

FIELDS = (
    *("way", "url", "opens_at", "closes_at", "capacity"),
    *("most_together", "needs_approval", "retention_days"),
)


def settings_of(event) -> RegistrationSettings:
    """Return the stored settings of an event, else unsaved ones as they begin."""
    stored = RegistrationSettings.objects.filter(pk=event.pk).first()
    return stored or RegistrationSettings(event_id=event.pk)


def check_may(user, verb, event):
    if not may(user, verb, event):
        raise EditorialError("您不能办理这场活动的报名，请联系终审人员或管理员")


@transaction.atomic
def save_settings(event, *, by, consent=CONSENT, **fields):
    """Store the settings (keys of FIELDS) and give out new places. Returns the settings.

    A changed consent text is a new version; who agreed to the old one agreed to that. Places
    cannot become fewer than were given. Raises EditorialError.
    """
    lock_audit_chain()
    check_may(by, "register", event)
    RegistrationSettings.objects.get_or_create(pk=event.pk)
    settings = lock_settings(event.pk)
    before = _shown(settings)
    for name in FIELDS:
        setattr(settings, name, fields.get(name, getattr(settings, name)))
    _check(settings)
    settings.save()
    version = store_consent(settings.consents, consent.strip() or CONSENT)
    promoted = promote(settings)
    changed = [
        f"{name}：{before[name] or '无'}→{value or '无'}"
        for name, value in _shown(settings).items()
        if value != before[name]
    ]
    if changed or version:
        changed += [f"同意条款：第 {version} 版"] if version else []
        record("改报名设置", by=by, entry=event, changed="；".join(changed), promoted=promoted)
    return settings


def _shown(settings):
    """Return {label: value} of the settings as the audit tells them."""
    fields = (settings._meta.get_field(name) for name in FIELDS)
    return {str(field.verbose_name): _words(settings, field) for field in fields}


def _words(settings, field):
    """Return the value of a field as the audit writes it.

    Empty where there is none."""
    value = getattr(settings, field.name)
    if value is None:
        return ""
    if field.choices:
        return dict(field.choices)[value]
    if isinstance(value, bool):
        return "是" if value else "否"
    return f"{timezone.localtime(value):%Y-%m-%d %H:%M}" if hasattr(value, "hour") else str(value)


def _check(settings):
    if settings.way == RegistrationWay.ELSEWHERE and not settings.url:
        raise RegistrationError("请填写其他网站的报名网址", field="url")
    if settings.opens_at and settings.closes_at and settings.closes_at <= settings.opens_at:
        raise RegistrationError("截止须在开始之后，请核对时间", field="closes_at")
    before = RegistrationSettings.objects.get(pk=settings.pk)
    given = places_of(before).taken
    if settings.capacity is not None and settings.capacity < given:
        said = f"已有 {given} 人得到席位，席数不能少于 {given}；要减，请先取消几个人的报名"
        raise RegistrationError(said, field="capacity")


@transaction.atomic
def set_questions(event, questions, *, by):
    """Store the questions of the form: dicts of kind, label, options, required, in order.

    One with the same label and kind goes on; the others are retired where they were answered,
    else deleted. Raises EditorialError.
    """
    lock_audit_chain()
    check_may(by, "register", event)
    settings = lock_settings(event.pk)
    if len(questions) > MOST_QUESTIONS:
        raise RegistrationError(f"最多 {MOST_QUESTIONS} 个问题，请去掉几个", field="questions")
    kept = {}
    known = {(row.label, row.kind): row for row in settings.questions.all()}
    for order, given in enumerate(questions, start=1):
        row = known.get((given["label"], given["kind"])) or RegistrationQuestion(settings=settings)
        for name, value in {**given, "order": order, "retired": False}.items():
            setattr(row, name, value)
        row.save()
        kept[row.pk] = row
    _retire(settings, kept)
    record("改报名问题", by=by, entry=event, questions="、".join(map(str, kept.values())))


def _retire(settings, kept):
    gone = settings.questions.exclude(pk__in=kept)
    if RegistrationGroup.objects.filter(event=settings.pk).exists():
        gone.update(retired=True)
    else:
        gone.delete()


@transaction.atomic
def set_sessions(event, sessions, *, by):
    """Store the sessions with places of their own: [(title, capacity)], in order.

    One with the same title goes on; one that somebody chose cannot be taken away, and its places
    cannot become fewer than were given. Raises EditorialError.
    """
    lock_audit_chain()
    check_may(by, "register", event)
    settings = lock_settings(event.pk)
    known = {row.title: row for row in settings.sessions.all()}
    wanted = [title for title, _ in sessions]
    for title, row in known.items():
        if title not in wanted:
            _remove_session(row)
    highest = settings.sessions.aggregate(highest=Max("order"))["highest"] or 0
    for order, (title, capacity) in enumerate(sessions, start=highest + 1):
        row = known.get(title) or RegistrationSession(settings=settings, title=title)
        given = row.choices.exclude(admitted_at=None).count() if row.pk else 0
        if capacity is not None and capacity < given:
            said = f"分场“{title}”已有 {given} 人，席数不能少于 {given}"
            raise RegistrationError(said, field="sessions")
        row.order, row.capacity = order, capacity
        row.save()
    promote(settings)
    said = "、".join(f"{title} {capacity or '不限'}" for title, capacity in sessions)
    record("改报名分场", by=by, entry=event, sessions=said)


def _remove_session(row):
    if row.choices.exists():
        raise RegistrationError(f"分场“{row}”已有人选，不能去掉", field="sessions")
    row.delete()


@transaction.atomic
def invite(event, *, name, quota, by) -> Invitation:
    """Make a link for one person or organization. Raises EditorialError."""
    lock_audit_chain()
    check_may(by, "register", event)
    settings = lock_settings(event.pk)
    if not name or not 1 <= quota <= 1000:
        raise RegistrationError("请写明邀请谁、几人（1 到 1000）", field="name")
    row = Invitation.objects.create(settings=settings, name=name[:80], quota=quota, code=new_code())
    record("邀请报名", by=by, entry=event, object=f"邀请 {row.pk}", count=quota)
    return row


@transaction.atomic
def revoke_invitation(invitation, *, by):
    """End a link; who registered by it stays registered."""
    lock_audit_chain()
    event = invitation.settings.event
    check_may(by, "register", event)
    lock_settings(event.pk)
    if invitation.revoked_at is None:
        invitation.revoked_at = timezone.now()
        invitation.save(update_fields=["revoked_at"])
        record("收回邀请", by=by, entry=event, object=f"邀请 {invitation.pk}")
