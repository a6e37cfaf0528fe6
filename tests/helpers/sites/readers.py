"""Readers who ask without a pause while something happens to a site."""

import contextlib
import threading


@contextlib.contextmanager
def readers(*sources, paths):
    """Ask each source in a thread of its own while the block runs.

    Yields the list of (status, path) that comes."""
    seen, ended = [], threading.Event()

    def read(source):
        while not ended.is_set():
            for path in paths:
                seen.append((source.get(path)[0], path))

    threads = [threading.Thread(target=read, args=(source,)) for source in sources]
    for thread in threads:
        thread.start()
    try:
        yield seen
    finally:
        ended.set()
        for thread in threads:
            thread.join()
