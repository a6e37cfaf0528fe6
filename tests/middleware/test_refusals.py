"""Which pool a request is answered in, and what a refused one is told, without the database."""

import json

import pytest
from django.core.handlers.wsgi import WSGIHandler

from chamber.page_cache.dependence import ENVIRON, Asked
from series import serving
from series.actions.counters import requests
from series.actions.desk.measures import measures
from tests.helpers.sites.kept_site import ask


@pytest.mark.parametrize(
    ("path", "pool"),
    [
        *(("/", "readers"), ("/search/", "readers"), ("/desktop/", "readers")),
        *(("/desk/", "desk"), ("/desk/series/article/1/autosave/", "desk")),
        *(("/static/site/base.css", "static"), ("/healthz", "probes"), ("/metrics", "probes")),
    ],
)
def test_each_kind_of_request_has_its_pool(path, pool):
    assert serving.pool_of({"PATH_INFO": path}) == pool


def test_a_page_that_will_be_kept_has_a_place_of_its_own():
    environ = {"PATH_INFO": "/articles/"}
    assert serving.pool_of(environ | {ENVIRON: Asked()}) == "pages"
    assert serving.pool_of(environ | {ENVIRON: Asked(is_expected=False)}) == "readers"


@pytest.fixture
def crowded():
    """The site with every place taken."""
    site = serving.in_pools(WSGIHandler())
    for pool in site._pools.values():
        while pool._places.acquire(blocking=False):
            pass
    return site


def test_a_reader_is_told_to_come_again_in_a_small_page(crowded):
    answer = ask(crowded, "/articles/")
    assert (answer.status, answer.headers["retry-after"]) == (503, "5")
    assert "现在访问的人太多，网站一时忙不过来，请稍等几秒再试。" in answer.text
    assert "没有存下" not in answer.text
    assert len(answer.body) < 2_000
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_writer_is_told_that_nothing_was_stored(crowded):
    answer = ask(crowded, "/desk/series/article/1/change/", method="POST")
    assert "这一步没有办成，也没有存下任何内容；请稍等几秒再试。" in answer.text


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        *(("/api/entries/", {}), ("/desk/series/article/1/autosave/", {})),
        ("/articles/", {"accept": "application/json"}),
    ],
)
def test_a_script_reads_the_sentence_out_of_json(crowded, path, headers):
    answer = ask(crowded, path, **headers)
    assert answer.headers["content-type"] == "application/json"
    assert json.loads(answer.body) == {
        "error": "现在访问的人太多，网站一时忙不过来，请稍等几秒再试。"
    }


def test_refusals_are_counted_by_pool_and_as_requests(crowded):
    before = requests.totals()
    for path in ("/search/", "/articles/", "/desk/", "/healthz"):
        ask(crowded, path)
    answered, lasted, refused = requests.totals()
    assert refused - before[2] == {"readers": 2, "desk": 1, "probes": 1}
    named = ("search 503", "page 503", "desk 503", "probe 503")
    assert answered - before[0] == dict.fromkeys(named, 1)
    assert (lasted - before[1])["page +Inf"] == 1


@pytest.mark.django_db
def test_the_operator_reads_how_many_were_refused(crowded):
    ask(crowded, "/search/")
    count = requests.totals()[2]["readers"]
    assert f'chamber_refused_total{{pool="readers"}} {count}\n' in measures()
