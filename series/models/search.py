"""What search stores beside the entries.

The pairs themselves are in tables of the engine (`series.search`), one set a slot; a row here makes
one of their rows reachable. Decisions 66, 69.
"""

from django.db import models
from django.db.models import Q

from .entry import Kind


class Slot(models.TextChoices):
    """The two slots of an index: one serves while the other is built."""

    A = "a", "甲"
    B = "b", "乙"


class SlotState(models.TextChoices):
    LIVE = "live", "使用中"
    BUILDING = "building", "重建中"


class SearchIndex(models.Model):
    """检索索引：the state of one slot: it serves, or how far it is built.

    `identity` names what the index was made with (`series.search.identity`); `reached` is the key
    of the last entry that the build has passed in order of publication, `done` how many.
    """

    slot = models.CharField(max_length=1, choices=Slot, primary_key=True)
    state = models.CharField(max_length=8, choices=SlotState)
    identity = models.CharField(max_length=64)
    reached_at = models.DateTimeField(null=True)
    reached = models.PositiveBigIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "检索索引"
        verbose_name_plural = "检索索引"
        constraints = [
            models.CheckConstraint(name="search_slot_known", condition=Q(slot__in=Slot.values)),
            models.CheckConstraint(
                name="search_state_known", condition=Q(state__in=SlotState.values)
            ),
            models.UniqueConstraint(fields=["state"], name="search_one_slot_a_state"),
        ]

    def __str__(self):
        return f"{self.get_slot_display()}（{self.get_state_display()}）"


class SearchDocument(models.Model):
    """One public entry in one slot.

    Its key is the engine's row; a new version of an entry gets a new row, and the old one cannot be
    found from then on.

    `title`, `names` and `keywords` are squeezed pieces (`series.text.language.index_form`) with | between:
    headline, subtitle, series; tags, people, addresses, organizations; the text's keyterms,
    the most important first. `minute` is that of publication, from 1970 on.
    """

    slot = models.CharField(max_length=1, choices=Slot)
    entry = models.ForeignKey("series.Entry", models.CASCADE, related_name="+")
    minute = models.IntegerField()
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    column = models.ForeignKey("series.Column", models.CASCADE, related_name="+")
    series = models.ForeignKey("series.Series", models.SET_NULL, null=True, related_name="+")
    source = models.ForeignKey("chamber.Organization", models.SET_NULL, null=True, related_name="+")
    title = models.TextField()
    names = models.TextField()
    keywords = models.TextField()

    class Meta:
        verbose_name = "检索条目"
        verbose_name_plural = "检索条目"
        constraints = [
            models.UniqueConstraint(fields=["slot", "entry"], name="search_document_once_a_slot"),
            models.CheckConstraint(
                name="search_document_slot_known", condition=Q(slot__in=Slot.values)
            ),
            models.CheckConstraint(
                name="search_document_kind_known", condition=Q(kind__in=Kind.values)
            ),
        ]

    def __str__(self):
        return self.title


class DraftDocument(models.Model):
    """A text that readers do not see, in the desk's own index (`series.search.draft_index`).

    An entry has one while it is not public, or while its newest revision is not. Its key is the
    row of the engine's tables for drafts, as that of SearchDocument. Decision 125.
    """

    entry = models.OneToOneField("series.Entry", models.CASCADE, related_name="+")
    revision = models.ForeignKey("series.Revision", models.CASCADE, related_name="+")

    class Meta:
        verbose_name = "草稿检索条目"
        verbose_name_plural = "草稿检索条目"

    def __str__(self):
        return f"{self.entry_id}"
