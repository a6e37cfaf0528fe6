"""Middleware that refuses requests in other charsets than UTF-8."""

from django.core.exceptions import BadRequest

from chamber.content_types import declares_utf8


def require_utf8(get_response):
    """Middleware: answer 400 to a request that declares another charset than UTF-8."""

    def answer(request):
        if not declares_utf8(request.META.get("CONTENT_TYPE", "")):
            raise BadRequest("a request in another charset")
        return get_response(request)

    return answer
