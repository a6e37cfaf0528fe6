from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from taggit.managers import TaggableManager

from chamber.models import Organization
from chamber.page_cache.dependence import depend_on, noted_page
from series.models.site.addresses import address_of
from series.page_keys import PARTICIPATION, entry_key
from series.text.language.han import numeral

from .column import Column
from .kind import UNLISTED_KINDS, Kind
from .picture import Picture
from .prepared_query import row_of
from .series import Series
from .tag import TaggedEntry

UNTITLED = "无题稿件"
# What a list never prints: defer it.
TEXTS = ("body", "plain_text", "draft_text")
TEXTS_OF_ENTRY = tuple(f"entry__{name}" for name in TEXTS)


class Visibility(models.TextChoices):
    DRAFT = "draft", "草稿"
    PUBLIC = "public", "已发布"
    WITHDRAWN = "withdrawn", "已撤稿"
    EXPIRED = "expired", "已下线"


class EntryQuerySet(models.QuerySet):
    def published(self):
        """Return the entries that readers may see; every public page starts here."""
        return self.filter(visibility=Visibility.PUBLIC)

    def listed(self):
        """Return the entries that stand in lists, feeds and archives: all but single pages."""
        return self.exclude(kind__in=UNLISTED_KINDS)

    def at_work(self):
        """Return the entries outside the bin; every list of the desk starts here."""
        return self.filter(discarded_at=None)

    def in_bin(self):
        """Return the drafts in the bin, as long as they can be restored."""
        return self.filter(discarded_at__isnull=False, newest__isnull=False)

    def newest_first(self):
        return self.order_by("-published_at", "-pk")

    def before(self, moment, pk):
        """Return the rows after (`published_at`, `pk`) in newest-first order."""
        return self.filter(Q(published_at__lt=moment) | Q(published_at=moment, pk__lt=pk))

    def after(self, moment, pk):
        """Return the rows before (`published_at`, `pk`) in newest-first order."""
        return self.filter(Q(published_at__gt=moment) | Q(published_at=moment, pk__gt=pk))

    def for_cards(self):
        """Load what a list card prints, and nothing else."""
        rows = self.select_related("column", "series", "source").defer(*TEXTS)
        return rows.with_times() if self.model is Entry else rows

    def with_times(self):
        """Load each entry with its own day and state, where it takes place.

        Decision 127.
        """
        placed = [model for model in Entry.__subclasses__() if hasattr(model, "starts_at")]
        return self.select_related(*(model._meta.model_name for model in placed))


