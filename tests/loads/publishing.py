"""Publications by another process while two workers keep pages: how often the next reader sees the former text.

    python -m tests.loads.publishing 1000               expected: 0 former answers
    python -m tests.loads.publishing 20 --control       the numbers are not raised: former answers

After each publication the text, the home page and the list of articles are asked for several times over
connections of their own, so that both workers answer. Decision 137.
"""

import argparse
import os
import re
import sys
import tempfile
from pathlib import Path

from tests.loads.places import Served, demo_site, environment, own_database, run, served

ASKED = 4  # times a page
LISTS = ("/", "/articles/")


def load(rounds, *, control=False):
    """Return (answers, former answers) of so many publications on a new demonstration site."""
    with tempfile.TemporaryDirectory() as place, own_database() as database:
        own = environment(Path(place) / "site", database)
        demo_site(own)
        with served(own) as site:
            words = ("-m", "tests.loads.publishing", rounds, "--port", site.port)
            told = run(own, *words, *(["--control"] if control else []))
    return tuple(int(number) for number in re.findall(r"\d+", told.splitlines()[-1])[:2])


def publish(rounds, port, *, control):
    """Publish in this process, read from the server's. Returns (answers, former answers)."""
    import django

    django.setup()
    from chamber.page_cache import writes
    from tests.helpers import making

    if control:
        writes.configure(None, lambda *_: ())
    site, answers, former = Served(port, Path()), 0, 0
    row = making.article("public", headline="第0次发布")
    for number in range(1, rounds + 1):
        making.republish(row, headline=f"第{number}次发布")
        for path in (row.get_absolute_url(), *LISTS) * ASKED:
            _, _, page = site.get(path)
            answers += 1
            former += f"第{number}次发布" not in re.sub("<wbr>", "", page.decode())
    return answers, former


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.loads.publishing")
    parser.add_argument("rounds", type=int)
    parser.add_argument("--control", action="store_true", help="raise no number")
    parser.add_argument("--port", type=int, help="publish only, and read from this server")
    given = parser.parse_args()
    if given.port:
        answers, former = publish(given.rounds, given.port, control=given.control)
    else:
        answers, former = load(given.rounds, control=given.control)
    print(f"{answers} 次访问，{former} 次得到发布以前的网页", flush=True)
    sys.exit(bool(former) and not given.port)


if __name__ == "__main__":
    if "--port" not in sys.argv:
        os.environ.pop("CHAMBER_DATA", None)
    main()
