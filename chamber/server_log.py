"""What the server's own log leaves out (decision 145)."""

import logging

MORE_THREADS = "Configuration allows spawning up to"


class IntendedThreads(logging.Filter):
    """Leave out the server's advice on its threads.

    Most of ours wait, and few work at once."""

    def filter(self, record):
        return not record.getMessage().startswith(MORE_THREADS)
