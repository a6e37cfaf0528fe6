import pytest

from chamber.contacts import contact_address
from series.text.language.contacts import dialled, mail_in


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("", ""),
        ("  ", ""),
        ("anquan@example.cn", "mailto:anquan@example.cn"),
        (" anquan@example.cn\n", "mailto:anquan@example.cn"),
        ("mailto:anquan@example.cn", "mailto:anquan@example.cn"),
        ("https://example.cn/report?a=1", "https://example.cn/report?a=1"),
        ("tel:+86-519-1234567", "tel:+86-519-1234567"),
    ],
)
def test_what_can_be_written_to(given, address):
    assert contact_address(given) == address


@pytest.mark.parametrize(
    "given",
    [
        *("http://example.cn", "0519-1234567", "请致电信息科", "javascript:alert(1)", "tel:信息科"),
        *("a@b.cn\nContact: mailto:x@y.cn", "https://a.cn/\x0bb", "https://", "mailto:", "a@b"),
        "https://例子.cn/",
    ],
)
def test_what_cannot_is_refused_in_a_sentence(given):
    with pytest.raises(ValueError, match="SITE_SECURITY_CONTACT 写作"):
        contact_address(given)


def test_the_mail_address_of_a_line():
    assert mail_in("电话 0519-1234，邮箱：a.b@example.com.cn。") == "a.b@example.com.cn"
    assert mail_in("电话 0519-1234") == ""


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0519-8568 0000", "051985680000"),
        ("（0519）85680000 转 8021", "051985680000,8021"),
        ("+86 138 0000 0000", "+8613800000000"),
        ("０５１９－８５６８００００", "051985680000"),
        ("", ""),
        ("12345", ""),
        ("打给老王", ""),
        ("85680000 或 85680001", ""),
    ],
)
def test_what_a_phone_can_dial(typed, number):
    assert dialled(typed) == number
