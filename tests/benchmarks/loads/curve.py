"""The load curve: latency at each rate up to the knee, a flood of three times the knee, and after it.

    python -m tests.benchmarks.loads.curve [kept] [uncached] [day] [--chart FILE.svg]
    python -m tests.benchmarks.loads.curve --quick
    python -m tests.benchmarks.loads.curve day --minutes 10    at 75 % of the knee, a publication a second

Two workers on the demonstration site, and the driver beside them on the same cores. Rates are constant,
and latency counts from the planned moment (tests/loads/open_loop.py). The knee is the highest rate that
is answered whole: no refusal, no error, 97 % of the rate. Where the driver sends late (p99 over 10 ms), a row says
so: it measures the driver.
"""

import argparse
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.loads.chart import draw
from tests.benchmarks.serving.memory import memory
from tests.benchmarks.site import table
from tests.loads.open_loop import REFUSED, capacity, drive
from tests.loads.places import demo_site, environment, served
from tests.loads.readers import DESK, KEPT, UNCACHED, Readers

MIXES = {KEPT: 6_000, UNCACHED: 300, "day": 800}  # requests from which the capacity is estimated
SHARES = (0.25, 0.5, 0.65, 0.8, 0.9, 1.0, 1.1, 1.25)
QUICK_SHARES = (0.4, 0.8)
MOST_A_STEP, LATE = 60_000, 0.010
HEAD = ["rate, /s", "of the knee", "good, /s", "p50, ms", "p99, ms", "p99 / p50", "refused", "errors", "sent late, p99 ms"]  # fmt: skip


@dataclass
class Curve:
    """What was measured of one mix."""

    mix: str
    steps: list = field(default_factory=list)
    knee: float = 0.0
    steady: object = None  # at 75 % of the knee
    flood: object = None
    recovery: float = 0.0


def late(answered):
    """Return the p99 of the driver's own delay, in seconds."""
    delays = sorted(answered.delays)
    return delays[int(len(delays) * 0.99)] if delays else 0.0


def is_whole(answered):
    """Tell whether everything was answered as it came."""
    clean = not answered.refused() and not answered.errors()
    return clean and answered.goodput() >= 0.97 * answered.rate


class Bench:
    """One served site, and what is measured of it."""

    def __init__(self, site, readers, *, seconds, shares):
        self.site, self.readers, self.seconds, self.shares = site, readers, seconds, shares

    def at(self, mix, rate, *, seconds=None):
        wanted = min(seconds or self.seconds, MOST_A_STEP / rate)
        return drive(self.site.port, self.readers.endless(mix), rate=rate, seconds=wanted)

    def curve(self, mix):
        """Return the curve of a mix: the steps, the knee, 75 % of it, the flood, the recovery."""
        found = Curve(mix)
        most = capacity(self.site.port, self.readers.endless(mix), count=MIXES[mix])
        for share in self.shares:
            found.steps.append(self.at(mix, most * share))
        whole = [step.rate for step in found.steps if is_whole(step)]
        found.knee = max(whole, default=found.steps[0].rate)
        found.steady = self.at(mix, found.knee * 0.75, seconds=self.seconds * 1.5)
        found.flood = self.at(mix, found.knee * 3)
        found.recovery = self._recovery(mix, found)
        return found

    def _recovery(self, mix, found):
        """Return the seconds after the flood until all is answered as before it."""
        begun = time.monotonic()
        after = self.at(mix, found.knee * 0.5)
        usual = found.steady.quantile(0.99) / 1000 * 2
        bad = [at for at, took, status in after.all() if status in (REFUSED, 0) or took > usual]
        return max(0.0, max(bad, default=begun) - begun)


def rows(found):
    """Yield a row of the table for each step of a curve, and for the flood."""
    for answered in [*found.steps, found.steady, found.flood]:
        p50, p99 = answered.quantile(0.5), answered.quantile(0.99)
        delay = late(answered)
        yield [
            *(f"{answered.rate:.0f}", f"{answered.rate / found.knee:.2f}"),
            *(f"{answered.goodput():.0f}", f"{p50:.1f}", f"{p99:.1f}", f"{p99 / p50:.1f}" if p50 else "—"),
            *(answered.refused(), answered.errors()),
            f"{delay * 1000:.1f}{' (the driver)' if delay > LATE else ''}",
        ]  # fmt: skip


