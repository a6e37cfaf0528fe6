"""词表: the terms that editors keep, and how a process reads them again. Decision 61."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from series.text.language import vocabulary
from series.text.language.term_words import split_words

from .prepared_query import PreparedQuery


class TermKind(models.TextChoices):
    """What a term names; suggested tags depend on it (`series.text.language.tag_suggestions`)."""

    POLICY = "policy", "政策提法"
    SERIES = "series", "系列与品牌"
    EVENT = "event", "活动"
    INDUSTRY = "industry", "产业"
    WORK = "work", "业务工作"
    ORGANIZATION = "organization", "单位与组织"
    ENTERPRISE = "enterprise", "企业"
    PERSON = "person", "人物"
    GENERAL = "general", "一般用语"
    PLACE = "place", "地名与本会"


class TermQuerySet(models.QuerySet):
    def as_vocabulary(self):
        """Return the terms in the form that segmenting and search use; one query."""
        rows = self.order_by("pk").values_list("name", "kind", "spellings", "synonyms")
        return [
            vocabulary.VocabularyTerm(
                name, kind, tuple(split_words(spelled)), tuple(split_words(other))
            )
            for name, kind, spelled, other in rows
        ]


class Term(models.Model):
    """词条：a phrase that stays whole in a text, with its other names.

    `folded` is the name as `vocabulary.word_key` makes names equal. The two lists are kept as they
    are typed, see `series.text.language.term_words`; that a word belongs to one term is the action's rule.
    """

    name = models.CharField("词条", max_length=40)
    folded = models.CharField(
        max_length=40, unique=True, editable=False, error_messages={"unique": "已有这个词条"}
    )
    kind = models.CharField("类别", max_length=20, choices=TermKind, default=TermKind.GENERAL)
    spellings = models.CharField(
        "其他写法",
        max_length=900,
        blank=True,
        help_text="同一词条的全称、简称等，用逗号、顿号或分号隔开；断词时同样不切开，算作同一话题",
    )
    synonyms = models.CharField(
        "同义词",
        max_length=900,
        blank=True,
        help_text="检索其中一个时一并查找；断词时可以切开，适合“民企”这类会出现在别的词里的短词",
    )

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = "词条"
        verbose_name_plural = "词表"
        ordering = ["kind", "name"]
        constraints = [
            models.CheckConstraint(name="term_kind_known", condition=Q(kind__in=TermKind.values))
        ]

    def __str__(self):
        return self.name


class VocabularyState(models.Model):
    """The stamp of the terms, one row.
    It changes with the terms, in the same transaction.

    No row means that the terms were never stored and those of the file are in use. Decision 61.
    """

    stamp = models.UUIDField(default=uuid4)

    class Meta:
        verbose_name = "词表状态"
        verbose_name_plural = "词表状态"

    def __str__(self):
        return str(self.stamp)


_STAMP = PreparedQuery(
    lambda: VocabularyState.objects.order_by("pk").values_list("stamp", flat=True)[:1]
)


def learn_vocabulary() -> None:
    """Read the terms of the database again where they changed since the last call.

    One small query, a second one after a change. Called before a text is cut or looked for. The
    stamp is read before the terms: a change in between is read the next time. Decision 61.
    """
    stamp = _STAMP.first()
    known = vocabulary.in_use().stamp
    if stamp is None and known:
        vocabulary.use_file()
    elif stamp is not None and str(stamp) != known:
        vocabulary.use_terms(Term.objects.as_vocabulary(), stamp=str(stamp))
