from urllib.parse import urljoin, urlsplit

import pytest

from tests.helpers.reading import addresses, read

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_every_link_of_a_small_site_leads_somewhere(client, site):
    """Crawl from the home page; 0 broken links, and every kind of page is reached."""
    waiting, seen = ["/"], {}
    while waiting:
        address = waiting.pop()
        answer = client.get(address)
        seen[address] = answer.status_code
        if not answer.get("Content-Type", "").startswith("text/html"):
            continue
        for link in addresses(answer.content.decode()):
            target = urljoin(f"http://testserver{address}", link.partition("#")[0])
            parts = urlsplit(target)
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            skip = parts.netloc != "testserver" or path.startswith(("/static/", "/display/"))
            if not skip and path not in seen and path not in waiting and "m=" not in path:
                waiting.append(path)
    assert {address: code for address, code in seen.items() if code != 200} == {}
    for name in ("article", "initiative", "event", "column", "series", "forum", "festival"):
        assert site[name].get_absolute_url() in seen


def test_anchors_exist_on_their_page(client, site):
    text = read(client, site["article"].get_absolute_url())
    for link in addresses(text):
        if link.startswith("#"):
            assert f'id="{link[1:]}"' in text
