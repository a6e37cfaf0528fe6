"""A site of its own for a measurement: production database options, an empty folder."""

import json
import os
import subprocess
import sys
import time

import django


def fresh_site():
    """Set Django up on an empty, migrated database. Returns the folder."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    from django.conf import settings

    settings.DEBUG = False
    settings.ALLOWED_HOSTS = ["testserver"]
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    return settings.DATA_DIR


def milliseconds(deed, *, times):
    """The least processor time of so many runs: what else the machine does stays out of it."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        deed()
        taken.append((time.process_time() - start) * 1000)
    return min(taken)


def table(head, rows):
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    print("\n".join(f"| {' | '.join(map(str, line))} |" for line in lines), flush=True)


def each_alone(module, at, *, sizes):
    """Run `at(size)`, which gives {what: number}, for each size in a process and on a site of its
    own, and print a column each. `sizes` unless the command line names others."""
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(at(int(sys.argv[2]))))
        return
    asked = [int(size) for size in sys.argv[1:]] or sizes
    alone = [sys.executable, "-m", f"tests.benchmarks.{module}", "--one"]
    found = [json.loads(subprocess.check_output([*alone, str(size)])) for size in asked]
    rows = [[name, *(f"{one[name]:.1f}" for one in found)] for name in found[0]]
    table(["", *(f"{size} 篇" for size in asked)], rows)
