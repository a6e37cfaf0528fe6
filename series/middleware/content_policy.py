"""Middleware that writes the content policy, whose usual form is made once a process."""

from functools import cached_property

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings


class ContentPolicy(CSPMiddleware):
    """Middleware: django-csp writes the header anew only where a view asked for another one."""

    @cached_property
    def _usual(self):
        return build_policy()

    def process_response(self, request, response):
        asks_for_another = any(name.startswith("_csp") for name in vars(response))
        has_nonce = getattr(request, "_csp_nonce", None) is not None
        if settings.DEBUG or asks_for_another or has_nonce:
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, self._usual)
        return response
