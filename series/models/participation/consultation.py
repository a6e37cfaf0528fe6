"""咨询: a question to the federation, its answer, and who reviewed it. Decision 135."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from chamber.personal_data.fields import EncryptedTextField, KeyedHashField

from .consultation_settings import ConsultationConsent

PHONE, CODE = "consultation phone", "consultation code"  # purposes of keyed hashes
LONGEST_TITLE, LONGEST_QUESTION_TEXT, LONGEST_ANSWER_TEXT = 60, 2000, 4000


class ConsultationMatter(models.TextChoices):
    POLICY = "policy", "政策咨询"
    FINANCE = "finance", "融资服务"
    LABOUR = "labour", "用工和人才"
    LAW = "law", "法律维权"
    MARKET = "market", "市场开拓"
    CHAMBER = "chamber", "商会和会员"
    OTHER = "other", "其他"


class ConsultationState(models.TextChoices):
    OPEN = "open", "办理中"
    REVIEWING = "reviewing", "待审核"
    CLOSED = "closed", "已办结"


class ConsultationOutcome(models.TextChoices):
    ANSWER = "answer", "答复"
    TRANSFER = "transfer", "转办"
    DECLINE = "decline", "不予受理"


class ConsultationQuerySet(models.QuerySet):
    def published(self):
        """Return what readers may see. Every public page of consultations starts here."""
        return self.filter(published_at__isnull=False)

    def unanswered(self):
        """Return those whose clock runs."""
        return self.exclude(state=ConsultationState.CLOSED)

    def for_readers(self):
        """Load what a public page prints, and nothing of the person who asked."""
        return self.published().only(*PUBLIC_FIELDS)


class Consultation(models.Model):
    """咨询: what somebody asked, and the answer.

    Published are `public_title`, `public_question` and `answer`, which a second person reviewed;
    the words that came in are kept beside them.

    `version` grows with each change of the draft, so that nobody approves what they did not see.
    """

    matter = models.CharField("事项", max_length=8, choices=ConsultationMatter)
    title = models.CharField("一句话说清", max_length=LONGEST_TITLE, blank=True)
    question = models.TextField("经过与诉求", max_length=LONGEST_QUESTION_TEXT, blank=True)
    name = models.CharField("姓名", max_length=40, blank=True)
    organization = models.CharField("单位", max_length=80, blank=True)
    phone = EncryptedTextField("手机号", blank=True)
    phone_hash = KeyedHashField(of="phone", purpose=PHONE)
    email = EncryptedTextField("电子邮箱", blank=True)
    may_publish = models.BooleanField("愿意公开", default=False)
    consent = models.ForeignKey(
        ConsultationConsent, models.RESTRICT, related_name="+", verbose_name="同意条款"
    )
    consented_at = models.DateTimeField("同意时间")
    code = EncryptedTextField("查询码")
    code_hash = KeyedHashField(of="code", purpose=CODE, unique=True)
    form_key = models.CharField(max_length=32, unique=True)
    received_at = models.DateTimeField("收到")

    state = models.CharField(
        "状态", max_length=9, choices=ConsultationState, default=ConsultationState.OPEN
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="承办人",
    )
    department = models.CharField("承办部门", max_length=40, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)
    outcome = models.CharField("结果", max_length=8, choices=ConsultationOutcome, blank=True)
    answer = models.TextField("答复", max_length=LONGEST_ANSWER_TEXT, blank=True)
    transferred_to = models.CharField("转给哪个单位", max_length=60, blank=True)
    public_title = models.CharField("公开的标题", max_length=LONGEST_TITLE, blank=True)
    public_question = models.TextField("公开的问题", max_length=LONGEST_QUESTION_TEXT, blank=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="拟稿"
    )
    submitted_at = models.DateTimeField("送审", null=True)
    reminded_at = models.DateTimeField("催办", null=True, editable=False)
    returned_because = models.CharField("退回的原因", max_length=300, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="审核"
    )
    closed_at = models.DateTimeField("办结", null=True)
    working_days = models.PositiveSmallIntegerField("用了几个工作日", null=True)
    published_at = models.DateTimeField("公开", null=True)
    purged_at = models.DateTimeField("清除个人信息的时间", null=True)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = "咨询"
        verbose_name_plural = "咨询"
        ordering = ["received_at", "pk"]
        indexes = [
            models.Index(fields=["state", "received_at"], name="consultation_by_state"),
            models.Index(
                fields=["published_at", "id"],
                name="consultation_published",
                condition=Q(published_at__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="consultation_matter_known", condition=Q(matter__in=ConsultationMatter.values)
            ),
            models.CheckConstraint(
                name="consultation_state_known", condition=Q(state__in=ConsultationState.values)
            ),
            models.CheckConstraint(
                name="consultation_outcome_known",
                condition=Q(outcome__in=["", *ConsultationOutcome.values]),
            ),
            models.CheckConstraint(
                name="consultation_closed_with_an_answer",
                condition=~Q(state=ConsultationState.CLOSED)
                | Q(closed_at__isnull=False, working_days__isnull=False) & ~Q(outcome=""),
            ),
            models.CheckConstraint(
                name="consultation_reviewed_by_another",
                condition=~Q(state=ConsultationState.CLOSED)
                | Q(drafted_by__isnull=False, reviewed_by__isnull=False)
                & ~Q(reviewed_by=F("drafted_by")),
            ),
            models.CheckConstraint(
                name="consultation_published_as_allowed",
                condition=Q(published_at__isnull=True)
                | Q(state=ConsultationState.CLOSED, outcome=ConsultationOutcome.ANSWER)
                & Q(may_publish=True)
                & ~Q(public_title="")
                & ~Q(public_question=""),
            ),
            models.CheckConstraint(
                name="consultation_has_a_phone",
                condition=~Q(phone_hash="") | Q(purged_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"咨询 {self.pk:04}"

    def get_absolute_url(self):
        return reverse("series:consultation", args=[self.pk])

    @property
    def is_public(self):
        return self.published_at is not None

    @property
    def is_closed(self):
        return self.state == ConsultationState.CLOSED


PUBLIC_FIELDS = (
    *("matter", "public_title", "public_question", "answer", "department", "received_at"),
    *("closed_at", "working_days", "published_at"),
)


class ConsultationNote(models.Model):
    """内部备注: said among those who answer; never shown to who asked."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.CharField("备注", max_length=500)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "咨询备注"
        verbose_name_plural = "咨询备注"
        ordering = ["pk"]

    def __str__(self):
        return self.text


class ConsultationMailKind(models.TextChoices):
    RECEIVED = "received", "咨询已收到"
    CLOSED = "closed", "有了答复"


class ConsultationMail(models.Model):
    """发给提问人的邮件: stored with the deed it tells of, sent once by `send_notifications`."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="mails")
    kind = models.CharField(max_length=8, choices=ConsultationMailKind)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "咨询邮件"
        verbose_name_plural = "咨询邮件"
        indexes = [
            models.Index(
                fields=["id"], name="consultation_mail_waits", condition=Q(sent_at__isnull=True)
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="consultation_mail_kind_known",
                condition=Q(kind__in=ConsultationMailKind.values),
            ),
            models.UniqueConstraint(fields=["consultation", "kind"], name="consultation_mail_once"),
        ]

    def __str__(self):
        return self.get_kind_display()
