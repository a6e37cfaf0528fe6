"""What every public template may name: the site's own facts."""

from django.conf import settings


def site(request):
    return {"site": settings.SITE}
