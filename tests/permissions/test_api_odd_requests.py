"""Whatever is asked, the interface and the cards answer in their own words and never fall."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers.reading import archived

pytestmark = pytest.mark.django_db
ANSWERS = {200, 301, 400, 404, 405, 410, 501}
NAMES = st.sampled_from(
    ["kind", "column", "series", "tag", "year", "before", "after", "size", "from", "to", "url"]
)
VALUES = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=30),
    st.integers().map(str),
    st.sampled_from(["20231117T0000-1", "20231117T0000-" + "9" * 18, "2026-12-04", "event", "NaN"]),
)
PATHS = st.sampled_from(
    ["entries/", "events/", "columns/", "series/", "tags/", "", "entries/1/", "openapi.json"]
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(path=PATHS, asked=st.dictionaries(NAMES, VALUES, max_size=4))
def test_any_question_is_answered_in_json(client, column, path, asked):
    answer = client.get(f"/api/{path}", asked)
    assert answer.status_code in ANSWERS
    told = answer.json()
    assert answer.status_code == 200 or set(told) == {"error"}


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    url=st.text(st.characters(codec="utf-8"), max_size=40),
    form=st.one_of(st.just("json"), st.text(st.characters(codec="utf-8"), max_size=8)),
)
def test_any_address_is_answered_by_the_cards(client, column, url, form):
    for given_url in (url, f"http://testserver/{url}"):
        answer = client.get("/oembed/", {"url": given_url, "format": form})
        assert answer.status_code in (404, 501)
        assert not answer.json()["error"].isascii()


def test_control_a_good_question_is_answered(client, column):
    row = archived()
    assert client.get("/api/entries/?size=1").json()["entries"]
    assert client.get("/oembed/", {"url": f"http://testserver{row.get_absolute_url()}"}).json()
