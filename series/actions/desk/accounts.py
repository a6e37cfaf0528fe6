"""The first accounts: a person for each role that writes or signs, and an administrator."""

import secrets

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction

from series.actions.audit.chain import record
from series.actions.audit.registers import row_states
from series.actions.errors import EditorialError
from series.models.audit import lock_audit_chain
from series.roles import ADMINISTRATOR, AUDITOR, EDITOR, FINAL, FIRST, OPERATOR, SECOND

from .sessions import end_sessions

FIRST_ACCOUNTS = (
    ("bianji", EDITOR),
    ("chushen", FIRST),
    ("fushen", SECOND),
    ("zhongshen", FINAL),
    ("guanli", ADMINISTRATOR),
)
# Without the characters that are mistaken for each other on paper: 0 O 1 l I.
CHARACTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def new_password() -> str:
    """Return sixteen random characters in groups of four: more than 90 bits."""
    return "-".join("".join(secrets.choice(CHARACTERS) for _ in range(4)) for _ in range(4))


@transaction.atomic
def ensure_accounts():
    """Create the groups and accounts that are missing.

    Returns [(username, role, password)] of the new accounts only.
    """
    lock_audit_chain()
    roles = (*(role for _, role in FIRST_ACCOUNTS[:-1]), AUDITOR, OPERATOR)
    groups = {role: _group(role) for role in roles}
    made = []
    for username, role in FIRST_ACCOUNTS:
        if get_user_model().objects.filter(username=username).exists():
            continue
        password = new_password()
        user = get_user_model().objects.create_user(
            username,
            password=password,
            name=role,
            is_staff=True,
            is_superuser=role == ADMINISTRATOR,
            must_change_password=True,
        )
        user.groups.set([groups[role]] if role in groups else [])
        detail = {"username": username, **row_states(user)}
        record("建账号", by=None, channel="accounts", object=username, **detail)
        made.append((username, role, password))
    return made


def _group(role):
    """Return the group of a role.

    Create it, with an audit line, where it is missing."""
    group, is_new = Group.objects.get_or_create(name=role)
    if is_new:
        record("建角色", by=None, channel="accounts", object=role, **row_states(group))
    return group


@transaction.atomic
def reset_password(username):
    """Give an account a new random password. Returns (username, name, password).

    Raises EditorialError.
    """
    lock_audit_chain()
    user = get_user_model().objects.filter(username=username).first()
    if user is None:
        raise EditorialError(f"没有账号“{username}”，请核对用户名")
    password = new_password()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    record("重设密码", by=None, channel="accounts", object=username, username=username)
    end_sessions(user, by=None)
    return username, str(user), password


def password_chosen(user):
    """Note that the person has chosen a password of their own."""
    get_user_model().objects.filter(pk=user.pk).update(must_change_password=False)


@transaction.atomic
def set_email(user, *, email):
    """Set the address for this person's notifications; an empty one switches the mails off."""
    lock_audit_chain()
    if get_user_model().objects.filter(pk=user.pk).exclude(email=email).update(email=email):
        record("改邮箱", by=user, object=str(user), on=bool(email), **row_states(user))
