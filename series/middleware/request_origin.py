"""Middleware that tells the audit where a request comes from."""

import ipaddress

from django.conf import settings

from series.actions.audit import chain


def request_origin(get_response):
    """Middleware: set `chain.origin` while the request is answered."""

    def answer(request):
        channel = "desk" if request.path.startswith("/desk/") else "site"
        token = chain.origin.set(chain.Origin(channel, client_address(request)))
        try:
            return get_response(request)
        finally:
            chain.origin.reset(token)

    return answer


def client_address(request):
    """Return the client's IP address in its normal form, or None.

    Behind a proxy it is the last address in X-Forwarded-For: that one the proxy itself wrote, and
    the others may be forged by the client.
    """
    sent = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        sent = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2] or sent
    return tidy_address(sent)


def tidy_address(text):
    """Return an IP address without port, in normal form; None if it is none.

    “192.0.2.1:4711” and “::ffff:192.0.2.1” give 192.0.2.1, “[2001:DB8::1]:80” gives 2001:db8::1."""
    bare = text.strip()
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        address = ipaddress.ip_address(bare)
    except ValueError:
        return None
    mapped = getattr(address, "ipv4_mapped", None)
    return None if getattr(address, "scope_id", None) else str(mapped or address)
