from django import template
from django.utils import timezone

from chamber.personal_data.phones import masked_phone, phone_tail
from series.actions.reports.registrations import masked_email, standing_word
from series.models import RegistrationSettings, RegistrationWay
from series.registration.places import places_of
from series.registration.window import window_of

register = template.Library()
register.filter("masked", masked_phone)
register.filter("tail", phone_tail)
register.filter("masked_email", masked_email)
register.filter("standing_word", standing_word)


@register.inclusion_tag("registration/_box.html")
def registration_box(event):
    """Return what an event's page says of registration; nothing where there is none.

    Query cost: one for the settings, one more for the numbers where registration is on this site.
    """
    settings = RegistrationSettings.objects.filter(pk=event.pk).first()
    if settings is None or settings.way == RegistrationWay.NONE:
        return {}
    if settings.way == RegistrationWay.ELSEWHERE:
        return {"event": event, "settings": settings}
    return {
        "event": event,
        "settings": settings,
        "window": window_of(event, settings, timezone.now()),
        "places": places_of(settings),
    }
