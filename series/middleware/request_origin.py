"""Where a request comes from, for the audit: set for its length, taken back afterwards."""

import ipaddress

from django.conf import settings

from series.actions.audit import chain


def request_origin(get_response):
    """Middleware: `auditing.origin` while the request is answered."""

    def answer(request):
        channel = "desk" if request.path.startswith("/desk/") else "site"
        token = chain.origin.set(chain.Origin(channel, client_address(request)))
        try:
            return get_response(request)
        finally:
            chain.origin.reset(token)

    return answer


def client_address(request):
    """Return the client's address in its one spelling, or None.

    Behind a proxy it is the last name in X-Forwarded-For: the one that the proxy itself wrote;
    whatever stands before it, the client may have sent.
    """
    told = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        told = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2] or told
    return tidy_address(told)


def tidy_address(text):
    """Return 192.0.2.1 of “192.0.2.1:4711”, “[2001:DB8::1]:80” or “::ffff:192.0.2.1”; None for what
    is no address."""
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
