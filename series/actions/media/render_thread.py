"""Rendering outside the editor's request, by one thread of the serving process (decision 35).

The queue is the table itself (`rendered_at` is NULL), so a restart loses nothing and no queue grows
in memory; the event only tells the thread to look. Off unless `switch_on` was called: commands and
tests render by a direct call (`renditions.make_missing`).
"""

import logging
import os
import threading

from django.db import connections, transaction

from . import renditions

logger = logging.getLogger(__name__)
NICER = 10  # answering readers comes first

_wanted = threading.Event()
_starting = threading.Lock()
_state = {"on": False, "thread": None}


def switch_on():
    """Let this process render in the background; the thread starts when it is first needed."""
    _state["on"] = True


def render_soon():
    """Render missing renditions once the caller's transaction is committed."""
    transaction.on_commit(_wake)


def _wake():
    if not _state["on"]:
        return
    _wanted.set()
    with _starting:
        if _state["thread"] is None or not _state["thread"].is_alive():
            _state["thread"] = threading.Thread(target=_work, name="renditions", daemon=True)
            _state["thread"].start()


def _work():
    _step_back()
    while True:
        _wanted.wait()
        _wanted.clear()
        work_once()


def work_once():
    """Render what is missing, and close the database connections whatever happens."""
    try:
        for picture, fault in renditions.make_missing():
            if fault:
                logger.error("picture %s: %s", picture.pk, fault)
    except Exception:  # the thread outlives a database that is away for a while
        logger.exception("rendering stopped; it goes on with the next picture or command")
    finally:
        connections.close_all()


def _step_back():
    if hasattr(os, "setpriority"):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICER)
