import hashlib
import json
import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .immutable import Immutable, ImmutableQuerySet
from .revision import ReadableJSON

# The verbs of the lines with which an entry becomes public, and stops being it.
PUBLICATION_VERBS = ("发布", "到时发布", "归档导入发布")
UNPUBLICATION_VERBS = ("撤稿", "到时下线")


class Result(models.TextChoices):
    DONE = "done", "成功"
    REFUSED = "refused", "被拒"
    FAILED = "failed", "失败"


class AuditLineQuerySet(ImmutableQuerySet):
    def with_address(self):
        """Return the lines whose address is stored and may be taken away."""
        return self.filter(address__isnull=False).exclude(address_digest="")

    def take_addresses_away(self) -> int:
        """Empty address and salt of these lines, which their seals do not cover. Decision 111.

        Only `series.actions.audit.addresses` does this, with a line of its own. Returns how many.
        """
        return models.QuerySet.update(self.with_address(), address=None, address_salt="")


class AuditLine(Immutable):
    """审计：who did what to what, written in the same transaction as the action.

    Lines are a chain: `number` counts without a gap, `seal` is the SHA-256 over the line and
    the seal of the line before it, `mark` its HMAC under a key outside the database. Only
    `series.actions.audit.chain.record` appends. Decisions 19 and 108.

    The seal covers `address_digest`, a digest of address and random salt: both can be taken away
    after the period, and nobody can compute the address from what is left. Decision 111.
    """

    number = models.PositiveBigIntegerField("编号", unique=True)
    at = models.DateTimeField("时间")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="人员"
    )
    channel = models.CharField("途径", max_length=40, help_text="desk 为工作台，其余为命令名")
    address = models.GenericIPAddressField("地址", null=True)
    address_salt = models.CharField(max_length=32, blank=True)
    address_digest = models.CharField(max_length=64, blank=True)
    verb = models.CharField("动作", max_length=30)
    result = models.CharField("结果", max_length=10, choices=Result, default=Result.DONE)
    entry = models.ForeignKey(
        "series.Entry", models.PROTECT, null=True, related_name="audit", verbose_name="稿件"
    )
    object = models.CharField("对象", max_length=200, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    detail = models.JSONField("详情", default=dict, encoder=ReadableJSON)
    seal = models.CharField("链值", max_length=64)
    mark = models.CharField("密钥印记", max_length=64, blank=True)

    objects = AuditLineQuerySet.as_manager()

    class Meta:
        verbose_name = "审计记录"
        verbose_name_plural = "审计记录"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["entry", "-id"], name="audit_of_entry"),
            models.Index(fields=["at"], name="audit_at"),
        ]
        constraints = [
            models.CheckConstraint(name="audit_result_known", condition=Q(result__in=Result.values))
        ]

    def __str__(self):
        return f"{timezone.localtime(self.at):%Y-%m-%d %H:%M} {self.verb}"

    def sealed_over(self, previous: str) -> str:
        """Return the seal that this line must have after the seal `previous`."""
        facts = self.sealed_facts(previous)
        written = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(written.encode()).hexdigest()

    def sealed_facts(self, previous: str) -> dict:
        """Return the values that the seal covers, as plain JSON."""
        return {
            "previous": previous,
            "number": self.number,
            "at": self.at.isoformat(),
            "actor": self.actor_id,
            "channel": self.channel,
            **self._sealed_address(),
            "verb": self.verb,
            "result": self.result,
            "entry": self.entry_id,
            "object": self.object,
            "digest": self.digest,
            "detail": self.detail,
        }

    def _sealed_address(self):
        """Return the digest; lines of before decision 111 sealed the address itself."""
        if self.address_digest:
            return {"address_digest": self.address_digest}
        return {"address": self.address}

    def set_address(self, address):
        """Set the address with its salt and digest; None where the origin has no address."""
        self.address = address
        if address:
            self.address_salt = secrets.token_hex(16)
            self.address_digest = self.digest_of_address()

    def digest_of_address(self) -> str:
        """Return the digest that this line must have while its address is stored."""
        return hashlib.sha256(f"{self.address_salt} {self.address}".encode()).hexdigest()


class AuditHead(models.Model):
    """The end of the audit chain, one row.
    The number of lines and the last seal.

    A transaction that appends locks this row until it ends. Decision 22.
    """

    count = models.PositiveBigIntegerField(default=0)
    seal = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = "审计链尾"
        verbose_name_plural = "审计链尾"

    def __str__(self):
        return f"{self.count} {self.seal[:16]}"


def lock_audit_chain():
    """Lock the end of the audit chain until the transaction ends, and return it.

    It is the first lock of every writing action (order: chain, entry, counters), so that no two
    wait for each other. The AuditHead is created where there is none. Decision 22.
    """
    locked = AuditHead.objects.select_for_update().filter(pk=1)
    head = locked.first()
    if head is None:
        AuditHead.objects.get_or_create(pk=1)
        head = locked.get()
    return head
