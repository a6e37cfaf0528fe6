"""The one door to the index: the module of the database that is in use. Both have the same
functions and give the same answers; tests hold one to the other."""

from django.db import connection

from series.models import SearchIndex, Slot, SlotState


def engine():
    """`series.search.sqlite` or `series.search.postgres`."""
    if connection.vendor == "postgresql":
        from . import postgres as module
    else:
        from . import sqlite as module
    return module


def live_slot() -> str:
    """The slot that serves; the first one before anything was ever built."""
    state = SlotState.LIVE
    return SearchIndex.objects.filter(state=state).values_list("slot", flat=True).first() or Slot.A


def building_slot() -> str | None:
    state = SlotState.BUILDING
    return SearchIndex.objects.filter(state=state).values_list("slot", flat=True).first()
