"""A client of the office's OpenID Connect provider.

Where a log-in goes, and who came back.

mozilla-django-oidc fetches and matches tokens and keys; by itself it accepts a token for another
client, from another issuer or without an end, so that the claims are checked here. It is loaded
where a provider is set, at the first log-in. Decision 115.
"""

import hashlib
import unicodedata
from urllib.parse import urlencode

import jwt
import requests
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import SuspiciousOperation
from django.utils.crypto import constant_time_compare
from mozilla_django_oidc.auth import OIDCAuthenticationBackend
from mozilla_django_oidc.utils import generate_code_challenge

from chamber.identity import Identity, SignOnError

ALGORITHM = "RS256"  # every provider has to know it (OpenID Connect Core, 15.1)
SCOPES = "openid email"
TIMEOUT = 10  # seconds for each question to the provider
KEPT = 600  # seconds for which its addresses are remembered; keys are asked at each log-in
LEEWAY = 60  # seconds between the clocks
REQUIRED = ["iss", "sub", "aud", "exp", "iat", "nonce"]
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
LONGEST_SUBJECT = 255

AWAY = "统一身份认证暂时连不上，请稍后再试，或用密码登录"
REFUSED_CODE = "统一身份认证没有接受这次登录，请再登录一次"
WRONG_SIGNATURE = "身份令牌的签名或格式不正确，没有登录；请联系管理员核对统一身份认证的设置"
OTHER_LOG_IN = "身份令牌与这次登录不符，没有登录；请再登录一次"
SENTENCES = {
    jwt.ExpiredSignatureError: "身份令牌已经过期，没有登录；请再登录一次",
    jwt.InvalidAudienceError: "身份令牌不是发给本站的，没有登录；请联系管理员核对客户端编号",
    jwt.InvalidIssuerError: "身份令牌不是由所设的身份认证签发的，没有登录；请联系管理员核对地址",
    jwt.ImmatureSignatureError: "身份令牌的时间还没有到，没有登录；请联系管理员核对两边的时钟",
}


def authorization_address(attempt, *, return_to):
    """Return the address at the provider where a person logs in. Raises SignOnError."""
    asked = {
        "response_type": "code",
        "client_id": settings.OIDC_CLIENT_ID,
        "redirect_uri": return_to,
        "scope": SCOPES,
        "state": attempt.state,
        "nonce": attempt.nonce,
        "code_challenge": generate_code_challenge(attempt.verifier, "S256"),
        "code_challenge_method": "S256",
    }
    return _with_query(_metadata()["authorization_endpoint"], asked)


def log_out_address(*, return_to):
    """Return where a person ends the session at the provider.

    "" if it has no such page."""
    address = _metadata().get("end_session_endpoint", "")
    asked = {"client_id": settings.OIDC_CLIENT_ID, "post_logout_redirect_uri": return_to}
    return _with_query(address, asked) if address else ""


def identity_of(answer, attempt, *, return_to):
    """Return the Identity of a person who came back with `answer`. Raises SignOnError."""
    if not constant_time_compare(answer.get("state", ""), attempt.state):
        raise SignOnError(OTHER_LOG_IN)
    if answer.get("iss", settings.OIDC_ISSUER) != settings.OIDC_ISSUER:  # RFC 9207
        raise SignOnError(SENTENCES[jwt.InvalidIssuerError])
    if "error" in answer or not answer.get("code"):
        raise SignOnError(REFUSED_CODE)
    client = _Client(_metadata())
    try:
        return client.identity(answer["code"], attempt, return_to=return_to)
    except (requests.ConnectionError, requests.Timeout) as error:
        raise SignOnError(AWAY) from error
    except requests.RequestException as error:
        raise SignOnError(REFUSED_CODE) from error
    except jwt.PyJWTError as error:
        raise SignOnError(SENTENCES.get(type(error), WRONG_SIGNATURE)) from error
    except (SuspiciousOperation, LookupError, TypeError, ValueError, AttributeError) as error:
        raise SignOnError(WRONG_SIGNATURE) from error  # another shape than that of a token


