"""Odd requests get no answer of 500; a fault in a view, or of Django's own, is counted."""

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from django.urls import path

from chamber import urls
from chamber.content_types import refuse_other_charsets
from tests.helpers import making, people
from tests.loads.fuzzing import Answers, sign_in
from tests.loads.fuzzing import routes as all_routes
from tests.loads.requests import Requests

FEW, MORE = 150, 1000


@pytest.fixture
def sessions(db):
    """Sessions of three roles on a site with something to find; the test's connection stays open."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield _sessions()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def _sessions():
    for state in ("public", "draft", "submitted", "withdrawn"):
        making.article(state, tags=["AI"])
    making.event("public")
    cast = {"admin": people.admin(), "editor": people.editor(), "chief": people.chief()}
    return {role: _key(person) for role, person in cast.items()}


def _key(person):
    client = Client()
    client.force_login(person)
    return client.session.session_key


def answer(requests, count, *, sessions):
    """The Answers of the site inside this process, as a server calls it."""
    application, answers = refuse_other_charsets(WSGIHandler()), Answers()
    for number in range(count):
        request, statuses = requests.number(number), []
        sign_in(request, sessions)

        def start(status, headers, told=statuses):
            told.append(int(status.split()[0]))

        response = application(request.as_environ(), start)
        for _ in response:
            pass
        if hasattr(response, "close"):
            response.close()
        answers.add(request, statuses[0])
    return answers


def test_a_few_odd_requests_are_answered(sessions):
    requests = Requests(all_routes(), seed="quick", roles=("", *sessions, "admin"))
    answers = answer(requests, FEW, sessions=sessions)
    assert answers.errors == []
    assert {200, 302, 400, 403, 404} <= set(answers.statuses)


@pytest.mark.slow(reason="a minute: a thousand of them; a few stay")
def test_a_thousand_odd_requests_are_answered(sessions):
    requests = Requests(all_routes(), seed="more", roles=("", *sessions, "admin"))
    answers = answer(requests, MORE, sessions=sessions)
    assert answers.errors == []
    assert answers.desk[200] > 20


def fall(request, pk):
    raise RuntimeError("fault")


class FaultyUrls:
    urlpatterns = [path("articles/<int:pk>/", fall), *urls.urlpatterns]
    handler400, handler403 = urls.handler400, urls.handler403


def test_control_a_broken_view_and_a_fault_page_of_django_s_are_counted(sessions, settings):
    settings.ROOT_URLCONF = FaultyUrls
    requests = Requests(["articles/<int:pk>/"], seed="control")
    answers = answer(requests, 40, sessions=sessions)
    assert len(answers.errors) == answers.statuses[500] > 5


def test_a_request_is_the_same_each_time():
    one, other = (Requests(["search/", "tags/<str:slug>/"], seed=1) for _ in range(2))
    assert [one.number(n).as_bytes() for n in range(50)] == [
        other.number(n).as_bytes() for n in range(50)
    ]
