"""The only way to the index: the module for the database that is in use.

Both modules have the same functions and give the same answers; tests compare them. Decision 66.
"""

from django.db import connection

from series.models import PreparedQuery, SearchIndex, Slot, SlotState

_LIVE, _BUILDING = (
    PreparedQuery(
        lambda state=state: SearchIndex.objects.filter(state=state).values_list("slot", flat=True)
    )
    for state in (SlotState.LIVE, SlotState.BUILDING)
)


def engine():
    """Return the module for the database: `series.search.sqlite` or `series.search.postgres`."""
    if connection.vendor == "postgresql":
        from . import postgres as module
    else:
        from . import sqlite as module
    return module


def live_slot() -> str:
    """Return the slot that serves; slot A before anything was ever built."""
    return _LIVE.first() or Slot.A


def building_slot() -> str | None:
    """Return the slot that is being built, or None."""
    return _BUILDING.first()
