"""All measurements, each in a process and on a site of its own."""

import platform
import subprocess
import sys
from os import cpu_count

NAMES = (
    "startup",
    "serving.memory",
    "pages",
    "against_small",
    "desk",
    "reports",
    "importing",
    "twins",
    "relating",
    "comparing",
)
NAMES += ("growth", "restoring", "offices", "participation")
NAMES += ("serving.kept 2", "serving.wagtail", "mirroring 300", "loads.curve --quick")
NAMES += ("search 1000 10000 --against", "remembered", "engines")

for name in NAMES:
    module, *options = f"tests.benchmarks.{name}".split()
    print(
        f"\npython -m tests.benchmarks.{name}"
        f"（Python {platform.python_version()}，{cpu_count()} 核）\n",
        flush=True,
    )
    subprocess.run([sys.executable, "-m", module, *options], check=True)
