from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from chamber.models import Organization

from .entry import Entry, EntryQuerySet, Visibility
from .kind import EntryKind, Kind
from .picture import Picture


class EventForm(models.TextChoices):
    FORUM = "forum", "论坛"
    VISIT = "visit", "走访"
    TRAINING = "training", "培训"
    SYMPOSIUM = "symposium", "座谈会"
    BRIEFING = "briefing", "通报会"
    MATCHMAKING = "matchmaking", "对接会"
    LECTURE = "lecture", "报告会"
    DISCUSSION = "discussion", "大讨论"
    DUTY = "duty", "履职活动"
    FESTIVAL = "festival", "节日"
    OTHER = "other", "其他"


class EventState(models.TextChoices):
    PLANNED = "planned", "如期举行"
    POSTPONED = "postponed", "改期"
    CANCELLED = "cancelled", "已取消"


class EventQuerySet(EntryQuerySet):
    def published(self):
        """Return the events that readers may see.

        Named by their kind, so that SQLite walks the events instead of all that is public."""
        return super().published().filter(kind=Kind.EVENT)

    def between(self, start, end):
        """Return the events in the half-open span [start, end), soonest first."""
        return self.filter(starts_at__lt=end, ends_at__gte=start).order_by("starts_at", "pk")

    def upcoming(self, now):
        return self.filter(ends_at__gte=now).order_by("starts_at", "pk")

    def unreported(self, now):
        """Return the public events that were held and that no public article reports."""
        articles = apps.get_model("series", "Article").objects.published()
        reports = articles.filter(about_event=OuterRef("pk"), aftermath="report")
        held = self.published().filter(ends_at__lt=now).exclude(state=EventState.CANCELLED)
        return held.filter(~Exists(reports))

    def past(self, now):
        return self.filter(ends_at__lt=now).order_by("-starts_at", "-pk")


class Event(Entry):
    """活动：venue, times, form and programme. A cancelled event stays public and says so.

    An all-day event starts at its first day's midnight and ends at its last day's 23:59.
    """

    KIND = Kind.EVENT
    may_take_part = True

    form = models.CharField("形式", max_length=12, choices=EventForm, default=EventForm.OTHER)
    state = models.CharField("安排", max_length=12, choices=EventState, default=EventState.PLANNED)
    state_note = models.CharField(
        "安排说明", max_length=100, blank=True, help_text="例如：原定2月22日"
    )
    starts_at = models.DateTimeField("开始", null=True)
    ends_at = models.DateTimeField("结束", null=True)
    all_day = models.BooleanField("全天", default=False)
    venue = models.CharField("地点", max_length=80, blank=True)
    address = models.CharField("地址", max_length=120, blank=True)
    map_url = models.URLField("地图链接", max_length=300, blank=True)
    directions = models.CharField("怎样到达", max_length=200, blank=True)
    host = models.CharField("主办", max_length=120, blank=True)
    organizer = models.CharField("承办", max_length=120, blank=True)
    co_host = models.CharField("协办", max_length=120, blank=True)
    enterprise = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="hosted_events",
        verbose_name="接待企业",
    )
    participation = models.CharField("怎样参加", max_length=300, blank=True)
    deadline = models.DateTimeField("报名截止", null=True, blank=True)
    contact = models.CharField("联系人", max_length=60, blank=True)
    phone = models.CharField("联系电话", max_length=40, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = "活动"
        verbose_name_plural = "活动"
        indexes = [models.Index(fields=["starts_at", "entry_ptr"], name="event_by_start")]
        constraints = [
            models.CheckConstraint(name="event_form_known", condition=Q(form__in=EventForm.values)),
            models.CheckConstraint(
                name="event_state_known", condition=Q(state__in=EventState.values)
            ),
            models.CheckConstraint(
                name="event_ends_after_start",
                condition=Q(starts_at__isnull=True)  # a draft may know only one of the two
                | Q(ends_at__isnull=True)
                | Q(ends_at__gte=F("starts_at")),
            ),
        ]


EVENT = EntryKind(
    kind=Kind.EVENT,
    model=Event,
    folder="events",
    views="events",
    seal="会",
    css="meet",
    comb_css="mt",
    keywords="活动,论坛,走访,座谈,培训",
    write="排活动",
    shortcut="e",
    measure="场",
    desk_section="排期",
    document_word="通知",
    schema_type="Event",
    related=("enterprise",),
    rows=("sessions",),
    needs_body=False,
    needs=(("starts_at", "开始时间"), ("ends_at", "结束时间"), ("venue", "地点")),
    takes_place=True,
)


class SessionKind(models.TextChoices):
    KEYNOTE = "keynote", "主题演讲"
    DIALOGUE = "dialogue", "高峰对话"
    EXCHANGE = "exchange", "互动交流"
    TRIPARTITE = "tripartite", "政商学互动"
    VISIT = "visit", "参观考察"
    OTHER = "other", "其他"


class Session(models.Model):
    """议程的一项。Times are clock times as printed (“09:30”), in the event's own day.

    `speakers` are mappings of name, post and organization, in their order; one with `id` is that
    Speaker of the register (decision 127). `speaker` is a line of words for those without rows.
    """

    event = models.ForeignKey(Event, models.CASCADE, related_name="sessions")
    order = models.PositiveSmallIntegerField()
    starts = models.CharField("开始", max_length=5, blank=True)
    ends = models.CharField("结束", max_length=5, blank=True)
    kind = models.CharField("类别", max_length=12, choices=SessionKind, default=SessionKind.OTHER)
    title = models.CharField("内容", max_length=120)
    speaker = models.CharField("主讲", max_length=120, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)
    speakers = models.JSONField("嘉宾", default=list, blank=True)  # as they were signed

    class Meta:
        verbose_name = "议程"
        verbose_name_plural = "议程"
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["event", "order"], name="session_order_once"),
            models.CheckConstraint(
                name="session_kind_known", condition=Q(kind__in=SessionKind.values)
            ),
        ]

    def __str__(self):
        return self.title


class SpeakerQuerySet(models.QuerySet):
    def published(self):
        """Return the speakers who stand in the programme of a public event."""
        return self.filter(pk__in=Appearance.objects.published().values("speaker"))


class Speaker(models.Model):
    """嘉宾：a person of the register who speaks at events through the years.

    Post and organization are today's; a programme keeps those that were signed (decision 127).
    """

    name = models.CharField("姓名", max_length=40)
    post = models.CharField("职务", max_length=60, blank=True)
    organization = models.CharField("单位", max_length=80, blank=True)
    portrait = models.ForeignKey(
        Picture,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="portrait_of",
        verbose_name="照片",
        help_text="有公开的活动以后，读者才看得到",
    )
    intro = models.TextField("简介", blank=True)

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        verbose_name = "嘉宾"
        verbose_name_plural = "嘉宾"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "organization", "post"], name="speaker_stands_once"
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("series:speaker", args=[self.pk])


class AppearanceQuerySet(models.QuerySet):
    def published(self):
        """Return the appearances at public events."""
        return self.filter(session__event__visibility=Visibility.PUBLIC)


class Appearance(models.Model):
    """A speaker of the register in one session; written from the signed programme alone."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="appearances")
    speaker = models.ForeignKey(
        Speaker, models.PROTECT, related_name="appearances", verbose_name="嘉宾"
    )
    order = models.PositiveSmallIntegerField("次序")

    objects = AppearanceQuerySet.as_manager()

    class Meta:
        verbose_name = "出席"
        verbose_name_plural = "出席"
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["session", "order"], name="appearance_order_once"),
        ]

    def __str__(self):
        return f"{self.speaker}：{self.session}"
