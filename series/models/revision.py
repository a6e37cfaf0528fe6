import hashlib
import json

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from .immutable import Immutable
from .review import Level


class ReadableJSON(DjangoJSONEncoder):
    """JSON with Chinese as itself, smaller than with \\uXXXX (11.3 : 16.2 MB)."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{**kwargs, "ensure_ascii": False})


def content_digest(content: dict) -> str:
    """Return the SHA-256 in hex of the content's canonical JSON, which signatures bind to."""
    canonical = json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), cls=ReadableJSON
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


class Revision(Immutable):
    """版本：an immutable snapshot of what an editor may change, numbered within its entry.

    `content` is the mapping that `series.actions.editorial.content` defines; `digest` its SHA-256.
    `reprint_of`, `reprint_host`, `pictures` and `attachments` repeat what the content says, for
    questions that read no content; the files are written by `series.actions.media.usage`.
    `amended_level` is the level of the reviewer who changed a few words and signed (改后签);
    `keeps_signatures` says that the signatures of lower levels on the revision before count for
    this one, too (decision 118).
    """

    entry = models.ForeignKey("series.Entry", models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField("版本号")
    content = models.JSONField(encoder=ReadableJSON)
    digest = models.CharField(max_length=64)
    note = models.CharField("说明", max_length=200, blank=True)
    reprint_of = models.CharField("转载来源", max_length=60, blank=True)
    reprint_host = models.CharField("转载网址域名", max_length=253, blank=True)
    amended_level = models.PositiveSmallIntegerField("改后签级别", null=True, choices=Level)
    keeps_signatures = models.BooleanField("下级签字有效", default=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="编辑"
    )
    created_at = models.DateTimeField("时间", auto_now_add=True)
    pictures = models.ManyToManyField("series.Picture", related_name="revisions")
    attachments = models.ManyToManyField("series.Attachment", related_name="revisions")

    class Meta:
        verbose_name = "版本"
        verbose_name_plural = "版本"
        ordering = ["-number"]
        indexes = [models.Index(fields=["created_by", "entry"], name="revision_by_writer")]
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="revision_number_once"),
            models.CheckConstraint(
                name="revision_amended_level_known",
                condition=Q(amended_level__isnull=True) | Q(amended_level__in=Level.values),
            ),
            models.CheckConstraint(
                name="revision_keeps_signatures_if_amended",
                condition=Q(keeps_signatures=False) | Q(amended_level__isnull=False),
            ),
        ]

    def __str__(self):
        return f"第{self.number}版"
