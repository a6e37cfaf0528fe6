"""Registrations: a row a person, those of one form in a group."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from chamber.personal_data.fields import EncryptedTextField, KeyedHashField
from series.models.event import Event

from .letter import GroupLetter
from .registration_settings import ConsentText, Invitation, RegistrationSession

PHONE_PURPOSE = "registration phone"
CODE_PURPOSE = "registration code"
ADDRESS_PURPOSE = "registration address"


class RegistrationState(models.TextChoices):
    """`live` ones stand in the queue: the first of them have places, the others wait."""

    PENDING = "pending", "待审核"
    LIVE = "live", "有效"
    REFUSED = "refused", "未通过"
    CANCELLED = "cancelled", "已取消"


STANDING = (RegistrationState.PENDING, RegistrationState.LIVE)


class RegistrationGroup(models.Model):
    """一份报名：what one form says, and the secret code of its page.

    `form_key` is the form's own number: a form that is sent twice is one group.
    """

    event = models.ForeignKey(Event, models.CASCADE, related_name="registration_groups")
    invitation = models.ForeignKey(
        Invitation, models.SET_NULL, null=True, related_name="groups", verbose_name="邀请"
    )
    organization = models.CharField("单位", max_length=80, blank=True)
    email = EncryptedTextField("电子邮箱", blank=True)
    answers = models.JSONField("回答", default=dict)
    code = EncryptedTextField("报名码")
    code_hash = KeyedHashField(of="code", purpose=CODE_PURPOSE, unique=True)
    consent = models.ForeignKey(
        ConsentText, models.RESTRICT, null=True, related_name="+", verbose_name="同意条款"
    )
    consented_at = models.DateTimeField("同意时间", null=True)
    form_key = models.CharField(max_length=32)
    note = models.TextField("备注", blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="代报"
    )
    feedback_given = models.PositiveSmallIntegerField("已答份数", default=0)
    created_at = models.DateTimeField("递交", auto_now_add=True)

    class Meta:
        verbose_name = "一份报名"
        verbose_name_plural = "各份报名"
        constraints = [
            models.UniqueConstraint(fields=["event", "form_key"], name="registration_form_once"),
            models.CheckConstraint(
                name="registration_has_consent",
                condition=Q(consent__isnull=False, consented_at__isnull=False)
                | Q(added_by__isnull=False),
            ),
        ]

    def __str__(self):
        return f"报名 {self.pk:04}"


class RegistrationQuerySet(models.QuerySet):
    def live(self):
        return self.filter(state=RegistrationState.LIVE)

    def in_queue(self):
        """Return live registrations in the order in which places are given."""
        return self.live().order_by("queued_at", "pk")


class Registration(models.Model):
    """报名：one person at one event.

    Who has a place is derived: the first live ones by (`queued_at`, key), as many as there are
    places. `admitted_at` says when this person got one, and is set once, with its notification.
    """

    event = models.ForeignKey(Event, models.CASCADE, related_name="registrations")
    group = models.ForeignKey(RegistrationGroup, models.CASCADE, related_name="people")
    name = models.CharField("姓名", max_length=40)
    phone = EncryptedTextField("手机号")
    phone_hash = KeyedHashField(of="phone", purpose=PHONE_PURPOSE)
    state = models.CharField("状态", max_length=10, choices=RegistrationState)
    reason = models.CharField("理由", max_length=100, blank=True)
    queued_at = models.DateTimeField("排队时间", null=True)
    admitted_at = models.DateTimeField("得到席位", null=True)
    ended_at = models.DateTimeField("取消时间", null=True)
    sessions = models.ManyToManyField(
        RegistrationSession, through="SessionChoice", related_name="registrations"
    )

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = "报名"
        verbose_name_plural = "报名"
        indexes = [
            models.Index(fields=["event", "state", "queued_at", "id"], name="registration_queue")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "phone_hash"],
                condition=Q(state__in=STANDING),
                name="registration_phone_once",
            ),
            models.CheckConstraint(
                name="registration_state_known", condition=Q(state__in=RegistrationState.values)
            ),
            models.CheckConstraint(
                name="registration_live_is_queued",
                condition=~Q(state=RegistrationState.LIVE) | Q(queued_at__isnull=False),
            ),
        ]

    def __str__(self):
        return self.name


class SessionChoice(models.Model):
    """选了哪个分场；its places are derived as those of the event are."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="choices")
    session = models.ForeignKey(RegistrationSession, models.RESTRICT, related_name="choices")
    admitted_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "分场选择"
        verbose_name_plural = "分场选择"
        constraints = [
            models.UniqueConstraint(fields=["registration", "session"], name="session_chosen_once")
        ]

    def __str__(self):
        return f"{self.registration} {self.session}"


