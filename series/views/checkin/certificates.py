"""Certificates of attendance: printed by their person, verified by anybody. Decision 131."""

from django.http import Http404
from django.shortcuts import render

from series.actions.errors import RegistrationError
from series.actions.registration.attempts import count_attempt
from series.context import root_of
from series.models import AttemptKind
from series.registration.certificates import certificate_of_number, certificates_of
from series.views.entry_addresses import shows_no_entry
from series.views.private import private_page
from series.views.registration import group_or_404


@shows_no_entry
@private_page
def own_certificates(request, code):
    """Print the certificates of those of a form who were there."""
    group = group_or_404(code)
    found = certificates_of(group.people.order_by("pk"))
    if not found:
        raise Http404("签到以后才有参会证明")
    context = {"certificates": found, "root": root_of(request)}
    return render(request, "checkin/certificates.html", context)


@shows_no_entry
@private_page
def verify_certificate(request, number):
    """Tell whether a certificate is true: the event, the days, a masked name, nothing else."""
    try:
        count_attempt(AttemptKind.FIND)
    except RegistrationError as error:
        context = {"wrong": str(error)}
        return render(request, "checkin/verified.html", context, status=429)
    certificate = certificate_of_number(number)
    status = 200 if certificate else 404
    return render(request, "checkin/verified.html", {"certificate": certificate}, status=status)
