"""Telephone numbers as people type them, in one form, and shown in part."""

import re
import unicodedata

MOBILE = re.compile(r"1[3-9]\d{9}")
# An area code 010, 02x or 03xx–09xx with 7 or 8 digits, and an extension of up to 5.
LANDLINE = re.compile(r"(0(?:10|2\d|[3-9]\d{2}))-?(\d{7,8})(?:-(\d{1,5}))?")
FOREIGN = re.compile(r"\+(?!86)[1-9]\d{6,14}")
EXTENSION = re.compile(r"转|分机|ext\.?|x|#")
NO_NUMBER = (
    "“{typed}”不是电话号码：手机写11位数字，例如13800138000；座机写区号，例如0519-12345678；"
    "境外号码以+开头"
)
SHOWN_AT_MOST = 20


def phone_number(typed: str, *, mobile_only: bool = False) -> str:
    """Return a number as it is stored: 13800138000, 0519-12345678-801 or +85212345678.

    Spaces, hyphens, brackets, full-width digits and +86 do not matter. Raises ValueError with a
    sentence on what to write.
    """
    plain = EXTENSION.sub("~", unicodedata.normalize("NFKC", typed).strip().lower())
    plain = re.sub(r"[‐-―−ー]", "-", plain)
    number, _, extension = plain.partition("~")
    number = re.sub(r"[\s().·]+", "", number)
    number = re.sub(r"^(?:\+|00)86-?", "", number)
    extension = extension.strip(" -.:")
    found = "" if extension else _mobile(number)
    if not found and not mobile_only:
        found = _other(number, extension)
    if not found:
        raise ValueError(NO_NUMBER.format(typed=typed.strip()[:SHOWN_AT_MOST]))
    return found


def _mobile(number):
    digits = number.replace("-", "")
    return digits if MOBILE.fullmatch(digits) else ""


def _other(number, extension):
    foreign = re.sub(r"^00(?=[1-9])", "+", number).replace("-", "")
    if FOREIGN.fullmatch(foreign) and not extension:
        return foreign
    written = f"{number}-{extension}" if extension else number
    found = LANDLINE.fullmatch(written) or LANDLINE.fullmatch(f"0{written}")
    return "-".join(filter(None, found.groups())) if found else ""


def masked_phone(number: str) -> str:
    """Return a stored number with its middle hidden: 138****8000, 0519-****5678."""
    area, hyphen, _ = number.partition("-")
    if not number:
        return ""
    return f"{area if hyphen else number[:3]}{hyphen}****{phone_tail(number)}"


def phone_tail(number: str) -> str:
    """Return the last four digits of a stored number.

    Helpers at the door ask for a person by them."""
    local = number.split("-")[1] if "-" in number else number
    return local[-4:]
