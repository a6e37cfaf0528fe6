"""Every row and receipt that an import leaves, to compare two versions of the code.

    python -m tests.benchmarks.loads.import_rows rows.txt 240 [file or folder …]

Imports texts of one mould and unlike ones, so many of each, then the paths, and writes each receipt
and each row of each table as a line. Run it in both checkouts; `cmp` must find no difference. Keys,
moments and what names the code (the seal of a finished text) are left out.
"""

import hashlib
import json
import re
import sys
from datetime import datetime

from tests.benchmarks.site import fresh_site

CODE = ("form", "seal", "hash", "stamp", "created_at")
TODAY = re.compile(datetime.now().strftime("%Y-%m-"))
APART = frozenset({"django_migrations", "chamber_registerstate", "series_vocabularystate"})


def receipts(paths, *, publish):
    """Yield a line for each receipt of an import of these paths."""
    from series.actions.imports.run import Import

    run = Import(column="新时代 新常商 新力量", publish=publish, commit=True)
    for receipt in run.receipts([str(path) for path in paths]):
        yield f"receipt {receipt!r}"


def rows():
    """Yield a line for each row of each table that can be read."""
    from django.db import connection

    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names()):
            if table in APART or table.endswith(("_whole", "_heading", "_single")):
                continue  # the last are read only by a question to the index; its data stand beside
            cursor.execute(f'SELECT * FROM "{table}"')
            names = [column[0] for column in cursor.description]
            lines = [dict(zip(names, map(_shown, row), strict=True)) for row in cursor]
            for line in lines:
                for name in CODE:
                    line.pop(name, None)
            yield from sorted(f"{table} {json.dumps(line, ensure_ascii=False)}" for line in lines)


def _shown(value):
    if isinstance(value, bytes | memoryview):
        return hashlib.sha256(value).hexdigest()
    return "now" if TODAY.match(str(value)) else str(value)


def main(target, count, paths):
    folder = fresh_site()
    from tests.benchmarks import texts

    made = [texts.write_archive(folder / "mould.jsonl", count)]
    made.append(texts.write_unlike(folder / "unlike.jsonl", count))
    found = [*receipts(made, publish=True), *receipts(paths, publish=False), *rows()]
    lines = [line.replace(str(folder), "") for line in found]
    with open(target, "w", encoding="utf-8") as file:
        file.write("\n".join(lines))
    print(f"{len(lines)} lines, of them {sum(line[:7] == 'receipt' for line in lines)} receipts")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
