"""Settings of single sign-on that cannot work are refused at the start, with a sentence."""

import pytest

from chamber.provider import provider_fault

GOOD = ("https://id.example.org/realms/office", "desk", "secret")


@pytest.mark.parametrize("given", [GOOD, ("", "", ""), ("http://127.0.0.1:9000", "a", "b")])
def test_settings_that_work(given):
    assert provider_fault(*given) == ""


@pytest.mark.parametrize(
    "issuer", ["http://id.example.org", "id.example.org", "https://", "https://a/?b", "ftp://a"]
)
def test_an_address_that_anybody_could_change_on_the_way(issuer):
    assert provider_fault(issuer, "desk", "secret").endswith(f"现在是“{issuer}”")


@pytest.mark.parametrize("given", [("", "secret"), ("desk", "")])
def test_half_of_the_settings(given):
    assert "CHAMBER_OIDC_CLIENT" in provider_fault(GOOD[0], *given)
