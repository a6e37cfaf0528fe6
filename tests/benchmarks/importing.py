"""Import of an archive and of a folder: milliseconds of processor time a text, and its growth.

    python -m tests.benchmarks.importing [3000]

Processor time is that of the importing process and of those that it starts to read.
"""

import sys
import time
from collections import Counter
from itertools import pairwise
from os import times

from tests.benchmarks.site import fresh_site, table

COUNT = 1_000
STEP = 100  # texts of the first and of the last part; an archive is stored in batches of so many


def used():
    """Seconds of processor time, of this process and of its ended children."""
    now = times()
    return now.user + now.system, now.children_user + now.children_system


def timed(receipts):
    """(own milliseconds of each STEP texts, how many came out as what)."""
    marks, outcome = [used()[0]], Counter()
    for at, receipt in enumerate(receipts, start=1):
        outcome[receipt.status] += 1
        if at % STEP == 0:
            marks.append(used()[0])
    steps = [(after - before) * 1000 / STEP for before, after in pairwise(marks)]
    return steps, outcome


def main(count):
    folder = fresh_site()
    from series.actions.imports.run import Import
    from series.text.language import segmenter
    from tests.benchmarks import texts

    segmenter.preload()  # its second is not the import's
    archive = texts.write_archive(folder / "archive.jsonl", count)
    runs = {
        "整库 .jsonl，归档发布": (archive, True),
        "整库，再次（均未变）": (archive, True),
        "文件夹，首次": (texts.write_folder(folder / "texts", min(count, 300)), False),
        "文件夹，再次（均未变）": (folder / "texts", False),
    }
    rows, clock = [], time.perf_counter
    for name, (path, publish) in runs.items():
        run = Import(column="新时代 新常商 新力量", publish=publish, commit=True)
        begun, before = clock(), used()
        steps, outcome = timed(run.receipts([str(path)]))
        done = outcome.total()
        own, children = (
            (after - start) * 1000 / done for after, start in zip(used(), before, strict=True)
        )
        growth = steps[-1] / steps[1 if len(steps) > 2 else 0]
        result = "、".join(f"{status} {total}" for status, total in outcome.items())
        figures = [own + children, own, children, growth, clock() - begun]
        rows.append([name, *(f"{figure:.2f}" for figure in figures), result])
    head = ["导入", "毫秒/篇", "其中写入进程", "阅读进程", "末百篇/第二百篇", "共（秒）", "结果"]
    table(head, rows)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else COUNT)
