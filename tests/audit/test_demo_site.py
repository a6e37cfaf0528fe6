"""The demonstration site, served as in production: crawled, weighed, looked at by axe.

The part of `make audit` that needs nothing from npm. Lighthouse, the Nu checker, npm's newer axe
and the wide screens are in `make audit` alone.
"""

import pytest

from tests.audit import axe, crawl, site, weight
from tests.audit.pages import kinds

pytestmark = [pytest.mark.browser, pytest.mark.any_database]


@pytest.fixture(scope="module")
def found():
    """The crawl of a fresh demonstration site, which runs until the last test here is done."""
    with site.demonstration() as address:
        yield crawl.crawl(address)


def words(outcome):
    return [str(finding) for finding in outcome.findings]


def test_every_address_leads_somewhere_and_nobody_else_is_asked(found):
    assert words(crawl.check(found)) == []
    assert {"home", "article", "column", "event", "initiative", "series"} <= set(kinds(found))


def test_every_page_is_light_and_nothing_moves(found, browser):
    assert words(weight.check(browser, found, kinds(found))) == []


def test_every_kind_of_page_is_accessible_in_each_mode(found, browser):
    assert words(axe.check(browser, found.site, kinds(found), widths=[390])) == []
