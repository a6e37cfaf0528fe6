import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chamber.settings")
application = get_wsgi_application()

from series.actions import rendering  # noqa: E402 (its models need the application)

rendering.switch_on()  # pictures uploaded through this process are rendered in its background
