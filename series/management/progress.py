"""A progress bar on the error stream, so that the output itself stays clean."""

import time

WIDTH = 30
EVERY = 0.2


class Progress:
    """Shown when the stream is a terminal or when asked for; redrawn five times a second."""

    def __init__(self, stream, *, always):
        self.stream = stream
        self.wanted = always or stream.isatty()
        self.drawn_at = None
        self.last = None

    def show(self, share, *, count):
        """`share` is 0–1, `count` the texts that are done."""
        self.last = share, count
        now = time.monotonic()
        if self.wanted and (self.drawn_at is None or now - self.drawn_at >= EVERY):
            self.drawn_at = now
            self._draw(share, count)

    def close(self):
        if self.wanted and self.last:
            self._draw(*self.last)
            self.stream.write("", ending="\n")

    def _draw(self, share, count):
        bar = "█" * int(share * WIDTH)
        line = f"\r{bar:░<{WIDTH}} {share:4.0%} 已处理 {count} 篇"
        self.stream.write(line, self._as_it_is, ending="")
        self.stream.flush()

    @staticmethod
    def _as_it_is(text):
        return text
