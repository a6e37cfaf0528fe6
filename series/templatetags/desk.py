"""What the desk's pages draw: the stage as a comb, the kind as a seal, the person's roles."""

from django import template

from series import drawing, roles
from series.models import Notification

register = template.Library()
register.filter("seal", drawing.seal)
register.filter("entry_url", drawing.entry_url)
register.filter("comb", drawing.comb)


@register.simple_tag
def unread(user):
    """Return how many notifications this person has not read; one index query."""
    return Notification.objects.unread().filter(user=user).count()


@register.filter
def has_unread(notifications):
    """Tell whether one of these notifications is unread."""
    return any(row.read_at is None for row in notifications)


@register.simple_tag
def role_names(user):
    """Return this person's roles in a word each: 编辑、初审."""
    if user.is_superuser:
        return "管理员"
    own = roles.roles_of(user).at(None)
    order = (roles.EDITOR, roles.FIRST, roles.SECOND, roles.FINAL, roles.AUDITOR)
    return "、".join(role for role in order if role in own)
