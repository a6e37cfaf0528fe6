"""The yearly review of accounts: who holds which role, and who no longer comes.

Decisions 110 and 114.
"""

import hashlib
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from series.actions.audit.account_reviews import REVIEWED
from series.actions.audit.chain import record
from series.models import ColumnRole
from series.models.audit import lock_audit_chain
from series.roles import ADMINISTRATOR, separate_roles_of

from .xlsx import Worksheet

DORMANT = timedelta(days=90)
COLUMNS = ("用户名", "姓名", "全站角色", "专栏角色", "最近登录", "第二步验证", "请核对")
WIDTHS = {"全站角色": 24, "专栏角色": 30, "最近登录": 17, "请核对": 50}


def accounts_table():
    """Return every account with its roles, and what a reviewer should look at and do."""
    users = list(get_user_model().objects.prefetch_related("groups").order_by("username"))
    in_columns = _column_roles()
    now = timezone.now()
    rows = [_row(user, in_columns.get(user.pk, []), now) for user in users]
    return Worksheet("账号核对", COLUMNS, rows, widths=WIDTHS)


def _column_roles():
    found = {}
    rows = ColumnRole.objects.select_related("role", "column").order_by("column", "role")
    for row in rows:
        found.setdefault(row.user_id, []).append(f"{row.column}：{row.role}")
    return found


def _row(user, in_columns, now):
    groups = sorted(group.name for group in user.groups.all())
    general = [ADMINISTRATOR] * user.is_superuser + groups
    return (
        user.username,
        user.name,
        "、".join(general),
        "；".join(in_columns),
        user.last_login or "",
        "已启用" if user.totp_secret else "没有启用",
        "；".join(_remarks(user, groups, has_role=bool(general or in_columns), now=now)),
    )


def _remarks(user, groups, *, has_role, now):
    """Yield what is odd about an account and what to do.

    In the words of the list."""
    if not user.is_active:
        yield "已停用，仍有角色，请去掉" if has_role else "已停用"
        return
    last = user.last_login
    if last is None and now - user.date_joined > DORMANT:
        yield f"建立 {(now - user.date_joined).days} 天，从未登录，不用就停用"
    elif last is not None and now - last > DORMANT:
        yield f"{(now - last).days} 天未登录，不用就停用"
    if user.must_change_password:
        yield "还没有改掉别人给的密码，请本人登录修改"
    if user.is_staff and not has_role:
        yield "没有角色，请给角色或停用"
    if len(held := separate_roles_of(user, groups)) > 1:
        yield f"兼任{'、'.join(held)}，应分给不同的人"


@transaction.atomic
def confirm_review(*, by, seen):
    """Record that a person reviewed the accounts as listed, whose digest is `seen`.

    Returns whether it was recorded: not where the accounts have changed since they were listed.
    """
    lock_audit_chain()
    table = accounts_table()
    if seen != table_digest(table):
        return False
    flagged = sum(bool(row[-1]) for row in table.rows)
    record(REVIEWED, by=by, count=len(table.rows), flagged=flagged, report=seen)
    return True


def table_digest(table) -> str:
    """Return a digest of whose accounts there are and which roles they hold."""
    facts = repr([row[:4] for row in table.rows])
    return hashlib.sha256(facts.encode()).hexdigest()