class _Client(OIDCAuthenticationBackend):
    """The library's client with the provider's own addresses and every check of the claims."""

    def __init__(self, metadata):
        self.own = {
            "OIDC_OP_TOKEN_ENDPOINT": metadata["token_endpoint"],
            "OIDC_OP_USER_ENDPOINT": metadata.get("userinfo_endpoint", ""),
            "OIDC_OP_JWKS_ENDPOINT": metadata["jwks_uri"],
            "OIDC_RP_CLIENT_ID": settings.OIDC_CLIENT_ID,
            "OIDC_RP_CLIENT_SECRET": settings.OIDC_CLIENT_SECRET,
            "OIDC_RP_SIGN_ALGO": ALGORITHM,
            "OIDC_TIMEOUT": TIMEOUT,
        }
        super().__init__()

    def get_settings(self, attr, *args):
        return self.own[attr] if attr in self.own else super().get_settings(attr, *args)

    def identity(self, code, attempt, *, return_to):
        """Exchange a code for the Identity that its token proves."""
        given = {
            "grant_type": "authorization_code",
            "client_id": self.OIDC_RP_CLIENT_ID,
            "client_secret": self.OIDC_RP_CLIENT_SECRET,
            "code": code,
            "redirect_uri": return_to,
            "code_verifier": attempt.verifier,
        }
        tokens = self.get_token(given)
        claims = self.verify_token(tokens["id_token"], nonce=attempt.nonce)
        if "email" not in claims and self.OIDC_OP_USER_ENDPOINT:
            claims = self._with_user_claims(claims, tokens)
        return _identity(claims)

    def _verify_jws(self, payload, key):
        client = self.OIDC_RP_CLIENT_ID
        claims = jwt.decode(
            payload,
            key,
            algorithms=[ALGORITHM],
            audience=client,
            issuer=settings.OIDC_ISSUER,
            leeway=LEEWAY,
            options={"require": REQUIRED},
        )
        others = [one for one in _words(claims["aud"]) if one != client]
        if claims.get("azp", client if not others else "") != client:
            raise jwt.InvalidAudienceError
        return claims

    def verify_token(self, token, *, nonce):
        claims = self.get_payload_data(token, self.retrieve_matching_jwk(token))
        if not constant_time_compare(claims["nonce"], nonce):
            raise SignOnError(OTHER_LOG_IN)
        return claims

    def _with_user_claims(self, claims, tokens):
        told = self.get_userinfo(tokens["access_token"], tokens["id_token"], claims)
        if told["sub"] != claims["sub"]:
            raise SignOnError(OTHER_LOG_IN)
        return claims | {key: told[key] for key in ("email", "email_verified") if key in told}


def _identity(claims):
    subject = claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
        raise jwt.InvalidTokenError
    email = str(claims.get("email", "")) if claims.get("email_verified") is True else ""
    factors = frozenset(_words(claims.get("amr", [])) + _words(claims.get("acr", "")))
    return Identity(claims["iss"], subject, unicodedata.normalize("NFC", email), factors)


def _words(claim):
    """Return a claim that is one word or a list of words as a list."""
    return [str(one) for one in claim] if isinstance(claim, list) else [str(claim)] * bool(claim)


def _metadata():
    """Return the provider's own description, asked every ten minutes. Raises SignOnError."""
    name = f"openid-{hashlib.sha256(settings.OIDC_ISSUER.encode()).hexdigest()}"
    found = cache.get(name)
    if found is None:
        found = _asked_metadata()
        cache.set(name, found, KEPT)
    return found


def _asked_metadata():
    address = f"{settings.OIDC_ISSUER.rstrip('/')}/.well-known/openid-configuration"
    try:
        answer = requests.get(address, timeout=TIMEOUT)
        answer.raise_for_status()
        found = answer.json()
        if found["issuer"] != settings.OIDC_ISSUER or not all(found[one] for one in ENDPOINTS):
            raise SignOnError(SENTENCES[jwt.InvalidIssuerError])
    except (requests.RequestException, LookupError, TypeError) as error:
        raise SignOnError(AWAY) from error
    return found


def _with_query(address, asked):
    return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"
