"""What it takes to find the differences of two texts: processor time, memory, what is found.

python -m tests.benchmarks.comparing
"""

import json
import random
import resource
import subprocess
import sys
import time

from series.text.diff.myers import matches

TEXTS = (
    (300, 20),
    (2_000, 200),
    (10_000, 2_000),
    (50_000, 2_000),
    (50_000, None),
    (200_000, 2_000),
)
SIGNS = [chr(0x4E00 + at) for at in range(0, 4_000, 3)]
RUNS = 5


def text(chance, length):
    return "".join(chance.choices(SIGNS, k=length))


def edited(chance, old, changes):
    """The text after so many letters were replaced, put in or taken out; another one for None."""
    if changes is None:
        return text(chance, len(old))
    out = list(old)
    for _ in range(changes):
        at, how = chance.randrange(len(out)), chance.choice(("replace", "insert", "delete"))
        out[at : at + (how != "insert")] = [] if how == "delete" else chance.choices(SIGNS)
    return "".join(out)


def memory():
    """The most memory that this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def one(length, changes):
    """[milliseconds, megabytes, common letters] of a pair; in a process of its own."""
    chance = random.Random(1)
    old = text(chance, length)
    new = edited(chance, old, changes)
    before, taken = memory(), []
    for _ in range(RUNS):
        start = time.process_time()
        found = matches(old, new)
        taken.append((time.process_time() - start) * 1_000)
    return [min(taken), memory() - before, sum(match.length for match in found)]


def main():
    from tests.benchmarks.site import table

    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(one(*json.loads(sys.argv[2]))))
        return
    rows = []
    for case in TEXTS:
        alone = [sys.executable, "-m", "tests.benchmarks.comparing", "--one", json.dumps(case)]
        taken, held, common = json.loads(subprocess.check_output(alone))
        changes = "另一篇" if case[1] is None else f"{case[1]:,}"
        rows.append([f"{case[0]:,}", changes, f"{taken:.1f}", f"{held:.0f}", f"{common:,}"])
    table(["字数", "改动", "毫秒", "MB", "共有的字"], rows)


if __name__ == "__main__":
    main()
