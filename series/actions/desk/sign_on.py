"""Single sign-on: which account an identity of the provider opens, and its audit lines.

Nobody gets an account or a role by logging in. An identity opens the account that it was linked
to; at its first log-in it is linked to the one active account that has its verified e-mail address.
Decision 115.
"""

from django.contrib.auth import get_user_model
from django.db import transaction

from chamber.identity import SignOnError
from series.actions.audit.chain import record
from series.actions.audit.logins import LOG_IN, UNKNOWN
from series.actions.audit.registers import row_states
from series.actions.errors import EditorialError
from series.models import Result
from series.models.audit import lock_audit_chain

MEANS = "单点登录"
NO_ACCOUNT = "本站没有与这个身份相符的账号，请联系管理员核对账号的电子邮箱"
NO_EMAIL = "统一身份认证没有给出核实过的电子邮箱，认不出是哪个账号，请联系管理员"
SEVERAL = "有几个账号用这个电子邮箱，认不出是哪一个，请联系管理员"
OTHER_IDENTITY = "这个账号已经关联了另一个身份，没有登录；请联系管理员核对"
CLOSED = "这个账号已经停用或不能进入工作台，请联系管理员"


@transaction.atomic
def account_of(identity):
    """Return the account that an identity opens, linked at the first time. Raises SignOnError."""
    lock_audit_chain()
    accounts = get_user_model().objects
    known = accounts.filter(oidc_issuer=identity.issuer, oidc_subject=identity.subject).first()
    account = known or _account_by_email(identity)
    if not account.is_active or not account.is_staff:
        raise SignOnError(CLOSED, account=account.get_username())
    if known is None:
        account.oidc_issuer, account.oidc_subject = identity.issuer, identity.subject
        account.save(update_fields=["oidc_issuer", "oidc_subject"])
        record("关联单点登录", by=account, object=account.get_username(), **row_states(account))
    return account


def _account_by_email(identity):
    if not identity.email:
        raise SignOnError(NO_EMAIL)
    # A database may take letters for the same that a mailbox does not: ı and i in capitals.
    found = [
        account
        for account in get_user_model().objects.filter(email__iexact=identity.email)
        if account.email.casefold() == identity.email.casefold()
    ]
    active = [account for account in found if account.is_active]
    if not found:
        raise SignOnError(NO_ACCOUNT)
    if len(active) != 1:
        name = "" if active else found[0].get_username()
        raise SignOnError(SEVERAL if active else CLOSED, account=name)
    if active[0].oidc_subject:
        raise SignOnError(OTHER_IDENTITY, account=active[0].get_username())
    return active[0]


@transaction.atomic
def unlink(username):
    """Take the link of an account away, for the operator. Raises EditorialError."""
    lock_audit_chain()
    account = get_user_model().objects.filter(username=username).first()
    if account is None:
        raise EditorialError(f"没有账号“{username}”，请核对用户名")
    if not account.oidc_subject:
        raise EditorialError(f"“{username}”没有关联单点登录，不必解除")
    account.oidc_issuer = account.oidc_subject = ""
    account.save(update_fields=["oidc_issuer", "oidc_subject"])
    record(
        "解除单点登录关联",
        by=None,
        channel="accounts",
        object=username,
        **row_states(account),
    )


def signed_on(account):
    """Record a log-in through the provider."""
    record(LOG_IN, by=account, object=account.get_username(), means=MEANS)


def sign_on_refused(error):
    """Record a single sign-on that was refused; nobody is proved to be its person."""
    given = {"object": error.account or UNKNOWN, "result": Result.FAILED, "means": MEANS}
    record(LOG_IN, by=None, **given, sentence=str(error))
