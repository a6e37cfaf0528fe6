from django.contrib import admin

from series.forms.flatpage import FlatPageForm
from series.models import FlatPage, Kind

from .entries import EntryAdmin


@admin.register(FlatPage)
class FlatPageAdmin(EntryAdmin):
    kind = Kind.FLATPAGE
    form_class = FlatPageForm
