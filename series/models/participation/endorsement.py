"""联署: who stands behind a call, under which of its versions. Decision 129."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from chamber.personal_data.fields import EncryptedTextField, KeyedHashField
from series.models.initiative import Initiative
from series.models.revision import Revision

from .letter import GroupLetter

# Purposes of keyed hashes.
PHONE, CODE, ADDRESS = "endorsement phone", "endorsement code", "endorsement address"


class Signers(models.TextChoices):
    NOBODY = "nobody", "不开放"
    ORGANIZATIONS = "organizations", "企业和商会"
    PERSONS = "persons", "个人"
    BOTH = "both", "企业、商会和个人"


class EndorsementSettings(models.Model):
    """How a call gathers endorsements, and how many it has.

    Not part of the signed text.

    The tallies are changed with the rows, in one transaction under this row's lock.
    """

    initiative = models.OneToOneField(
        Initiative, models.CASCADE, primary_key=True, related_name="endorsement_settings"
    )
    signers = models.CharField("谁可以联署", max_length=13, choices=Signers, default=Signers.NOBODY)
    goal = models.PositiveIntegerField(
        "目标", null=True, blank=True, validators=[MinValueValidator(1)]
    )
    names_public = models.BooleanField("公开已核实并同意公开的名称", default=True)
    keep_days = models.PositiveSmallIntegerField(
        "截止后保存电话的天数",
        default=180,
        validators=[MinValueValidator(1), MaxValueValidator(1825)],
    )
    waiting = models.PositiveIntegerField("待核实", default=0, editable=False)
    verified = models.PositiveIntegerField("已核实", default=0, editable=False)
    named = models.PositiveIntegerField("公开名称", default=0, editable=False)

    class Meta:
        verbose_name = "联署设置"
        verbose_name_plural = "联署设置"
        constraints = [
            models.CheckConstraint(
                name="endorsement_signers_known", condition=Q(signers__in=Signers.values)
            )
        ]

    def __str__(self):
        return f"《{self.initiative}》的联署"

    @property
    def is_open_to_organizations(self):
        return self.signers in (Signers.ORGANIZATIONS, Signers.BOTH)

    @property
    def is_open_to_persons(self):
        return self.signers in (Signers.PERSONS, Signers.BOTH)


class EndorsementConsent(models.Model):
    """同意条款: what people agree to, a row a version; never changed.

    PIPL art. 14 and 17.
    """

    settings = models.ForeignKey(EndorsementSettings, models.CASCADE, related_name="consents")
    version = models.PositiveSmallIntegerField()
    text = models.TextField("条款", max_length=1000)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "联署同意条款"
        verbose_name_plural = "联署同意条款"
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["settings", "version"], name="endorsement_consent_version_once"
            )
        ]

    def __str__(self):
        return f"第{self.version}版"


class CallVersion(models.Model):
    """倡议文本: the words of a call that people endorse, counted from 1.

    `digest` is over kicker, headline, subtitle and text; `revision` the first that has them.
    """

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="call_versions")
    number = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    since = models.DateTimeField()

    class Meta:
        verbose_name = "倡议文本"
        verbose_name_plural = "倡议文本"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "number"], name="call_version_once")
        ]

    def __str__(self):
        return f"《{self.initiative}》第{self.number}版"


class EndorsementState(models.TextChoices):
    WAITING = "waiting", "待核实"
    VERIFIED = "verified", "已核实"
    REFUSED = "refused", "不予计入"
    WITHDRAWN = "withdrawn", "本人撤回"


class EndorsementWay(models.TextChoices):
    ONLINE = "online", "网上"
    PAPER = "paper", "纸面"


COUNTED = (EndorsementState.WAITING, EndorsementState.VERIFIED)


class EndorsementQuerySet(models.QuerySet):
    def counted(self):
        """Return those that stand: neither refused nor withdrawn."""
        return self.filter(state__in=COUNTED)

    def with_public_names(self):
        """Return those whose names readers may see."""
        return self.filter(
            state=EndorsementState.VERIFIED,
            name_public=True,
            initiative__endorsement_settings__names_public=True,
        )


class Endorsement(models.Model):
    """联署: one organization or person behind a call, online or on paper."""

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="endorsements")
    version = models.ForeignKey(CallVersion, models.PROTECT, related_name="endorsements")
    is_organization = models.BooleanField("企业或商会")
    name = models.CharField("名称", max_length=80, blank=True)
    credit_code = models.CharField("统一社会信用代码", max_length=18, blank=True)
    contact = models.CharField("联系人", max_length=40, blank=True)
    phone = EncryptedTextField("电话", blank=True)
    phone_hash = KeyedHashField(of="phone", purpose=PHONE)
    email = EncryptedTextField("邮箱", blank=True)
    pledge = models.CharField("打算做的一件事", max_length=200, blank=True)
    name_public = models.BooleanField("可以公开名称", default=False)
    way = models.CharField("方式", max_length=6, choices=EndorsementWay)
    state = models.CharField(
        "核实", max_length=9, choices=EndorsementState, default=EndorsementState.WAITING
    )
    reason = models.CharField("原因", max_length=200, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField("核实时间", null=True, blank=True)
    created_at = models.DateTimeField("时间")
    consent = models.ForeignKey(
        EndorsementConsent, models.RESTRICT, null=True, related_name="+", verbose_name="同意条款"
    )
    code = EncryptedTextField("回执号")
    code_hash = KeyedHashField(of="code", purpose=CODE, unique=True)
    form_key = models.CharField(max_length=32, blank=True)
    address_hash = models.CharField(max_length=64, blank=True)
    purged_at = models.DateTimeField("清除个人信息的时间", null=True, blank=True)

    objects = EndorsementQuerySet.as_manager()

    class Meta:
        verbose_name = "联署"
        verbose_name_plural = "联署"
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(fields=["initiative", "state", "-created_at"], name="endorsement_by_state")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "credit_code"],
                condition=Q(state__in=COUNTED) & ~Q(credit_code=""),
                name="endorsement_of_an_organization_once",
            ),
            models.UniqueConstraint(
                fields=["initiative", "phone_hash"],
                condition=Q(state__in=COUNTED) & Q(credit_code="") & ~Q(phone_hash=""),
                name="endorsement_of_a_phone_once",
            ),
            models.CheckConstraint(
                name="endorsement_state_known", condition=Q(state__in=EndorsementState.values)
            ),
            models.CheckConstraint(
                name="endorsement_way_known", condition=Q(way__in=EndorsementWay.values)
            ),
            models.CheckConstraint(
                name="endorsement_can_be_told_apart",
                condition=~Q(credit_code="") | ~Q(phone_hash="") | Q(purged_at__isnull=False),
            ),
            models.CheckConstraint(
                name="endorsement_online_has_consent",
                condition=Q(consent__isnull=False) | ~Q(way=EndorsementWay.ONLINE),
            ),
            models.CheckConstraint(
                name="endorsement_refused_with_a_reason",
                condition=~Q(state=EndorsementState.REFUSED) | ~Q(reason=""),
            ),
        ]

    def __str__(self):
        return self.name or "（已清除）"


class ThresholdReached(models.Model):
    """达到承诺：the day on which so many verified endorsements were there; never taken back."""

    initiative = models.ForeignKey(
        Initiative, models.CASCADE, related_name="thresholds_reached", verbose_name="倡议"
    )
    number = models.PositiveIntegerField("家数")
    day = models.DateField("日期")

    class Meta:
        verbose_name = "达到承诺"
        verbose_name_plural = "达到承诺"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "number"], name="threshold_reached_once")
        ]

    def __str__(self):
        return f"{self.number}：{self.day}"


class EndorsementMailKind(models.TextChoices):
    RECEIVED = "received", "联署已收到"
    CHANGED = "changed", "倡议有新的一版"
    LETTER = "letter", "群发"


class EndorsementMail(models.Model):
    """发给联署人的邮件：stored with the deed it tells of, sent once by `send_notifications`."""

    endorsement = models.ForeignKey(Endorsement, models.CASCADE, related_name="mails")
    kind = models.CharField(max_length=8, choices=EndorsementMailKind)
    version = models.ForeignKey(CallVersion, models.CASCADE, null=True, related_name="+")
    letter = models.ForeignKey(
        GroupLetter, models.CASCADE, null=True, related_name="endorsement_mails"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "联署邮件"
        verbose_name_plural = "联署邮件"
        indexes = [
            models.Index(
                fields=["id"], name="endorsement_mail_waits", condition=Q(sent_at__isnull=True)
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="endorsement_mail_kind_known", condition=Q(kind__in=EndorsementMailKind.values)
            ),
            models.UniqueConstraint(
                fields=["endorsement"],
                condition=Q(kind=EndorsementMailKind.RECEIVED),
                name="endorsement_receipt_once",
            ),
            models.UniqueConstraint(
                fields=["endorsement", "version"], name="endorsement_told_once_a_version"
            ),
            models.UniqueConstraint(
                fields=["endorsement", "letter"], name="endorsement_letter_once"
            ),
            models.CheckConstraint(
                name="endorsement_mail_has_its_cause",
                condition=(Q(version=None) ^ Q(kind=EndorsementMailKind.CHANGED))
                & (Q(letter=None) ^ Q(kind=EndorsementMailKind.LETTER)),
            ),
        ]

    def __str__(self):
        return self.get_kind_display()
