"""All measurements, each in a process and on a site of its own."""

import platform
import subprocess
import sys
from os import cpu_count

for name in ("startup", "pages", "desk", "reports", "importing", "twins", "relating"):
    module = f"tests.benchmarks.{name}"
    print(
        f"\npython -m {module}（Python {platform.python_version()}，{cpu_count()} 核）\n",
        flush=True,
    )
    subprocess.run([sys.executable, "-m", module], check=True)
