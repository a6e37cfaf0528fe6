"""One-time codes by time (RFC 6238) and recovery codes, as plain functions. Decision 109."""

import base64
import hashlib
import hmac
import secrets
import unicodedata
from urllib.parse import quote, urlencode

SECONDS, DIGITS = 30, 6  # what every authenticator app takes
SECRET_BYTES = 20  # as RFC 4226 recommends
DRIFT = 1  # steps that a telephone's clock may be slow or fast
RECOVERY_CODES = 10
# Without the characters that are mistaken for each other on paper: 0 o 1 l i.
CHARACTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def new_secret() -> str:
    """Return a random secret in base 32, as authenticator apps take it."""
    return base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode()


def code_at(secret: str, step: int) -> str:
    """Return the code of this time step, by RFC 4226 section 5.3."""
    key = base64.b32decode(secret)
    digest = hmac.digest(key, step.to_bytes(8), "sha1")
    offset = digest[-1] & 0xF
    number = int.from_bytes(digest[offset : offset + 4]) & 0x7FFFFFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def matching_step(secret: str, code: str, *, now: float, used: int) -> int:
    """Return the time step whose code this is, or 0.
    Steps up to `used` are over."""
    current = int(now) // SECONDS
    for step in range(current - DRIFT, current + DRIFT + 1):
        if step > used and hmac.compare_digest(code_at(secret, step).encode(), code.encode()):
            return step
    return 0


def tidy_code(typed: str) -> str:
    """Return what was typed as a code: half-width, lower case, without spaces and hyphens."""
    plain = unicodedata.normalize("NFKC", typed).lower()
    return "".join(letter for letter in plain if letter.isalnum())


def new_recovery_codes() -> list[str]:
    """Return ten random codes of three groups: 59 bits each."""
    return [_recovery_code() for _ in range(RECOVERY_CODES)]


def _recovery_code():
    return "-".join("".join(secrets.choice(CHARACTERS) for _ in range(4)) for _ in range(3))


def recovery_digest(secret: str, code: str) -> str:
    """Return the digest by which a recovery code is stored; the secret is its salt."""
    return hashlib.sha256(f"{secret}:{tidy_code(code)}".encode()).hexdigest()


def enrolment_address(secret: str, *, username: str, issuer: str) -> str:
    """Return the otpauth address that an authenticator app reads from a QR code."""
    query = urlencode({"secret": secret, "issuer": issuer}, quote_via=quote)
    return f"otpauth://totp/{quote(username, safe='')}?{query}"
