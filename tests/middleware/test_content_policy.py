"""Middleware: the content policy that pages carry."""

import pytest
from csp.decorators import csp_exempt, csp_replace
from csp.middleware import CSPMiddleware
from django.http import HttpResponse
from django.test import RequestFactory

from series.middleware.content_policy import ContentPolicy

HEADER = "Content-Security-Policy"


def usual(request):
    return HttpResponse("正文")


def own_header(request):
    return HttpResponse("正文", headers={HEADER: "default-src 'none'"})


def parts(middleware, view):
    """The directives of an answer; the library writes them in any order."""
    answer = middleware(view)(RequestFactory().get("/"))
    return sorted(answer.headers.get(HEADER, "").split("; "))


VIEWS = {
    "usual": usual,
    "framed by the site": csp_replace({"frame-ancestors": ["'self'"]})(usual),
    "without": csp_exempt()(usual),
    "its own": own_header,
}


@pytest.mark.parametrize("name", VIEWS)
def test_an_answer_has_the_policy_that_the_library_would_write(name):
    view = VIEWS[name]
    assert parts(ContentPolicy, view) == parts(CSPMiddleware, view)


def test_the_views_differ():
    assert len({tuple(parts(ContentPolicy, view)) for view in VIEWS.values()}) == len(VIEWS)
