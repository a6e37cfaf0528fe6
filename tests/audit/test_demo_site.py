"""The demonstration site, served as in production: crawled, weighed, looked at by axe.

The part of `make audit` that needs nothing from npm. Lighthouse, the Nu checker, npm's newer axe
and the wide screens are in `make audit` alone.
"""

import pytest

from tests.audit import axe, crawl, site, weight
from tests.audit.pages import kinds

pytestmark = [pytest.mark.browser, pytest.mark.any_database]


def words(outcome):
    return [str(finding) for finding in outcome.findings]


@pytest.mark.slow(
    reason="143 s: the whole demonstration site; the tools that look have their own tests"
)
def test_no_link_is_broken_no_page_is_heavy_and_axe_is_content_in_each_mode(browser):
    with site.demonstration() as address:
        found = crawl.crawl(address)
        pages = kinds(found)
        assert words(crawl.check(found)) == []
        assert {"home", "article", "column", "event", "initiative", "series"} <= set(pages)
        assert words(weight.check(browser, found, pages)) == []
        assert words(axe.check(browser, found.site, pages, widths=[390])) == []
