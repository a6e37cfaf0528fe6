"""Markup that is read elsewhere than on its page."""

from series.text.markup import stored_html


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


def test_the_first_stored_picture():
    assert stored_html.first_picture("<p>无图</p>") == ""
    two = '<figure><img src="/pictures/2/b.png" alt=""><img src="/pictures/1/a.png"></figure>'
    assert stored_html.first_picture(two) == "/pictures/2/b.png"
    assert stored_html.first_picture('<img src="picture:tok" alt="">') == ""
