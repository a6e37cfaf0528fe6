"""The pages of taking part are well-formed: no id twice, headings in order."""

import json

import pytest
from html5lib import parse

from tests.audit.participation_scene import lay_out
from tests.helpers.reading import disorder, read

pytestmark = pytest.mark.django_db


def test_every_page_of_taking_part_is_in_good_order(client, capsys):
    lay_out()
    for path in json.loads(capsys.readouterr().out).values():
        read(client, path)


def test_control_an_id_twice_is_found():
    twice = "<!DOCTYPE html><title>a</title><h1>b</h1><p id=a>c</p><p id=a>d</p>"
    assert disorder(parse(twice, namespaceHTMLElements=False))
