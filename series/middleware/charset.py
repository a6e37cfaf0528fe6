"""Middleware that refuses requests in other charsets than UTF-8.

A request declares how its text is decoded, and some of Python's codecs give lone surrogates or no
text at all.
"""

import codecs

from django.core.exceptions import BadRequest


def require_utf8(get_response):
    """Middleware: answer 400 to a request that declares another charset than UTF-8.

    An unknown charset is read as UTF-8, as Django does."""

    def answer(request):
        if request.encoding and codecs.lookup(request.encoding).name != "utf-8":
            raise BadRequest("a request in another charset")
        return get_response(request)

    return answer
