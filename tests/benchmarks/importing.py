"""Import of 1,000 texts: milliseconds a text, and how it grows on the way from 100 to 1,000.

python -m tests.benchmarks.importing
"""

import time
from collections import Counter

from tests.benchmarks.site import fresh_site, table

COUNT = 1_000
STEP = 100


def timed(receipts):
    """(milliseconds of processor time of each text, how many came out as what)."""
    taken, outcome, start = [], Counter(), time.process_time()
    for receipt in receipts:
        now = time.process_time()
        taken.append((now - start) * 1000)
        outcome[receipt.status] += 1
        start = time.process_time()
    return taken, outcome


def main():
    folder = fresh_site()
    from series.actions.imports.run import Import
    from series.text.language import segmenter
    from tests.benchmarks import texts

    segmenter.cut_words("企业家组织参观工厂")  # its half second is not the import's
    runs = {
        "文件夹，首次": (texts.write_folder(folder / "texts", COUNT), False),
        "文件夹，再次（均未变）": (folder / "texts", False),
        "整库 .jsonl，归档发布": (texts.write_archive(folder / "archive.jsonl", COUNT), True),
    }
    rows, clock = [], time.perf_counter
    for name, (path, publish) in runs.items():
        run = Import(column="新时代 新常商 新力量", publish=publish, commit=True)
        begun = clock()
        taken, outcome = timed(run.receipts([str(path)]))
        early, late = sum(taken[:STEP]) / STEP, sum(taken[-STEP:]) / STEP
        result = "、".join(f"{status} {count}" for status, count in outcome.items())
        whole = f"{clock() - begun:.1f}"
        rows.append([name, whole, f"{early:.1f}", f"{late:.1f}", f"{late / early:.2f}", result])
    head = ["导入", "共（秒）", "前 100 篇（毫秒/篇）", "末 100 篇（毫秒/篇）", "末/前", "结果"]
    table(head, rows)


if __name__ == "__main__":
    main()
