from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from series.admin import registrations
from series.forms.event import EventEntryForm
from series.models import Event, Kind

from .entries import EntryAdmin, EntryListAdmin, moment


class ReportFilter(admin.SimpleListFilter):
    """Filter of events that were held and that no public article reports."""

    title = "会后"
    parameter_name = "after"

    def lookups(self, request, model_admin):
        return [("unreported", "已办，未见报道")]

    def queryset(self, request, queryset):
        if self.value() != "unreported":
            return queryset
        keys = Event.objects.unreported(timezone.now()).values("pk")
        return queryset.filter(pk__in=keys)


@admin.register(Event)
class EventAdmin(EntryAdmin):
    kind = Kind.EVENT
    form_class = EventEntryForm
    lists_own_fields = True
    list_display = ("cover", "title", "starts", "venue", "stage", "touched", "ways")
    list_filter = ("form", "state", ReportFilter, *EntryListAdmin.list_filter)

    def get_urls(self):
        return [*registrations.urls(self), *super().get_urls()]

    @admin.display(description="去向")
    def ways(self, row):
        address = reverse("admin:series_event_registrations", args=[row.pk])
        return format_html(
            '{}<a href="{}">报名<span class="visually-hidden">：{}</span></a>',
            super().ways(row),
            address,
            row,
        )

    @admin.display(description="开始", ordering="starts_at")
    def starts(self, row):
        return moment(row.starts_at, with_time=not row.all_day)
