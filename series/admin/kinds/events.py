from django.contrib import admin

from series.forms.event import EventEntryForm
from series.models import Event, Kind

from .entries import EntryAdmin, EntryListAdmin, moment


@admin.register(Event)
class EventAdmin(EntryAdmin):
    kind = Kind.EVENT
    form_class = EventEntryForm
    list_display = ("cover", "title", "starts", "venue", "stage", "touched", "ways")
    list_filter = ("form", "state", *EntryListAdmin.list_filter)

    @admin.display(description="开始", ordering="starts_at")
    def starts(self, row):
        return moment(row.starts_at, with_time=not row.all_day)
