"""How long a backup, a second backup and a restore of a large site take.

python -m tests.benchmarks.restoring [texts] [megabytes of media]
python -m tests.helpers.postgres python -m tests.benchmarks.restoring …
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.site import table
from tests.loads.places import environment, own_database

ROOT = Path(__file__).resolve().parents[2]
TEXTS, MEGABYTES, EACH = 10_000, 1_000, 500_000
# The entries of the other measurements, and files that rows of attachments name.
FILLS = """
import os, sys, django
django.setup()
from pathlib import Path
from django.conf import settings
from series.models import Attachment
from series.search.rebuilding import rebuild
from tests.benchmarks.entries import grow_to
texts, files, each = map(int, sys.argv[1:])
grow_to(texts)
rebuild(grace=0)
folder = Path(settings.MEDIA_ROOT) / "attachments/2026/11"
folder.mkdir(parents=True)
for number in range(files):
    (folder / f"{number:06}.pdf").write_bytes(b"%PDF-1.7" + os.urandom(each - 8))
Attachment.objects.bulk_create(
    Attachment(title=f"附件 {number}", file=f"attachments/2026/11/{number:06}.pdf", size=each, extension="pdf")
    for number in range(files)
)
"""


def run(environment, *words):
    """Seconds of one process."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *map(str, words)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return time.perf_counter() - start


def main():
    texts, megabytes = map(int, (sys.argv[1:] + [TEXTS, MEGABYTES][len(sys.argv) - 1 :])[:2])
    with tempfile.TemporaryDirectory() as place, own_database() as first, own_database() as second:
        folder = Path(place)
        old, new = environment(folder / "old", first), environment(folder / "new", second)
        run(old, "manage.py", "prepare")
        run(old, "-c", FILLS, texts, megabytes * 1_000_000 // EACH, EACH)
        rows = [["第一份备份", run(old, "manage.py", "backup", folder / "kept")]]
        rows += [["第二份（图片附件只做链接）", run(old, "manage.py", "backup", folder / "kept")]]
        newest = max((folder / "kept").glob("backup-*"))
        rows += [["核对、列出差别", run(new, "manage.py", "restore", newest)]]
        rows += [["恢复", run(new, "manage.py", "restore", newest, "--commit")]]
        rows += [["recount", run(new, "manage.py", "recount")]]
        size = sum(path.stat().st_size for path in newest.rglob("*") if path.is_file())
    print("PostgreSQL" if first else "SQLite")
    print(f"{texts} 篇，图片附件 {megabytes} MB，一份备份 {size / 1e6:,.0f} MB\n")
    table(["", "秒"], [[name, f"{seconds:.1f}"] for name, seconds in rows])


if __name__ == "__main__":
    main()
