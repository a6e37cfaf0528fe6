"""A pressed button: what it did is said, a refusal too, and a fault of the program stays one."""

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import RequestFactory

from series.actions.errors import EditorialError
from series.admin.base import do_pressed


def pressed(do, deed):
    request = RequestFactory().post("/", {"do": do})
    request._messages = CookieStorage(request)
    done = do_pressed(request, {"save": deed}, "given")
    return done, [str(message) for message in request._messages]


def refuse(request, given):
    raise EditorialError("栏目不对，请重选")


def test_what_was_done_is_said():
    assert pressed("save", lambda request, given: f"已存 {given}") == (
        "已存 given",
        ["已存 given"],
    )


def test_a_refusal_and_an_unknown_button_are_sentences():
    assert pressed("save", refuse) == ("", ["栏目不对，请重选"])
    assert pressed("other", refuse) == ("", ["请用页上的按钮办理"])


def test_a_form_to_correct_says_nothing_by_itself():
    assert pressed("save", lambda request, given: "") == ("", [])


def test_a_fault_inside_a_deed_is_no_unknown_button():
    with pytest.raises(KeyError):
        pressed("save", lambda request, given: {}["missing"])
