"""What machines read, in a real browser: data blocks stay data under the strict policy."""

import json

import pytest

from tests.helpers import making

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HOSTILE = "</script><script>alert(1)</script>“结束”"
LISTEN = """
window.broken = [];
document.addEventListener('securitypolicyviolation', e => window.broken.push(e.violatedDirective));
"""
BLOCKS = """Array.from(document.querySelectorAll('script[type="application/ld+json"]'),
  e => e.textContent)"""


@pytest.fixture
def addresses(live_server):
    series = making.series("常商论坛", kind="forum")
    rows = [
        making.article("public", headline=HOSTILE, summary=HOSTILE),
        making.initiative("public", headline=HOSTILE),
        making.event("public", headline=HOSTILE, series=series, number=1),
    ]
    paths = ["/", "/articles/", series.get_absolute_url()]
    return [live_server.url + path for path in (*paths, *(r.get_absolute_url() for r in rows))]


def test_data_blocks_break_no_rule_and_run_nothing(page, addresses):
    said, alerts = [], []
    page.add_init_script(LISTEN)
    page.on("console", lambda message: said.append(message.text))
    page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    named = []
    for address in addresses:
        page.goto(address)
        blocks = [json.loads(text) for text in page.evaluate(BLOCKS)]
        assert blocks, address
        named += [block.get("headline", block.get("name")) for block in blocks]
        assert page.evaluate("window.broken") == [], address
    assert named.count(HOSTILE) == 3
    assert (said, alerts) == ([], [])


def test_control_a_script_of_our_own_would_be_refused_and_heard(page, addresses):
    page.add_init_script(LISTEN)
    page.goto(addresses[0])
    page.evaluate(
        "{const e = document.createElement('script'); e.textContent = 'alert(1)';"
        "document.body.append(e)}"
    )
    page.wait_for_function("() => window.broken.length > 0")
    assert page.evaluate("window.broken[0]").startswith("script-src")


def test_the_interface_can_be_read_from_another_site(page, live_server):
    """By a page of another origin; the control is a public page, which is not open so."""
    making.article("public", headline="可以读取")
    page.context.grant_permissions(["local-network-access"])  # both sites are this machine
    other = live_server.url.replace("localhost", "127.0.0.1") + "/another-site"
    bare = "<!doctype html><title>另一个网站</title>"
    page.route(other, lambda route: route.fulfill(body=bare, content_type="text/html"))
    page.goto(other)
    read = "u => fetch(u).then(a => a.text(), () => 'refused')"
    assert "可以读取" in page.evaluate(read, f"{live_server.url}/api/entries/")
    assert page.evaluate(read, f"{live_server.url}/articles/") == "refused"
