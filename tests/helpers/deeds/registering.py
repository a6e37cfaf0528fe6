"""Registrations for tests: events that take them, forms as the public sends them."""

import uuid
from datetime import timedelta
from itertools import count

from django.urls import reverse
from django.utils import timezone

from series.actions.registration.register import Person, SentForm, register
from series.actions.registration.settings import save_settings
from series.registration.form_tokens import make_token
from tests.helpers import making, people

_numbers = count(13800000000)


def open_registration(event, **fields):
    """Open the registration of an event by the desk's own action. Returns its settings."""
    return save_settings(event, by=people.chief(), **{"way": "open", "capacity": 10, **fields})


def open_event(state="public", *, settings=None, **content):
    """An event in a week that takes registrations."""
    start = timezone.localtime(timezone.now() + timedelta(days=7)).replace(microsecond=0)
    given = {
        "starts_at": start.isoformat(),
        "ends_at": (start + timedelta(hours=3)).isoformat(),
        **content,
    }
    event = making.event(state, **given)
    open_registration(event, **(settings or {}))
    return event


def new_phone():
    return str(next(_numbers))


def sent(*names, **fields):
    """What a form of these people says; each has a phone of their own."""
    names = names or ("王敏",)
    given = {"people": tuple(Person(name, new_phone()) for name in names), **fields}
    return SentForm(**{"form_key": uuid.uuid4().hex, **given})


def enrol(event, *names, by=None, **fields):
    """Register these people in one form. Returns the form."""
    return register(event, sent(*names, **fields), by=by)


def posted(event, **fields):
    """The fields of a public form that a person has filled in for a minute."""
    shown = timezone.now() - timedelta(minutes=1)
    return {
        "token": make_token(event.pk, now=shown),
        "name_1": "王敏",
        "phone_1": new_phone(),
        "organization": "常州一家企业",
        "agree": "on",
        **fields,
    }


def post(client, event, **fields):
    return client.post(reverse("series:register", args=[event.pk]), posted(event, **fields))


def admitted(event):
    """The names of those who were told that they have a place, in the order of the queue."""
    rows = event.registrations.in_queue().exclude(admitted_at=None)
    return list(rows.values_list("name", flat=True))
