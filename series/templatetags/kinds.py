"""What templates say of the kinds of entries.
One loop each, no kind by its name."""

from django import template
from django.urls import reverse
from django.utils.html import format_html

from series.models import ENTRY_KINDS
from series.models.entry_kinds import listed_kinds, main_kind

register = template.Library()


@register.filter
def about_kind(kind):
    """Return the EntryKind of a kind, as of “event”."""
    return ENTRY_KINDS[kind]


@register.filter
def kind_of_model(name):
    """Return the EntryKind of a model's name, as of “Event”; None for other models."""
    return next((k for k in ENTRY_KINDS.values() if k.model._meta.object_name == name), None)


@register.simple_tag
def entry_kinds():
    """Return every EntryKind that has a list, in the order in which readers find them."""
    return listed_kinds()


@register.simple_tag
def main_entry_kind():
    return main_kind()


@register.simple_tag
def main_list_link(before=""):
    """Return a link to the main kind's list; `before` stands before its name, as “全部”."""
    kind = main_kind()
    return format_html('<a href="{}">{}{}</a>', reverse(kind.list_url), before, kind.label)
