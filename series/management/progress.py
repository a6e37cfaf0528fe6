"""A progress bar on the error stream, apart from the output."""

import time

WIDTH = 30
EVERY = 0.2


class Progress:
    """A progress bar, redrawn at most five times a second.

    It is shown if the stream is a terminal or if `always` is set."""

    def __init__(self, stream, *, always):
        self.stream = stream
        self.wanted = always or stream.isatty()
        self.drawn_at = None
        self.last = None

    def show(self, share, *, count):
        """Draw the bar; `share` is 0–1, `count` the number of finished texts."""
        self.last = share, count
        now = time.monotonic()
        if self.wanted and (self.drawn_at is None or now - self.drawn_at >= EVERY):
            self.drawn_at = now
            self._draw(share, count)

    def close(self):
        """Draw the last state and end the line."""
        if self.wanted and self.last:
            self._draw(*self.last)
            self.stream.write("", ending="\n")

    def _draw(self, share, count):
        bar = "█" * int(share * WIDTH)
        line = f"\r{bar:░<{WIDTH}} {share:4.0%} 已处理 {count} 篇"
        self.stream.write(line, self._unstyled, ending="")
        self.stream.flush()

    @staticmethod
    def _unstyled(text):
        return text
