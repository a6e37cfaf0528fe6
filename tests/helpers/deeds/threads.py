"""Many hands at once: run a deed in threads, each with its own database connection."""

import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import connections


def run_together(*deeds):
    """Run every deed in its own thread, all released together. Returns (results, errors)."""
    gate = threading.Barrier(len(deeds))

    def run(deed):
        try:
            gate.wait(timeout=30)
            return deed(), None
        except Exception as error:
            return None, error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        outcomes = list(pool.map(run, deeds))
    return [result for result, _ in outcomes], [error for _, error in outcomes if error]
