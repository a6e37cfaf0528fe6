"""Publications on two application hosts in turn: how often the next reader of either sees the former text.

    python -m tests.loads.hosts 1000               expected: 0 former answers
    python -m tests.loads.hosts 20 --control       the numbers are not raised: former answers

Both hosts have two workers and folders of their own; PostgreSQL and Redis are theirs together. After each
publication the text, the home page and the list are asked for on both, over connections of their own.
Decision 143.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.helpers.sites.two_hosts import Publisher, two_hosts

ASKED = 4  # times a page and host
LISTS = ("/", "/articles/")


def load(rounds, *, control=False):
    """Return (answers, former answers) of so many publications."""
    with tempfile.TemporaryDirectory() as place, two_hosts(Path(place)) as site:
        hosts = (site.first, site.second)
        publishers = [Publisher(host) for host in hosts]
        key, address = publishers[0].do("create", "第0次发布")
        answers = former = 0
        for number in range(1, rounds + 1):
            deed = "unwatched" if control else "publish"
            assert publishers[number % 2].do(deed, key, f"第{number}次发布") is None
            for path in (address, *LISTS) * ASKED:
                for host in hosts:
                    answers += 1
                    former += f"第{number}次发布" not in host.get(path)[1]
        for publisher in publishers:
            publisher.end()
    return answers, former


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.loads.hosts")
    parser.add_argument("rounds", type=int)
    parser.add_argument("--control", action="store_true", help="raise no number")
    given = parser.parse_args()
    answers, former = load(given.rounds, control=given.control)
    print(f"{answers} 次访问，{former} 次得到发布以前的网页", flush=True)
    sys.exit(bool(former))


if __name__ == "__main__":
    main()
