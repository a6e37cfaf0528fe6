from django.contrib import admin

from series.forms.initiative import InitiativeForm
from series.models import Initiative, Kind

from .entries import EntryAdmin


@admin.register(Initiative)
class InitiativeAdmin(EntryAdmin):
    kind = Kind.INITIATIVE
    form_class = InitiativeForm