class RegistrationMailKind(models.TextChoices):
    RECEIVED = "received", "报名已收到"
    ADMITTED = "admitted", "得到席位"
    REFUSED = "refused", "未通过"
    CANCELLED = "cancelled", "已取消"
    CODE = "code", "报名码"
    SESSION = "session", "分场有席位"
    REMINDER = "reminder", "活动提醒"
    FEEDBACK = "feedback", "请说说活动"
    LETTER = "letter", "群发"


class RegistrationMail(models.Model):
    """发给报名人的邮件：stored with the deed it tells of, sent once by `send_notifications`.

    One of a session names its `choice`, one that the office wrote its `letter`; what goes to all
    people of a form has no `registration`.
    """

    group = models.ForeignKey(RegistrationGroup, models.CASCADE, related_name="mails")
    registration = models.ForeignKey(Registration, models.CASCADE, null=True, related_name="mails")
    choice = models.ForeignKey(SessionChoice, models.CASCADE, null=True, related_name="mails")
    letter = models.ForeignKey(GroupLetter, models.CASCADE, null=True, related_name="mails")
    kind = models.CharField(max_length=10, choices=RegistrationMailKind)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "报名邮件"
        verbose_name_plural = "报名邮件"
        indexes = [
            models.Index(
                fields=["id"], name="registration_mail_waits", condition=Q(sent_at__isnull=True)
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="registration_mail_kind_known",
                condition=Q(kind__in=RegistrationMailKind.values),
            ),
            models.UniqueConstraint(
                fields=["registration", "kind"],
                condition=Q(choice=None, letter=None),
                name="registration_mail_once",
            ),
            models.UniqueConstraint(fields=["choice"], name="registration_mail_once_a_session"),
            models.UniqueConstraint(fields=["group", "letter"], name="registration_letter_once"),
            models.UniqueConstraint(
                fields=["group", "kind"],
                condition=Q(
                    kind__in=(RegistrationMailKind.REMINDER, RegistrationMailKind.FEEDBACK)
                ),
                name="registration_reminder_once",
            ),
            models.CheckConstraint(
                name="registration_mail_has_its_cause",
                condition=Q(choice=None) ^ Q(kind=RegistrationMailKind.SESSION),
            ),
            models.CheckConstraint(
                name="registration_letter_has_its_words",
                condition=Q(letter=None) ^ Q(kind=RegistrationMailKind.LETTER),
            ),
        ]

    def __str__(self):
        return self.get_kind_display()


class AttemptKind(models.TextChoices):
    REGISTER = "register", "报名"
    FIND = "find", "凭码打开"
    ENDORSE = "endorse", "联署"
    CHECK_IN = "check_in", "签到"
    ASK = "ask", "咨询"
    REPORT = "report", "纠错"


class RegistrationAttempt(models.Model):
    """一次尝试：counted against robots, deleted after a day. It holds hashes alone."""

    kind = models.CharField(max_length=8, choices=AttemptKind)
    at = models.DateTimeField()
    address_hash = models.CharField(max_length=64, blank=True)
    phone_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = "报名尝试"
        verbose_name_plural = "报名尝试"
        indexes = [
            models.Index(fields=["kind", "address_hash", "at"], name="attempt_by_address"),
            models.Index(fields=["kind", "phone_hash", "at"], name="attempt_by_phone"),
        ]
        constraints = [
            models.CheckConstraint(
                name="attempt_kind_known", condition=Q(kind__in=AttemptKind.values)
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d %H:%M}"
