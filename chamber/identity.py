"""Who a provider of single sign-on says somebody is; `chamber.openid` asks it. Decision 115."""

import secrets
from dataclasses import dataclass, field

from django.conf import settings


class SignOnError(Exception):
    """A single sign-on that is refused.

    The sentence is for the person and for the audit.

    `account` is the user name where one is known.
    """

    def __init__(self, sentence, *, account=""):
        super().__init__(sentence)
        self.account = account


@dataclass(frozen=True)
class Attempt:
    """What a log-in begins with, and its end must agree with."""

    state: str
    nonce: str
    verifier: str

    @classmethod
    def new(cls):
        return cls(*(secrets.token_urlsafe(32) for _ in range(3)))


@dataclass(frozen=True)
class Identity:
    """Who somebody is; `email` is empty unless the provider has verified it.

    `factors` are the ways in which the provider made sure of them (`amr`, `acr`).
    """

    issuer: str
    subject: str
    email: str = ""
    factors: frozenset[str] = field(default_factory=frozenset)

    def has_second_factor(self):
        """Tell whether the provider checked what the office takes for a second factor."""
        return not self.factors.isdisjoint(settings.OIDC_SECOND_FACTORS)


def is_sign_on_possible():
    """Tell whether the office named a provider."""
    return bool(settings.OIDC_ISSUER)
