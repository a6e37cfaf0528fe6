from django.db import models

from chamber.models import Organization

from .entry import Entry
from .kind import EntryKind, Kind


class Initiative(Entry):
    """倡议：a call to the entrepreneurs, with issuer and audience."""

    KIND = Kind.INITIATIVE
    may_take_part = True

    issuer = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="initiatives",
        verbose_name="发起单位",
    )
    audience = models.CharField("面向", max_length=40, blank=True, help_text="例如：全市企业家")
    open_from = models.DateField("响应开始", null=True, blank=True)
    open_until = models.DateField("响应截止", null=True, blank=True)
    # Lines of series.text.markup.call_lines, signed with the text. Decision 129.
    milestones = models.JSONField("历程", default=list, editable=False)
    thresholds = models.JSONField("承诺", default=list, editable=False)
    outcome = models.JSONField("结果", default=list, editable=False)

    class Meta:
        verbose_name = "倡议"
        verbose_name_plural = "倡议"
        constraints = [
            models.CheckConstraint(
                name="initiative_closes_after_opening",
                condition=models.Q(open_from__isnull=True)
                | models.Q(open_until__isnull=True)
                | models.Q(open_until__gte=models.F("open_from")),
            )
        ]


INITIATIVE = EntryKind(
    kind=Kind.INITIATIVE,
    model=Initiative,
    folder="initiatives",
    views="initiatives",
    seal="倡",
    css="call",
    keywords="倡议,倡议书,企业家",
    write="写倡议",
    shortcut="i",
    document_word="倡议书",
    related=("issuer",),
    is_call=True,
)
