import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chamber.settings")
application = get_wsgi_application()

from series import serving  # noqa: E402 (its models need Django set up)

serving.start()
