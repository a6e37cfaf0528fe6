"""The public site as files: the first run, and later ones.

    python -m tests.benchmarks.mirroring [2000]

Seconds of the clock and of all processors, with a process for each core.
"""

import io
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.site import fresh_site, table

ENTRIES = 2_000


def spent():
    """Seconds of the processor of this process and of its children that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def main():
    total = int(sys.argv[1]) if sys.argv[1:] else ENTRIES
    fresh_site()
    from django.conf import settings
    from django.core.management import call_command

    from tests.benchmarks.entries import grow_to
    from tests.helpers import making

    settings.STATIC_ROOT = settings.BASE_DIR / "static"
    grow_to(total)
    call_command("refinish", stdout=io.StringIO())  # as a publication leaves a text
    place, rows = Path(tempfile.mkdtemp(prefix="mirror-")), []

    def run(name, **options):
        begun, used, out = time.perf_counter(), spent(), io.StringIO()
        call_command("mirror", str(place), root="http://testserver", stdout=out, **options)
        took, cpu = time.perf_counter() - begun, spent() - used
        rows.append([name, f"{took:.1f}", f"{cpu:.1f}", f"{cpu / total * 1000:.1f}"])
        sys.stderr.write(out.getvalue())

    try:
        run("第一次")
        run("再一次，没有变化")
        run("再一次，`--quick`", quick=True)
        making.article("public", headline="新发布的一篇")
        run("发布一篇之后，`--quick`", quick=True)
        files = sum(1 for path in (place / "public").rglob("*") if path.is_file())
    finally:
        shutil.rmtree(place)
    print(f"{total} 篇，{files} 个文件，{os.cpu_count()} 核\n")
    table(["", "秒", "处理器秒", "处理器毫秒/篇"], rows)


if __name__ == "__main__":
    main()
