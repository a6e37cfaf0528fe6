import os

from django.core.wsgi import get_wsgi_application

from chamber.content_types import refuse_other_charsets

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chamber.settings")
application = refuse_other_charsets(get_wsgi_application())

from series import serving  # noqa: E402 (its models need Django set up)

application = serving.with_kept_pages(serving.in_pools(application))
serving.start()
