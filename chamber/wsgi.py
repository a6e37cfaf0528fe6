import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chamber.settings")
application = get_wsgi_application()

from series.actions import rendering, viewing  # noqa: E402 (their models need the application)
from series.search import warming  # noqa: E402

rendering.switch_on()  # pictures uploaded through this process are rendered in its background
viewing.switch_on()  # what readers open is counted here and written every few seconds
warming.switch_on()  # no reader waits for a dictionary
