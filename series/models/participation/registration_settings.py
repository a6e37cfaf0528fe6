"""How people register for an event: operational settings, not part of the signed text.

Each change is an audit line. Decision 128.
"""

from django.db import models
from django.db.models import F, Q

from chamber.personal_data.fields import EncryptedTextField, KeyedHashField
from series.models.event import Event

MOST_QUESTIONS = 6
LONGEST_ANSWER = 500
CONSENT = (
    "同意主办方收集以上信息，只用于组织本次活动、通知和签到；"
    "不公开，不转给他人，到期删除。凭报名码和手机号可以随时查看、更正、取消和删除。"
)


class RegistrationWay(models.TextChoices):
    NONE = "none", "不报名"
    OPEN = "open", "公开报名"
    INVITATION = "invitation", "凭邀请链接"
    ELSEWHERE = "elsewhere", "在其他网站报名"


class RegistrationSettings(models.Model):
    """报名设置 of one event; its row is the lock under which places are given.

    `capacity` None is without a limit. What was purged is counted in `purged_counts`.
    """

    event = models.OneToOneField(
        Event, models.CASCADE, primary_key=True, related_name="registration_settings"
    )
    way = models.CharField(
        "怎样报名", max_length=12, choices=RegistrationWay, default=RegistrationWay.NONE
    )
    url = models.URLField("报名网址", max_length=300, blank=True)
    opens_at = models.DateTimeField("开始报名", null=True, blank=True)
    closes_at = models.DateTimeField("截止报名", null=True, blank=True)
    capacity = models.PositiveIntegerField("席数", null=True, blank=True)
    most_together = models.PositiveSmallIntegerField("一次最多几人", default=3)
    needs_approval = models.BooleanField("须经审核", default=False)
    retention_days = models.PositiveSmallIntegerField("活动后保存天数", default=180)
    attended = models.PositiveIntegerField("实到人数", null=True, blank=True)
    purged_at = models.DateTimeField(null=True, editable=False)
    purged_counts = models.JSONField(default=dict, editable=False)
    deleted_count = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "报名设置"
        verbose_name_plural = "报名设置"
        constraints = [
            models.CheckConstraint(
                name="registration_way_known", condition=Q(way__in=RegistrationWay.values)
            ),
            models.CheckConstraint(
                name="registration_closes_after_opening",
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(closes_at__gt=F("opens_at")),
            ),
            models.CheckConstraint(
                name="registration_elsewhere_has_url",
                condition=~Q(way=RegistrationWay.ELSEWHERE) | ~Q(url=""),
            ),
        ]

    def __str__(self):
        return f"{self.event} 报名设置"


class RegistrationSession(models.Model):
    """分场：a part of an event with places of its own, chosen in the form."""

    settings = models.ForeignKey(RegistrationSettings, models.CASCADE, related_name="sessions")
    order = models.PositiveSmallIntegerField()
    title = models.CharField("分场", max_length=80)
    capacity = models.PositiveIntegerField("席数", null=True, blank=True)

    class Meta:
        verbose_name = "分场"
        verbose_name_plural = "分场"
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["settings", "order"], name="registration_session_order_once"
            )
        ]

    def __str__(self):
        return self.title


class QuestionKind(models.TextChoices):
    TEXT = "text", "一行字"
    LONG = "long", "几行字"
    ONE = "one", "选一项"
    SEVERAL = "several", "可选几项"
    NUMBER = "number", "数字"
    YES_NO = "yes_no", "是或否"


CHOSEN = (QuestionKind.ONE, QuestionKind.SEVERAL)


class RegistrationQuestion(models.Model):
    """报名问题：answered once for all people of a form.

    A question that was answered is never deleted; `retired` ones are asked no more.
    """

    settings = models.ForeignKey(RegistrationSettings, models.CASCADE, related_name="questions")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField("类型", max_length=8, choices=QuestionKind)
    label = models.CharField("问题", max_length=80)
    options = models.JSONField("选项", default=list, blank=True)
    required = models.BooleanField("必答", default=False)
    retired = models.BooleanField("不再问", default=False)

    class Meta:
        verbose_name = "报名问题"
        verbose_name_plural = "报名问题"
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                name="registration_question_kind_known", condition=Q(kind__in=QuestionKind.values)
            )
        ]

    def __str__(self):
        return self.label


class ConsentText(models.Model):
    """同意条款：what people agree to, a row a version; never changed (PIPL art. 14 and 17)."""

    settings = models.ForeignKey(RegistrationSettings, models.CASCADE, related_name="consents")
    version = models.PositiveSmallIntegerField()
    text = models.TextField("条款")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "同意条款"
        verbose_name_plural = "同意条款"
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["settings", "version"], name="consent_version_once")
        ]

    def __str__(self):
        return f"第 {self.version} 版"


class Invitation(models.Model):
    """邀请：a link for one person or organization, good for `quota` people."""

    settings = models.ForeignKey(RegistrationSettings, models.CASCADE, related_name="invitations")
    name = models.CharField("邀请谁", max_length=80)
    quota = models.PositiveSmallIntegerField("几人", default=1)
    code = EncryptedTextField()
    code_hash = KeyedHashField(of="code", purpose="invitation code", unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "邀请"
        verbose_name_plural = "邀请"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="invitation_for_somebody", condition=Q(quota__gte=1))
        ]

    def __str__(self):
        return self.name
