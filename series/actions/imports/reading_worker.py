"""The start of a process that reads lines of an archive.
It imports no model before it is set up."""

import django
from django.conf import settings

from series.search.composing import start_worker


def begin(database, *facts):
    """Set the process up on the database of its parent, and load its dictionaries."""
    settings.DATABASES["default"]["NAME"] = database
    django.setup()
    start_worker(*facts)
