"""One charset: what a request declares decides how its words are read, and some of Python's
charsets give halves of characters or none at all."""

import codecs

from django.core.exceptions import BadRequest


def require_utf8(get_response):
    """Middleware: 400 for a request that declares any charset but UTF-8. One that nobody knows
    is read as UTF-8, as Django does."""

    def answer(request):
        if request.encoding and codecs.lookup(request.encoding).name != "utf-8":
            raise BadRequest("a request in another charset")
        return get_response(request)

    return answer
