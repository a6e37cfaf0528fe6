"""Which charset a request declares for its text; anything but UTF-8 is refused. Decision 105.

Some of Python's codecs give lone surrogates or no text at all, and Django decodes the query with
them in the constructor of the request, before any middleware: base64, hex or punycode there ended
in a fault page.
"""

import codecs

from django.template.loader import render_to_string
from django.utils.http import parse_header_parameters

from chamber.early_answers import answer_early

STATUS = "400 Bad Request"


def declares_utf8(content_type: str) -> bool:
    """Tell whether a Content-Type declares UTF-8, no charset, or one that Python does not know.

    An unknown one is read as UTF-8, as Django does."""
    try:
        _, parameters = parse_header_parameters(content_type)
    except ValueError:  # a parameter in an encoding that does not exist
        return False
    try:
        return codecs.lookup(parameters.get("charset") or "utf-8").name == "utf-8"
    except (LookupError, ValueError):
        return True


def refuse_other_charsets(application):
    """WSGI middleware: answer 400 to a request in another charset, before Django reads it."""

    def answer(environ, start_response):
        if declares_utf8(environ.get("CONTENT_TYPE", "")):
            return application(environ, start_response)
        page = render_to_string("400.html").encode()
        return answer_early(environ, start_response, STATUS, page)

    return answer
