"""Numbers as bars beside their tables, drawn on the server."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html

register = template.Library()
WIDTH = 160


@register.simple_tag
def bar(row, table):
    """Draw the bar of this row's value; the table's largest value is WIDTH long."""
    value = row[table.bar] or 0
    most = table.largest
    length = round(WIDTH * value / most) if most else 0
    return format_html(
        '<svg class="bar" viewBox="0 0 {0} 12" width="{0}" height="12" aria-hidden="true">'
        '<path d="M0 6h{1}"/></svg>',
        WIDTH,
        max(length, 1 if value else 0),
    )


@register.simple_tag
def share_bar(percent):
    """Draw a share of a hundred; the whole is WIDTH long."""
    return format_html(
        '<svg class="bar" viewBox="0 0 {0} 12" width="{0}" height="12" aria-hidden="true">'
        '<path class="whole" d="M0 6h{0}"/><path d="M0 6h{1}"/></svg>',
        WIDTH,
        round(WIDTH * percent / 100),
    )


@register.filter
def cell(value):
    """Return a report's cell as text: moments in Shanghai, hours to one decimal."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:.1f}" if isinstance(value, float) else value


@register.filter
def leads_to(row, table):
    """Return the address that the first cell of a table's row leads to, or ""."""
    return table.link(row) if table.link else ""


@register.filter
def is_number(value):
    return isinstance(value, int | float)
