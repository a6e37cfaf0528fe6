"""What is derived from a registration and its secret code: check-in codes, certificate numbers.

Both are made by HMAC under the site's key: nobody gets from them to the code, and whoever has one
can neither open nor cancel the registration. Decision 131.
"""

import base64
import hmac
import re
import unicodedata

from chamber.personal_data.fields import keyed_hashes
from series.models import Registration

PREFIX = "QD"  # 签到
CHECK_IN, CERTIFICATE = "check-in code", "certificate number"
LENGTHS = {CHECK_IN: 16, CERTIFICATE: 10}
MOST_DIGITS = 15
CODE = re.compile(rf"{PREFIX}:(\d{{1,{MOST_DIGITS}}}):([A-Z2-7]{{{LENGTHS[CHECK_IN]}}})", re.ASCII)
NUMBER = re.compile(rf"(\d{{1,{MOST_DIGITS}}})-([A-Z2-7]{{{LENGTHS[CERTIFICATE]}}})", re.ASCII)


def check_in_code(registration) -> str:
    """Return what the QR code of a person says: QD:128:4K2QM7XP5TNA6RWE."""
    return f"{PREFIX}:{registration.pk}:{_marks(registration, CHECK_IN)[0]}"


def certificate_number(registration) -> str:
    """Return the number of a person's certificate: 128-4K2QM7XP5T."""
    return f"{registration.pk}-{_marks(registration, CERTIFICATE)[0]}"


def looks_like_check_in_code(typed: str) -> bool:
    return bool(CODE.fullmatch(_tidy(typed)))


def registration_of_code(typed: str) -> Registration | None:
    """Return the registration of a scanned check-in code; None where it is none of ours."""
    return _find(CODE.fullmatch(_tidy(typed)), CHECK_IN)


def registration_of_number(typed: str) -> Registration | None:
    """Return the registration of a certificate number; None where it is none of ours."""
    return _find(NUMBER.fullmatch(_tidy(typed)), CERTIFICATE)


def _tidy(typed):
    return unicodedata.normalize("NFKC", typed).strip().upper()


def _find(match, purpose):
    if match is None:
        return None
    rows = Registration.objects.select_related("group", "event__registration_settings")
    row = rows.filter(pk=int(match[1])).first()
    if row is None:
        return None
    known = [hmac.compare_digest(match[2], mark) for mark in _marks(row, purpose)]
    return row if any(known) else None


def _marks(registration, purpose):
    """Return the marks of a registration under every key of the site, the newest first."""
    hashes = keyed_hashes(f"{registration.pk} {registration.group.code}", purpose)
    return [base64.b32encode(bytes.fromhex(each)).decode()[: LENGTHS[purpose]] for each in hashes]
