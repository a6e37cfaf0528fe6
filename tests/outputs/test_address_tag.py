"""`{% url %}`: the same addresses as the framework's own tag."""

import pytest
from django.template import Context, Engine, Template
from django.test import RequestFactory
from django.urls import NoReverseMatch, get_script_prefix, set_script_prefix

LINES = [
    "{% url 'series:home' %}",
    "{% url 'series:article' number %}",
    "{% url name number %}",
    "{% url 'series:tag' word %}",
    "{% url 'series:tag' slug=word %}",
    "{% url 'series:article' 7 as where %}<{{ where }}>",
    "{% autoescape off %}{% url 'series:tag' word %}{% endautoescape %}",
]
VALUES = {"number": 31, "word": "长三角&一体化", "name": "series:article_print"}


def printed(line, **more):
    return Template(line).render(Context({**VALUES, **more}))


@pytest.mark.parametrize("line", LINES)
def test_addresses_are_those_of_the_framework(line):
    known = Engine().from_string(line).render(Context(VALUES))
    assert [printed(line), printed(line)] == [known, known]
    assert "/" in known


def test_each_value_has_its_address():
    shown = [printed(LINES[1], number=number) for number in (31, 32, 31)]
    assert shown == ["/articles/31/", "/articles/32/", "/articles/31/"]


def test_an_address_that_nobody_has_is_refused_each_time():
    for _ in range(2):
        with pytest.raises(NoReverseMatch):
            printed("{% url 'series:nowhere' %}")


def test_the_part_before_all_addresses_counts():
    before = get_script_prefix()
    assert printed(LINES[1]) == "/articles/31/"
    set_script_prefix("/zhuanlan/")
    try:
        assert printed(LINES[1]) == "/zhuanlan/articles/31/"
    finally:
        set_script_prefix(before)


def test_names_are_looked_up_in_the_application_of_the_request():
    request = RequestFactory().get("/")
    request.current_app = "elsewhere"  # no such instance: the default one answers
    context = Context(VALUES)
    context.request = request
    assert Template("{% url 'admin:index' %}").render(context) == "/desk/"
