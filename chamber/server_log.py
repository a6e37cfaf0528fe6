"""What the server's own log says: not that it has more threads than cores (decision 145)."""

import logging

MORE_THREADS = "Configuration allows spawning up to"


class IntendedThreads(logging.Filter):
    """Leave out the server's advice on its threads: most of ours wait, and few work at once."""

    def filter(self, record):
        return not record.getMessage().startswith(MORE_THREADS)
