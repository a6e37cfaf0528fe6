"""The check that a backup can be restored.
It is opened and compared with its manifest.

Every file has its digest; a copy of SQLite passes integrity_check and foreign_key_check; of a dump
of PostgreSQL every table is read to its end and its rows are counted. Decision 107.
"""

import re
import sqlite3
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from series.actions.errors import BackupError

from .database import FILES, PROGRAM_MISSING, chain_holds, facts_of, opened_copy
from .durable import file_digest
from .manifest import BACKUP, Manifest, read_manifest
from .media import place_of

MOST_FAULTS = 20
COPY = re.compile(rb'^COPY (?:public\.)?"?(\w+)"? \(')
END = b"\\."


def verified(folder: Path) -> Manifest:
    """Return the manifest of a backup; raise BackupError if anything of it is wrong."""
    manifest = read_manifest(folder, kind=BACKUP)
    faults = list(faults_of(folder, manifest))[:MOST_FAULTS]
    if faults:
        raise BackupError(f"备份 {folder.name} 已损坏，不能使用：{'；'.join(faults)}")
    return manifest


def faults_of(folder: Path, manifest: Manifest) -> Iterator[str]:
    """Yield a sentence for everything in which a backup differs from its manifest."""
    yield from file_faults(folder, manifest)
    path = folder / FILES[manifest.engine]
    if path.is_file():
        checks = {"sqlite": sqlite_faults, "postgresql": dump_faults}
        yield from checks[manifest.engine](path, manifest)


def file_faults(folder: Path, manifest: Manifest) -> Iterator[str]:
    """Yield a sentence for every file that is missing or has other bytes."""
    for name, stored in manifest.files.items():
        yield from _file_fault(folder / name, name, stored)
    checked = set()
    for name, stored in manifest.media.items():
        if stored.sha256 not in checked:
            checked.add(stored.sha256)
            yield from _file_fault(place_of(folder, stored.sha256), name, stored)


def _file_fault(path, name, stored):
    if not path.is_file():
        yield f"缺文件 {name}"
    elif path.stat().st_size != stored.size or file_digest(path) != stored.sha256:
        yield f"文件 {name} 的内容与清单不符"


def sqlite_faults(path: Path, manifest: Manifest) -> Iterator[str]:
    """Yield a sentence for everything that is wrong in a copied SQLite database."""
    try:
        with opened_copy(path) as copy:
            yield from _sqlite_faults(copy, manifest)
    except sqlite3.DatabaseError as error:
        yield f"数据库打不开（{error}）"


def _sqlite_faults(copy, manifest):
    (found,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        yield f"数据库内部损坏（{found.splitlines()[0]}）"
        return
    if broken := copy.execute("PRAGMA foreign_key_check").fetchone():
        yield f"表 {broken[0]} 的一行指向不存在的 {broken[2]}"
    facts = facts_of(copy.execute, engine="sqlite", names=manifest.rows)
    yield from _count_faults(facts.rows, manifest)
    if not chain_holds(copy.execute, manifest.audit):
        yield "审计链没有写到备份开始时的末尾，副本不完整"
    named = set(manifest.media) | set(manifest.missing)
    yield from (f"数据库提到的文件 {name} 不在备份里" for name in facts.media if name not in named)


def dump_faults(path: Path, manifest: Manifest) -> Iterator[str]:
    """Yield a sentence for everything that is wrong in a dump of PostgreSQL."""
    counts = Counter(dict.fromkeys(manifest.rows, 0))
    try:
        for table, _ in dumped_lines(path):
            counts[table] += 1
    except BackupError as error:
        yield f"数据库转储读不到末尾（{error}）"
        return
    yield from _count_faults(counts, manifest)


def dumped_lines(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield (table, line) of every row in a dump.
    Raise BackupError if it is not whole."""
    command = ["pg_restore", "--data-only", "--file=-", str(path)]
    with tempfile.TemporaryFile() as errors:
        try:
            running = subprocess.Popen(  # noqa: S603 (own words)
                command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors
            )
        except FileNotFoundError as error:
            raise BackupError(PROGRAM_MISSING.format(command[0])) from error
        with running:
            yield from _rows_of(running.stdout)
        if running.returncode:
            errors.seek(0)
            raise BackupError(errors.read(300).decode("utf-8", "replace").strip())


def _rows_of(stream):
    table = ""
    for line in stream:
        if not table:
            begins = COPY.match(line)
            table = begins[1].decode() if begins else ""
        elif line.rstrip(b"\n") == END:
            table = ""
        else:
            yield table, line


def _count_faults(counts, manifest):
    for table, expected in manifest.rows.items():
        if table not in counts:
            yield f"没有表 {table}"
        elif counts[table] != expected:
            yield f"表 {table} 应有 {expected} 行，实有 {counts[table]} 行"