class Entry(models.Model):
    """稿件：the live row of a text or an event; what readers see.

    `scheduled` is the signed revision that goes out at `publish_due_at`; `expires_at` the moment
    that takes a public entry off (Visibility.EXPIRED). Both moments only start a claim in
    `series.actions.editorial.schedules`; nothing compares them with the clock to decide what is visible.
    `draft_text` is the plain text of the newest revision, for the desk's search, and `word_count`
    its number of 字. `handed_to` answers for the newest revision in place of its writer, who left;
    the next save ends that (decision 124). `discarded_at`
    is the moment at which a draft that was never submitted went to the bin; once purged the row
    stays without a revision, since audit lines name it (decision 119).

    Only `series.actions` writes it. The work in progress is the newest Revision; publishing
    copies one revision here. `published_at` is the moment of (original) publication; where
    only a date is known it is that day's midnight in Shanghai and `time_known` is false.
    """

    kind = models.CharField("类型", max_length=12, choices=Kind, editable=False)
    column = models.ForeignKey(Column, models.PROTECT, related_name="entries", verbose_name="专栏")
    series = models.ForeignKey(
        Series, models.PROTECT, null=True, blank=True, related_name="entries", verbose_name="系列"
    )
    number = models.PositiveSmallIntegerField("期号", null=True, blank=True)
    slug = models.CharField(
        "网址", max_length=60, blank=True, help_text="小写字母、数字和连字符，例如：about"
    )
    kicker = models.CharField("引题", max_length=120, blank=True)
    headline = models.CharField("标题", max_length=120)
    subtitle = models.CharField("副题", max_length=120, blank=True)
    summary = models.CharField("摘要", max_length=300, blank=True)
    body = models.TextField("正文", blank=True)
    source = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, verbose_name="来源"
    )
    author = models.CharField("作者", max_length=60, blank=True)
    editor = models.CharField("责任编辑", max_length=60, blank=True)
    original_url = models.URLField("原文链接", max_length=500, blank=True)
    tags = TaggableManager("话题", through=TaggedEntry, blank=True)
    pictures = models.ManyToManyField(Picture, blank=True, related_name="entries")
    attachments = models.ManyToManyField("series.Attachment", blank=True, related_name="entries")

    visibility = models.CharField(
        "状态", max_length=12, choices=Visibility, default=Visibility.DRAFT, editable=False
    )
    published_at = models.DateTimeField("发布时间", null=True, editable=False)
    time_known = models.BooleanField("时间到分", default=True, editable=False)
    withdrawn_at = models.DateTimeField("撤稿时间", null=True, editable=False)
    first_published_at = models.DateTimeField("首次发布", null=True, editable=False)
    publish_due_at = models.DateTimeField("定时发布", null=True, editable=False)
    scheduled = models.ForeignKey(
        "series.Revision", models.PROTECT, null=True, editable=False, related_name="+"
    )
    scheduled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    expires_at = models.DateTimeField("下线时间", null=True, editable=False)
    slip_year = models.PositiveSmallIntegerField("稿签年", null=True, editable=False)
    slip_number = models.PositiveIntegerField("稿签号", null=True, editable=False)
    reprint = models.BooleanField("转载", default=False, editable=False)
    original_title = models.CharField("原题", max_length=120, blank=True, editable=False)
    original_source = models.CharField("原出处", max_length=60, blank=True, editable=False)
    original_at = models.CharField("原发布时间", max_length=16, blank=True, editable=False)
    corrections = models.JSONField("更正说明", default=list, editable=False)
    figures = models.JSONField("数字", default=list, editable=False)
    no_keywords = models.BooleanField("不加关键词链接", default=False, editable=False)
    live = models.ForeignKey(
        "series.Revision", models.PROTECT, null=True, editable=False, related_name="+"
    )
    newest = models.ForeignKey(
        "series.Revision", models.PROTECT, null=True, editable=False, related_name="+"
    )
    discarded_at = models.DateTimeField("作废时间", null=True, editable=False)
    discarded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    handed_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    version = models.PositiveIntegerField(default=0, editable=False)
    plain_text = models.TextField(editable=False, blank=True)
    draft_text = models.TextField(editable=False, blank=True)
    word_count = models.PositiveIntegerField("字数", default=0, editable=False)
    fingerprint = models.CharField(max_length=26, editable=False, blank=True)
    title_words = models.TextField("标题断词", editable=False, blank=True)
    import_key = models.CharField(  # noqa: DJ001 (no key is NULL: many entries have none)
        max_length=80, null=True, unique=True, editable=False
    )
    import_digest = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField("建立时间", auto_now_add=True)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = EntryQuerySet.as_manager()
    may_take_part = False  # readers register for it, or endorse it

    class Meta:
        verbose_name = "稿件"
        verbose_name_plural = "全部稿件"
        indexes = [
            models.Index(fields=["visibility", "-published_at", "-id"], name="entry_newest"),
            models.Index(
                # The kind, too: a column's page leaves single pages out without reading a row.
                fields=["visibility", "column", "-published_at", "-id", "kind"],
                name="entry_column_newest",
            ),
            models.Index(
                fields=["visibility", "kind", "-published_at", "-id"], name="entry_kind_newest"
            ),
            models.Index(fields=["series", "number"], name="entry_series_number"),
            models.Index(fields=["-updated_at", "-id"], name="entry_last_touched"),
            # The four of the desk's lists hold what these filter and count by, so that no row, which
            # has its texts before most columns, is read for a count (decision 125).
            models.Index(
                fields=["-newest", "live", "discarded_at", "column"],
                name="entry_pending",
                condition=~Q(newest=F("live")),
            ),
            models.Index(
                fields=[
                    "-newest",
                    "-id",
                    "visibility",
                    "column",
                    "kind",
                    "series",
                    "published_at",
                    "discarded_at",
                ],
                name="entry_at_desk",
                condition=Q(discarded_at__isnull=True),
            ),
            models.Index(
                fields=[
                    "column",
                    "-newest",
                    "-id",
                    "visibility",
                    "kind",
                    "series",
                    "published_at",
                    "discarded_at",
                ],
                name="entry_column_at_desk",
                condition=Q(discarded_at__isnull=True),
            ),
            models.Index(
                # A year of 100,000 entries is a range here, and was a walk over all of them.
                fields=[
                    "published_at",
                    "-newest",
                    "-id",
                    "visibility",
                    "column",
                    "kind",
                    "series",
                    "discarded_at",
                ],
                name="entry_published_at_desk",
                condition=Q(discarded_at__isnull=True, published_at__isnull=False),
            ),
            models.Index(
                fields=["expires_at"], name="entry_ends", condition=Q(expires_at__isnull=False)
            ),
            models.Index(
                fields=["discarded_at"],
                name="entry_in_bin",
                condition=Q(discarded_at__isnull=False),
            ),
            models.Index(
                fields=["publish_due_at"],
                name="entry_publish_due",
                condition=Q(publish_due_at__isnull=False),
            ),
            models.Index(
                fields=["visibility", "expires_at"],
                name="entry_expires",
                condition=Q(expires_at__isnull=False, visibility=Visibility.PUBLIC),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="entry_only_a_draft_is_discarded",
                condition=Q(discarded_at__isnull=True, discarded_by__isnull=True)
                | Q(
                    discarded_at__isnull=False,
                    discarded_by__isnull=False,
                    visibility=Visibility.DRAFT,
                    live__isnull=True,
                    slip_number__isnull=True,
                    scheduled__isnull=True,
                ),
            ),
            models.CheckConstraint(name="entry_kind_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(
                name="entry_visibility_known", condition=Q(visibility__in=Visibility.values)
            ),
            models.CheckConstraint(
                name="entry_public_has_time_and_text",
                condition=Q(visibility=Visibility.DRAFT)
                | Q(published_at__isnull=False, live__isnull=False),
            ),
            models.CheckConstraint(
                name="entry_withdrawn_has_time",
                condition=Q(visibility=Visibility.WITHDRAWN, withdrawn_at__isnull=False)
                | (~Q(visibility=Visibility.WITHDRAWN) & Q(withdrawn_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="entry_expired_has_time",
                condition=~Q(visibility=Visibility.EXPIRED) | Q(expires_at__isnull=False),
            ),
            models.CheckConstraint(
                name="entry_never_published_before_the_first_time",
                condition=Q(published_at__isnull=True)
                | Q(first_published_at__isnull=False, published_at__gte=F("first_published_at")),
            ),
            models.CheckConstraint(
                name="entry_schedule_is_whole",
                condition=Q(
                    publish_due_at__isnull=True, scheduled__isnull=True, scheduled_by__isnull=True
                )
                | Q(
                    publish_due_at__isnull=False,
                    scheduled__isnull=False,
                    scheduled_by__isnull=False,
                ),
            ),
            models.UniqueConstraint(
                fields=["slip_year", "slip_number"], name="entry_slip_number_once_a_year"
            ),
            models.CheckConstraint(
                name="entry_number_needs_series",
                condition=Q(number__isnull=True) | Q(series__isnull=False, number__gte=1),
            ),
            models.UniqueConstraint(F("series"), F("number"), name="entry_number_once_a_series"),
            models.UniqueConstraint(fields=["slug"], condition=~Q(slug=""), name="entry_slug_once"),
        ]

    def __str__(self):
        return self.headline or UNTITLED

    def get_absolute_url(self):
        has_word = self.kind in UNLISTED_KINDS and self.slug
        return address_of(self.kind, self.slug if has_word else self.pk)

    @classmethod
    def from_db(cls, db, field_names, values):
        """Return a row that was read; the page being made depends on it."""
        row = row_of(cls, db, field_names, values)
        if noted_page() is not None:
            depend_on(entry_key(row.pk))
            if cls.may_take_part:
                depend_on(PARTICIPATION)
        return row

    @property
    def numbered_subtitle(self):
        """Return the subtitle with the issue number, as readers see it: …工作展示（二）."""
        if self.series_id and self.number and self.subtitle == self.series.title:
            return f"{self.subtitle}（{numeral(self.number)}）"
        return self.subtitle

    @property
    def slip(self):
        """Return the 稿签's label “2026年第0127号”; empty before the first submission."""
        return f"{self.slip_year}年第{self.slip_number:04d}号" if self.slip_number else ""

    @cached_property
    def shown_pictures(self):
        """Return {address: Picture} of the pictures that the text shows; read once a row."""
        return Picture.objects.in_text(self.body)

    @property
    def is_public(self):
        return self.visibility == Visibility.PUBLIC
