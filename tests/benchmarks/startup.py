"""How long a command takes to start, and what the shared dictionaries cost and save (decision 138).

python -m tests.benchmarks.startup
"""

import os
import subprocess
import sys
import time
from functools import partial

from tests.benchmarks.site import fresh_site, milliseconds, table

ROUNDS = 7
SETUP = "import django; django.setup()"
CUT = "from series.text.language.segmenter import cut_words; cut_words('企业家组织参观工厂')"
WITHOUT = "from series.text.dictionaries import mapped_file; mapped_file.configure(None)"
LENGTH, TEXTS = 2_000, 20
CASES = {
    "Python 本身": "pass",
    "django.setup()": SETUP,
    "加上全部网址和工作台": f"{SETUP}; from django.urls import get_resolver; get_resolver().url_patterns",
    "加上第一次分词": f"{SETUP}; {CUT}",
    "同上，不用共用的词典文件": f"{SETUP}; {WITHOUT}; {CUT}",
}


def main():
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    best = dict.fromkeys(CASES, float("inf"))
    for _ in range(ROUNDS):  # in turns, so that a busy moment hits every case
        for name, program in CASES.items():
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", program], env=environment, check=True)
            best[name] = min(best[name], (time.perf_counter() - start) * 1000)
    base = best["django.setup()"]
    rows = [[name, f"{taken:.0f}", f"{taken / base:.2f}"] for name, taken in best.items()]
    table(["启动", "毫秒（最快一次）", "与 django.setup() 之比"], rows)
    fresh_site()
    table([f"{LENGTH} 字一篇，毫秒", "库本身", "共用的文件", "速度之比"], list(speeds()))


def speeds():
    """Yield what the library takes for a text of so many characters, and what the file takes."""
    from series.text.dictionaries import jieba_library
    from series.text.language import pinyin, segmenter
    from tests.benchmarks.texts import text

    texts = [(text(seed) * 4)[:LENGTH] for seed in range(TEXTS)]
    shared = segmenter._ready()
    loaded = segmenter._loaded_cutter().with_terms(shared.known)
    read = pinyin._pypinyin().lazy_pinyin

    def cut(cutter):
        jieba_library.guess.cache_clear()
        cutter.__dict__.pop("_words_of", None)  # what it remembers
        for one in texts:
            cutter.cut(one)

    def each(way):
        for one in texts:
            way(one)

    deeds = {
        "分词": (lambda: cut(loaded), lambda: cut(shared)),
        "词性": tuple(partial(each, cutter.tagger().lcut) for cutter in (loaded, shared)),
        "拼音": tuple(
            partial(each, way) for way in (partial(read, errors=list), pinyin._mapped().read)
        ),
    }
    for name, (before, after) in deeds.items():
        best = [float("inf")] * 2
        for _ in range(ROUNDS):  # in turns
            for at, deed in enumerate((before, after)):
                best[at] = min(best[at], milliseconds(deed, times=1) / TEXTS)
        yield [name, *(f"{one:.2f}" for one in best), f"{best[0] / best[1]:.2f}"]


if __name__ == "__main__":
    main()
