"""Import of an archive and of a folder: milliseconds of processor time a text, and its growth.

    python -m tests.benchmarks.importing [5000] [--unlike]

Texts are of one mould (each has five similar ones that are read and compared), with `--unlike` of
other sentences each. Processor time is that of the importing process and of those that it starts to
read. A loop of additions before and after tells how fast the machine is.
"""

import sys
import time
from collections import Counter
from itertools import pairwise
from os import times

from tests.benchmarks.site import fresh_site, table

COUNT = 1_000
LOOP = 20_000_000


def used():
    """Seconds of processor time, of this process and of its ended children."""
    now = times()
    return now.user + now.system, now.children_user + now.children_system


def loop_seconds():
    """Seconds of processor time of LOOP additions."""
    total, begun = 0, used()[0]
    for at in range(LOOP):
        total += at
    return used()[0] - begun


def timed(receipts, *, step):
    """(own milliseconds of each `step` texts, how many came out as what)."""
    marks, outcome = [used()[0]], Counter()
    for at, receipt in enumerate(receipts, start=1):
        outcome[receipt.status] += 1
        if at % step == 0:
            marks.append(used()[0])
    steps = [(after - before) * 1000 / step for before, after in pairwise(marks)]
    return steps, outcome


def main(count, *, unlike):
    folder, step = fresh_site(), 1_000 if count > 2_000 else 100
    from series.actions.imports.run import Import
    from series.text.language import segmenter
    from tests.benchmarks import texts

    segmenter.preload()  # its second is not the import's
    write = texts.write_unlike if unlike else texts.write_archive
    archive = write(folder / "archive.jsonl", count)
    runs = {
        "整库 .jsonl，归档发布": (archive, True),
        "整库，再次（均未变）": (archive, True),
        "文件夹，首次": (texts.write_folder(folder / "texts", min(count, 300)), False),
        "文件夹，再次（均未变）": (folder / "texts", False),
    }
    rows, clock = [], time.perf_counter
    print(f"{LOOP:,} additions: {loop_seconds():.2f} s", flush=True)
    for name, (path, publish) in runs.items():
        run = Import(column="新时代 新常商 新力量", publish=publish, commit=True)
        begun, before = clock(), used()
        steps, outcome = timed(run.receipts([str(path)]), step=step)
        done = outcome.total()
        own, children = (
            (after - start) * 1000 / done for after, start in zip(used(), before, strict=True)
        )
        growth = steps[-1] / steps[0] if steps else 1
        result = "、".join(f"{status} {total}" for status, total in outcome.items())
        figures = [own + children, own, children, growth, clock() - begun]
        rows.append([name, *(f"{figure:.2f}" for figure in figures), result])
    print(f"{LOOP:,} additions: {loop_seconds():.2f} s\n", flush=True)
    growth = f"末 {step} 篇/首 {step} 篇"
    table(["导入", "毫秒/篇", "其中写入进程", "阅读进程", growth, "共（秒）", "结果"], rows)


if __name__ == "__main__":
    counts = [int(option) for option in sys.argv[1:] if option.isdecimal()]
    main(*counts or [COUNT], unlike="--unlike" in sys.argv)
