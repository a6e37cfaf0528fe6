"""Examination of the accounts: second factors, roles of one person, the yearly review."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils import timezone

from series.actions.audit.account_reviews import REVIEWED_WITHIN, last_review
from series.models import AuditLine
from series.roles import separate_roles_of

from .line import in_words, warning, well

MOST_NAMED = 5


def second_factors():
    """Count the accounts of the desk without a second factor.

    Only where it is asked of everybody."""
    if not settings.SECOND_FACTOR_REQUIRED:
        return
    name = "第二步验证"
    lacking = [user for user in _desk() if not user.totp_secret]
    if lacking:
        yield warning(
            name,
            f"{len(lacking)} 个账号没有启用（{_named(lacking)}），"
            "请提醒本人登录启用；不再使用的请停用",
        )
    else:
        yield well(name, "工作台的账号都已启用")


def separate_roles():
    """Look for accounts that hold two of the roles that check each other."""
    name = "三员分开"
    both = [
        user
        for user in _desk().prefetch_related("groups")
        if len(separate_roles_of(user, [group.name for group in user.groups.all()])) > 1
    ]
    if both:
        yield warning(
            name,
            f"{_named(both)} 兼任管理员、安全审计员、系统运维员中的两种以上，请分给不同的人",
        )
    else:
        yield well(name, "没有人兼任管理员、安全审计员和系统运维员")


def review():
    """Look at when the accounts were reviewed last.

    A new site has a year for the first time."""
    name = "账号核对"
    last = last_review()
    since = last or AuditLine.objects.order_by("number").first()
    age = timezone.now() - since.at if since else None
    if age is not None and age > REVIEWED_WITHIN:
        told = f"上次在 {in_words(age)}前" if last else "启用一年多还没有复核过"
        yield warning(name, f"{told}，请管理员或安全审计员在工作台“账号核对”逐行核对")
    else:
        yield well(name, f"上次在 {in_words(age)}前" if last else "启用不到一年，还没有到期")


def _desk():
    return get_user_model().objects.filter(is_active=True, is_staff=True).order_by("username")


def _named(users):
    names = "、".join(user.username for user in users[:MOST_NAMED])
    return f"{names}等" if len(users) > MOST_NAMED else names