def tell(found):
    """Print what was measured of a mix."""
    print(f"\n### {found.mix}: the knee is at {found.knee:.0f} a second\n")
    table(HEAD, list(rows(found)))
    flood = found.flood
    print(f"\nThree times the knee: {flood.refused() / len(flood.all()):.0%} refused", end="")
    print(f" (p50 {flood.quantile(0.5, status=REFUSED):.0f}, p99 {flood.quantile(0.99, status=REFUSED):.0f} ms)", end="")  # fmt: skip
    for kind in (KEPT, UNCACHED, DESK):
        if flood.all(kind):
            share = flood.refused(kind) / len(flood.all(kind))
            p50, p99 = (flood.quantile(each, kind=kind) for each in (0.5, 0.99))
            print(f"; {kind}: {share:.0%} refused, the others p50 {p50:.0f}, p99 {p99:.0f} ms", end="")  # fmt: skip
    print(f". As before {found.recovery:.1f} s after it.", flush=True)


def hold(bench, mix, knee, *, minutes):
    """Print each half minute at 75 % of the knee while another process publishes every second."""
    own = bench.site.environment
    words = [sys.executable, "-m", "tests.benchmarks.loads.publisher"]
    publisher = subprocess.Popen(words, env=own, stdout=subprocess.PIPE, text=True)
    found = []
    try:
        publisher.stdout.readline()  # it is ready
        for number in range(minutes * 2):
            answered = bench.at(mix, knee * 0.75, seconds=30)
            p50, p99 = answered.quantile(0.5), answered.quantile(0.99)
            mb = memory(bench.site.pid)
            found.append([f"{(number + 1) / 2:.1f}", f"{p50:.1f}", f"{p99:.1f}", f"{p99 / p50:.1f}", answered.refused(), answered.errors(), f"{mb:.0f}"])  # fmt: skip
    finally:
        publisher.send_signal(signal.SIGTERM)
        published = len(publisher.communicate()[0].splitlines())
    print(
        f"\n### {mix}: {minutes} minutes at {knee * 0.75:.0f} a second, {published} publications\n"
    )
    table(["minute", "p50, ms", "p99, ms", "p99 / p50", "refused", "errors", "memory, MB"], found)


def warm(site, readers):
    """Ask for each page that will be kept until every process has it."""
    pages = list(readers.warm())
    while drive(site.port, iter(pages), rate=50, seconds=len(pages) / 50).refused():
        pass  # a cold start on a busy machine


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.loads.curve")
    parser.add_argument("mixes", nargs="*", help=f"of {', '.join(MIXES)}")
    parser.add_argument("--quick", action="store_true", help="two rates of two seconds a mix")
    parser.add_argument("--minutes", type=int, default=0)
    parser.add_argument("--chart", type=Path, help="draw the curves into this SVG")
    given = parser.parse_args()
    if unknown := set(given.mixes) - set(MIXES):
        parser.error(f"no such mix: {', '.join(unknown)}")
    how = (
        {"seconds": 2, "shares": QUICK_SHARES} if given.quick else {"seconds": 6, "shares": SHARES}
    )
    with tempfile.TemporaryDirectory() as place:
        own = environment(Path(place) / "site")
        passwords = demo_site(own)
        with served(own) as site:
            readers = Readers(site, passwords)
            bench = Bench(site, readers, **how)
            drive(
                site.port, iter(readers.warm()), rate=100, seconds=len(list(readers.warm())) / 100
            )
            curves = []
            for mix in given.mixes or MIXES:
                curves.append(bench.curve(mix))
                tell(curves[-1])
                if given.minutes:
                    hold(bench, mix, curves[-1].knee, minutes=given.minutes)
    if given.chart:
        given.chart.write_text(draw(curves), encoding="utf-8")


if __name__ == "__main__":
    main()
