"""The yearly review of accounts: who holds which role, and who no longer comes.
Decision 110."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone

from series.models import ColumnRole

from .xlsx import Worksheet

DORMANT = timedelta(days=90)
COLUMNS = ("用户名", "姓名", "全站角色", "专栏角色", "最近登录", "请核对")


def accounts_table():
    """Return every account with its roles, and what a reviewer should look at."""
    users = list(get_user_model().objects.prefetch_related("groups").order_by("username"))
    in_columns = _column_roles()
    now = timezone.now()
    rows = [_row(user, in_columns.get(user.pk, []), now) for user in users]
    return Worksheet("账号核对", COLUMNS, rows)


def _column_roles():
    found = {}
    rows = ColumnRole.objects.select_related("role", "column").order_by("column", "role")
    for row in rows:
        found.setdefault(row.user_id, []).append(f"{row.column}：{row.role}")
    return found


def _row(user, in_columns, now):
    general = ["管理员"] * user.is_superuser + sorted(group.name for group in user.groups.all())
    return (
        user.username,
        user.name,
        "、".join(general),
        "；".join(in_columns),
        user.last_login or "",
        "；".join(_remarks(user, bool(general or in_columns), now)),
    )


def _remarks(user, has_role, now):
    """Yield what is odd about an account, in the words of the list."""
    if not user.is_active:
        yield "已停用，仍有角色" if has_role else "已停用"
        return
    last = user.last_login
    if last is None and now - user.date_joined > DORMANT:
        yield f"建立 {(now - user.date_joined).days} 天，从未登录"
    elif last is not None and now - last > DORMANT:
        yield f"{(now - last).days} 天未登录"
    if user.must_change_password:
        yield "还没有改掉别人给的密码"
    if user.is_staff and not has_role:
        yield "没有角色"
