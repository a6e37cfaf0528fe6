"""Addresses that a calendar program opens."""

from django import template

register = template.Library()


@register.filter
def webcal(address):
    """webcal://example.cn for https://example.cn: the scheme that opens a calendar program."""
    return f"webcal:{address.partition(':')[2]}"
