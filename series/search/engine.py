"""The one door to the index: the module of the database that is in use. Both have the same
functions and give the same answers; tests hold one to the other."""

from django.db import connection

from series.models import PreparedQuery, SearchIndex, Slot, SlotState

_LIVE, _BUILDING = (
    PreparedQuery(
        lambda state=state: SearchIndex.objects.filter(state=state).values_list("slot", flat=True)
    )
    for state in (SlotState.LIVE, SlotState.BUILDING)
)


def engine():
    """Return `series.search.sqlite` or `series.search.postgres`."""
    if connection.vendor == "postgresql":
        from . import postgres as module
    else:
        from . import sqlite as module
    return module


def live_slot() -> str:
    """Return the slot that serves; the first one before anything was ever built."""
    return _LIVE.first() or Slot.A


def building_slot() -> str | None:
    return _BUILDING.first()
