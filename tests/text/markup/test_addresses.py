"""Markup that is read elsewhere than on its page."""

import pytest

from series.text.markup import stored_html
from series.text.markup.addresses import picture_key


def test_own_addresses_are_written_out_for_elsewhere():
    body = (
        '<p><a href="/articles/1/" rel="noopener">文</a><a href="https://a.cn/">外</a>'
        '<a href="#s1">节</a> src="/x"</p><figure><img src="/pictures/1/a.png" alt="/图"></figure>'
    )
    told = stored_html.absolute(body, root="https://zt.example.cn")
    assert 'href="https://zt.example.cn/articles/1/"' in told
    assert 'src="https://zt.example.cn/pictures/1/a.png"' in told
    for kept in ('href="https://a.cn/"', 'href="#s1"', ' src="/x"', 'alt="/图"'):
        assert kept in told


def test_the_addresses_of_pictures():
    two = '<figure><img src="/pictures/2/b.png" alt=""><img src="/pictures/1/a.png"></figure>'
    assert stored_html.picture_addresses("<p>无图</p>") == []
    assert stored_html.picture_addresses(two + two) == ["/pictures/2/b.png", "/pictures/1/a.png"]
    assert stored_html.picture_addresses('<img src="picture:tok" alt="">') == []


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("/pictures/7/0123456789ab.png", 7),
        ("/pictures/07/0123456789ab.png", None),
        ("/pictures/7/0123456789ab", None),
        ("/pictures/7/0123456789ab-480.webp", None),
        ("/pictures/7/0123456789AB.png", None),
        ("/pictures/7/0123456789ab.png/", None),
        ("/pictures/7/", None),
        ("/pictures/٧/0123456789ab.png", None),
        ("https://a.cn/pictures/7/0123456789ab.png", None),
    ],
)
def test_only_the_whole_address_names_a_picture(address, key):
    assert picture_key(address) == key
