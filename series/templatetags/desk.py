"""What the desk's pages draw.
The stage as a comb, the kind as a seal, the person's roles."""

from django import template
from django.contrib.admin.templatetags.admin_list import result_headers

from series import drawing, roles
from series.models import ENTRY_KINDS, Notification

register = template.Library()
register.filter("seal", drawing.seal)
register.filter("entry_url", drawing.entry_url)
register.filter("comb", drawing.comb)


@register.inclusion_tag("admin/change_list_results.html")
def entry_rows(changelist):
    """Return the context of the stock table for rows that are printed."""
    headers = list(result_headers(changelist))
    return {
        "result_headers": headers,
        "num_sorted_fields": sum(1 for head in headers if head["sortable"] and head["sorted"]),
        "results": changelist.printed_rows(),
    }


@register.simple_tag
def unread(user):
    """Return how many notifications this person has not read.

    They are counted with the roles, which a page reads before anything of it is shown."""
    known = None if user.is_superuser else roles.roles_of(user).unread
    return Notification.objects.unread().filter(user=user).count() if known is None else known


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
    order = (roles.EDITOR, roles.FIRST, roles.SECOND, roles.FINAL)
    order += (roles.AUDITOR, roles.OPERATOR)
    return "、".join(role for role in order if role in own)


@register.filter
def measure_word(opts):
    """Return the word that counts rows of a model.

    篇 of texts, 位 of people, else 个."""
    kind = _kind_of(opts.model)
    if kind:
        return kind.measure
    return {"Entry": "篇", "User": "位", "Picture": "张"}.get(opts.object_name, "个")


@register.filter
def write_word(opts):
    """Return the button that begins a new row.

    写文章 of a kind of entries, else 新增专栏."""
    kind = _kind_of(opts.model)
    return kind.write if kind else f"新增{opts.verbose_name}"


def _kind_of(model):
    return next((kind for kind in ENTRY_KINDS.values() if kind.model is model), None)
