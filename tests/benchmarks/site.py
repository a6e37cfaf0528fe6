"""A site of its own for a measurement: production database options, an empty folder."""

import os
import time

import django


def fresh_site():
    """Set Django up on an empty, migrated database. Returns the folder."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    from django.conf import settings

    settings.DEBUG = False
    settings.ALLOWED_HOSTS = ["testserver"]
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    return settings.DATA_DIR


def milliseconds(deed, *, times):
    """The least processor time of so many runs: what else the machine does stays out of it."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        deed()
        taken.append((time.process_time() - start) * 1000)
    return min(taken)


def table(head, rows):
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    print("\n".join(f"| {' | '.join(map(str, line))} |" for line in lines), flush=True)
