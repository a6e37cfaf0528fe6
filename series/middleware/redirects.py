"""Middleware that looks for a redirect where nothing else answers. Decision 122."""

from django.db import DatabaseError
from django.http import HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.encoding import iri_to_uri

from chamber.outages import outage_of
from series.actions.counters.redirect_hits import count_hit
from series.actions.site.redirects import redirect_at
from series.models import Visibility
from series.models.site.redirect import PERMANENT

SAFE = ("GET", "HEAD")
GONE = (Visibility.WITHDRAWN, Visibility.EXPIRED)
NOT_FOUND = 404
DESK = "/desk/"


def redirects(get_response):
    """Middleware: answer a public 404 with the redirect of its address, if there is one.

    Pages that are found cost nothing. A database that fails leaves the 404 as it is.
    """

    def answer(request):
        response = get_response(request)
        is_missing = response.status_code == NOT_FOUND and request.method in SAFE
        if not is_missing or request.path.startswith(DESK) or "\0" in request.path:
            return response
        try:
            row = redirect_at(request.path, request.META["QUERY_STRING"])
        except DatabaseError as error:
            if outage_of(error) is None:
                raise
            return response
        return (row and answer_of(request, row)) or response

    return answer


def answer_of(request, row):
    """Return the redirect; 410 where its text was withdrawn, None where it is not public."""
    if row.entry_id and not row.entry.is_public:
        return _gone(request, row.entry) if row.entry.visibility in GONE else None
    count_hit(row.pk)
    kind = HttpResponsePermanentRedirect if row.code == PERMANENT else HttpResponseRedirect
    response = kind(iri_to_uri(_with_query(row, request.META["QUERY_STRING"])))
    patch_cache_control(response, no_cache=True)
    return response


def _with_query(row, query):
    """Return the target with the request's query, unless one of the two has its own."""
    if not query or "?" in row.old_path or "?" in row.target:
        return row.target
    address, hash_sign, place = row.target.partition("#")
    return f"{address}?{query}{hash_sign}{place}"


def _gone(request, entry):
    expired = entry.visibility == Visibility.EXPIRED
    response = render(request, "410.html", {"expired": expired}, status=410)
    patch_cache_control(response, no_cache=True)
    return response
