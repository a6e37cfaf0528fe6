from django.db import models

from .entry import Entry
from .revision import ReadableJSON, Revision


class RevisionKeyterms(models.Model):
    """The keyterms of a revision (series.text.language.keyterms), found after it is saved.

    So no publication has to cut a text into words. Decision 65.
    """

    revision = models.OneToOneField(
        Revision, models.CASCADE, primary_key=True, related_name="keyterms"
    )
    words = models.JSONField("词", default=list, encoder=ReadableJSON)

    class Meta:
        verbose_name = "版本的词"
        verbose_name_plural = "版本的词"


class Feature(models.Model):
    """特征：what public entries may have in common, by name: “tag:7” or “word:储能”.

    Also “series:2” and “org:5”. `count` is the number of public entries that have it. Decision 65.
    """

    name = models.CharField(max_length=80, unique=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "特征"
        verbose_name_plural = "特征"

    def __str__(self):
        return self.name


class EntryFeature(models.Model):
    """A feature of a public entry.
    No row exists while readers may not see the entry."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="features", db_index=False)
    feature = models.ForeignKey(Feature, models.CASCADE, related_name="+", db_index=False)
    published_at = models.DateTimeField()

    class Meta:
        verbose_name = "稿件的特征"
        verbose_name_plural = "稿件的特征"
        constraints = [
            models.UniqueConstraint(fields=["entry", "feature"], name="feature_once_an_entry")
        ]
        indexes = [
            models.Index(fields=["feature", "-published_at", "-entry"], name="feature_newest_first")
        ]


class RelatedEntry(models.Model):
    """相关阅读：a public entry related to another public one; a higher `score` is nearer."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="related", db_index=False)
    other = models.ForeignKey(Entry, models.CASCADE, related_name="related_from")
    score = models.FloatField()

    class Meta:
        verbose_name = "相关稿件"
        verbose_name_plural = "相关稿件"
        constraints = [
            models.UniqueConstraint(fields=["entry", "other"], name="related_once_a_pair"),
            models.CheckConstraint(
                name="related_is_another_entry", condition=~models.Q(entry=models.F("other"))
            ),
        ]


class PendingRelation(models.Model):
    """A public entry whose relations are still to be computed.

    This is done as soon as its publication is committed; a row that stays longer is left by a crash.
    """

    entry = models.OneToOneField(Entry, models.CASCADE, primary_key=True, related_name="+")

    class Meta:
        verbose_name = "待算的相关阅读"
        verbose_name_plural = "待算的相关阅读"
