"""Our side: `python -m tests.benchmarks.serving.wagtail.ours TOTAL FILE` on a site in CHAMBER_DATA.

It fills the site up to so many texts and writes the newest of the demonstration, address and body, into FILE.
"""

import json
import sys
from pathlib import Path

import django


def main(total, file):
    django.setup()
    from series.actions.site.finishing import refinish
    from series.models import Entry, Kind
    from tests.benchmarks.entries import grow_to

    newest = Entry.objects.published().filter(kind=Kind.ARTICLE).newest_first().first()
    grow_to(total)
    refinish()
    text = {"address": newest.get_absolute_url(), "headline": newest.headline, "body": newest.body}
    Path(file).write_text(json.dumps(text))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
