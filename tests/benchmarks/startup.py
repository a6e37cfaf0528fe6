"""How long a command takes to start, with and without jieba's dictionary.

python -m tests.benchmarks.startup
"""

import os
import subprocess
import sys
import time

from tests.benchmarks.site import table

ROUNDS = 7
SETUP = "import django; django.setup()"
CASES = {
    "Python 本身": "pass",
    "django.setup()": SETUP,
    "加上全部网址和工作台": f"{SETUP}; from django.urls import get_resolver; get_resolver().url_patterns",
    "加上 jieba 第一次分词": f"{SETUP}; from series.text.language.segmenter import cut_words; cut_words('企业家组织参观工厂')",
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


if __name__ == "__main__":
    main()
