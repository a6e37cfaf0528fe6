from datetime import UTC, datetime

from django import forms
from django.db.models import BigIntegerField, CharField, F, Q, Value
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from series.models import Aftermath, Event
from series.models.content_fields import LABELS
from series.models.entry import UNTITLED
from series.roles import seen_by

from .entry import EntryForm

RECENT_EVENTS = 200


class EventField(forms.ModelChoiceField):
    """Choice of an event, shown with its day, the latest first."""

    last_first = True
    # As `Offers` reads them: number, words and number of its place, id, label.
    offered_columns = (
        Value(0, BigIntegerField()),
        Coalesce(Cast("starts_at", CharField()), Value("")),
        Cast("pk", BigIntegerField()),
        Cast("pk", BigIntegerField()),
        F("headline"),
    )

    @staticmethod
    def offered_label(started, headline):
        """Return the label of an event: its day, where it has one, and its headline."""
        return " ".join(filter(None, (_day(started), headline or UNTITLED)))


def _day(started):
    """Return the local day of a moment as the database writes it; "" for none."""
    if not started:
        return ""
    moment = datetime.fromisoformat(started)
    known = moment if moment.tzinfo else moment.replace(tzinfo=UTC)  # SQLite names no zone
    return timezone.localtime(known).strftime("%Y-%m-%d")


class ArticleForm(EntryForm):
    """The form of an article, which may tell of an event."""

    about_event = EventField(
        Event.objects.none(),
        label=LABELS["about_event"],
        required=False,
        empty_label="不写某一场活动",
        help_text="选了以后，这一篇和那场活动的公开页互相链接。",
    )
    aftermath = forms.ChoiceField(
        label=LABELS["aftermath"], choices=Aftermath.choices, required=False
    )

    @classmethod
    def preset(cls, params, *, user) -> dict:
        """Return the event that ?about_event= names, if this person may see it."""
        text = params.get("about_event", "")
        key = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
        event = seen_by(user, Event.objects.at_work()).filter(pk=key).first() if key else None
        return {"about_event": event.pk, "aftermath": Aftermath.REPORT.value} if event else {}

    def _offer_own(self, user):
        """Offer the newest events that this person may see, and the one of the content."""
        seen = seen_by(user, Event.objects.at_work()) if user else Event.objects.none()
        newest = seen.order_by("-starts_at", "-pk").values("pk")[:RECENT_EVENTS]
        offered = Q(pk__in=newest) | Q(pk=self.stored.get("about_event"))
        self.fields["about_event"].queryset = Event.objects.filter(offered)

    def clean_aftermath(self):
        return self.cleaned_data["aftermath"] or Aftermath.REPORT.value
