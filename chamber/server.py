"""The server: granian, begun in the process that `serve` has prepared (decision 149).

Its workers are forks of that process, so they share what it loaded and load nothing again. Where
processes are spawned instead (macOS), each loads its own.
"""

import json
import sys

from django.conf import settings
from granian import Granian
from granian.constants import Interfaces
from granian.errors import FatalError
from granian.log import LogLevels

from chamber.request_pools import server_threads

APPLICATION = "chamber.wsgi:application"
LOAD = "series.serving.load"  # by name: nothing but chamber/wsgi.py knows the column
KILL_AFTER = 15  # seconds that a worker has to end its requests


def run(*, port: int, workers: int, threads: int) -> None:
    """Answer requests until a signal ends it; ends the process with 1 where it cannot."""
    server = Granian(
        APPLICATION,
        address=settings.ADDRESS,
        port=port,
        interface=Interfaces.WSGI,
        websockets=False,
        workers=workers,
        blocking_threads=server_threads(threads),
        log_level=LogLevels.warning,
        log_dictconfig=json.loads((settings.BASE_DIR / "chamber" / "server_log.json").read_text()),
        respawn_failed_workers=True,
        workers_kill_timeout=KILL_AFTER,
    )
    try:
        server.serve()
    except FatalError:  # it has logged why
        sys.exit(1)
