import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chamber.settings")
application = get_wsgi_application()

from django.urls import get_resolver  # noqa: E402

from series.actions.counters import searches, views  # noqa: E402 (their models need it)
from series.actions.media import render_thread  # noqa: E402
from series.search import warming  # noqa: E402

get_resolver().url_patterns  # noqa: B018 (what answers is loaded now, not by the first reader)
render_thread.switch_on()  # pictures uploaded through this process are rendered in its background
# What readers open and look for is counted here and written every few seconds.
for counted in (views, searches):
    counted.rhythm.switch_on()
warming.switch_on()  # no reader waits for a dictionary
