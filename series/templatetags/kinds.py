"""What templates say of the kinds of entries: one loop each, no kind by its name."""

from django import template
from django.urls import reverse
from django.utils.html import format_html

from series.models import ENTRY_KINDS
from series.models.entry_kinds import main_kind

register = template.Library()


@register.filter
def about_kind(kind):
    """Return the EntryKind of “event”."""
    return ENTRY_KINDS[kind]


@register.filter
def kind_of_model(name):
    """Return the EntryKind of the model “Event”; None of a model that is no kind."""
    return next((k for k in ENTRY_KINDS.values() if k.model._meta.object_name == name), None)


@register.simple_tag
def entry_kinds():
    """Return every EntryKind, in the order in which readers find them."""
    return ENTRY_KINDS.values()


@register.simple_tag
def main_entry_kind():
    return main_kind()


@register.simple_tag
def main_list_link(before=""):
    """Return a link to the list that readers are sent to for more; “全部” may stand before its name."""
    kind = main_kind()
    return format_html('<a href="{}">{}{}</a>', reverse(kind.list_url), before, kind.label)
