"""What a process that serves pages loads and starts at its beginning."""

from django.urls import get_resolver

from series.actions.counters import requests, searches, views
from series.actions.media import render_thread
from series.search import warming


def start():
    """Load the URL table, and start the threads of a serving process.

    Called once by chamber/wsgi.py, after Django is set up. No reader waits for the URL table or the
    dictionaries; pictures uploaded through this process are rendered in its background; views,
    searches and requests are counted here and written every few seconds. Decisions 35, 43, 76.
    """
    _ = get_resolver().url_patterns
    render_thread.switch_on()
    for counter in (views, searches, requests):
        counter.write_behind.switch_on()
    warming.switch_on()
