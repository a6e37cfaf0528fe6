"""Secret codes of registrations and invitations: made, typed and shown."""

import secrets
import unicodedata

# Without 0 O 1 I L and U, which are mistaken for others on paper: 30 ** 10 codes.
CHARACTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10


def new_code() -> str:
    return "".join(secrets.choice(CHARACTERS) for _ in range(LENGTH))


def tidy_code(typed: str) -> str:
    """Return a typed code as it is stored; empty where it can be none."""
    plain = unicodedata.normalize("NFKC", typed).upper()
    code = "".join(character for character in plain if not character.isspace() and character != "-")
    return code if len(code) == LENGTH and set(code) <= set(CHARACTERS) else ""


def shown_code(code: str) -> str:
    """Return a code in two groups, as people read it out: 4K92Q M7X3P."""
    return f"{code[: LENGTH // 2]} {code[LENGTH // 2 :]}"
