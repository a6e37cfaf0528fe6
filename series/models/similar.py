from django.db import models

from .entry import Entry
from .revision import Revision


class TextSample(models.Model):
    """取样：the last revision of an entry that the search for similar texts has read.

    `size` is the number of hashes of its text (series.text.language.shingles). Decision 64.
    """

    entry = models.OneToOneField(Entry, models.CASCADE, primary_key=True, related_name="sample")
    revision = models.ForeignKey(Revision, models.CASCADE, related_name="+", db_index=False)
    size = models.PositiveIntegerField()

    class Meta:
        verbose_name = "取样"
        verbose_name_plural = "取样"


class Shingle(models.Model):
    """One hash of a text of this entry; `revision` is the first that held it.

    Hashes stay when the text changes, so that earlier texts are found too. Decision 64.
    """

    value = models.PositiveIntegerField()
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="+", db_index=False)
    revision = models.ForeignKey(Revision, models.CASCADE, related_name="+", db_index=False)

    class Meta:
        verbose_name = "文字取样"
        verbose_name_plural = "文字取样"
        constraints = [
            models.UniqueConstraint(fields=["value", "entry"], name="shingle_once_an_entry")
        ]


class SimilarPair(models.Model):
    """雷同：the newest text of `entry` has `percent` in common with a text of `other`.

    That text is of `revision`. Percent of the shorter text, as `series.text.diff.passages` counts
    it. Decision 64.
    """

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="similar", db_index=False)
    other = models.ForeignKey(Entry, models.CASCADE, related_name="+", verbose_name="另一篇")
    revision = models.ForeignKey(Revision, models.CASCADE, related_name="+", db_index=False)
    percent = models.PositiveSmallIntegerField("相同")

    class Meta:
        verbose_name = "雷同"
        verbose_name_plural = "雷同"
        constraints = [
            models.UniqueConstraint(fields=["entry", "other"], name="similar_once_a_pair"),
            models.CheckConstraint(
                name="similar_is_another_entry", condition=~models.Q(entry=models.F("other"))
            ),
            models.CheckConstraint(
                name="similar_percent_is_a_share", condition=models.Q(percent__range=(1, 100))
            ),
        ]
