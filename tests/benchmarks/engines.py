"""The same 700 questions to SQLite and to PostgreSQL: how many of their first ten are the same.

python -m tests.benchmarks.engines
"""

import json
import subprocess
import sys
from random import Random

from tests.benchmarks.site import fresh_site, table

TEXTS, QUESTIONS = 1_000, 100
THIS = [sys.executable, "-m", "tests.benchmarks.engines", "--dump"]


def main():
    sqlite, postgres = (
        _answers(THIS),
        _answers([sys.executable, "-m", "tests.helpers.postgres", *THIS]),
    )
    rows = []
    for way, answers in sqlite.items():
        pairs = list(zip(answers, postgres[way], strict=True))
        shared = sum(len(set(one) & set(other)) for one, other in pairs)
        most = sum(max(len(one), len(other)) for one, other in pairs)
        same = sum(one == other for one, other in pairs)
        rows.append([way, len(pairs), f"{shared / most:.3f}", f"{same / len(pairs):.3f}"])
    table(["asked by", "questions", "overlap of the first ten", "same ten in the same order"], rows)


def _answers(command):
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def dump():
    """{way: [headlines of the first ten]} as one line of JSON."""
    fresh_site()
    from series.models import Entry
    from tests.helpers.corpus import publish, texts
    from tests.helpers.questions import frames, questions, shown

    found = texts(TEXTS)
    keys = publish(found)
    headlines = Entry.objects.in_bulk(keys)
    shared, chance, answers = frames([text.headline for text in found]), Random(4), {}
    for text in chance.sample(found, QUESTIONS):
        asked = questions(text.headline, chance, shared)
        asked["one word"] = chance.choice([*text.headline.split()[:1], text.headline[:4]])
        for way, line in asked.items():
            named = [headlines[key].headline for key in shown(line)]
            answers.setdefault(way, []).append(named)
    print(json.dumps(answers))


if __name__ == "__main__":
    dump() if "--dump" in sys.argv else main()
